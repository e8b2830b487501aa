import { expect, test } from 'vitest';
import { setGuild } from '../../src/store/guilds.ts';
import { addReport, setReportsSettled } from '../../src/store/reports.ts';
import { findButton, wordsOf } from '../support/shown.ts';
import { setStage } from './stage.ts';

const notices = '710000000000000099';
const questionId = 'db/acid#a';

/** A Monday whose lesson has come; moderators have a channel for notices unless said otherwise. */
async function stage({ channel = true, cohorts = 1 } = {}) {
  const stage = await setStage('2026-11-23T06:00:00Z');
  if (channel) await setGuild(stage.db, stage.guildId, { noticeChannelId: notices }, stage.now());
  for (let n = 0; n < cohorts; n += 1) await stage.addCohort({ name: `Autumn ${n}` });
  await stage.tickAt('2026-11-23T09:00:00Z');
  let ids = 0;
  const reports = (at: string, question = questionId) => {
    ids += 1;
    return addReport(stage.db, {
      ...{ guildId: stage.guildId, id: `r${ids}`, memberId: `80000000000000010${ids}`, reason: 'key' },
      ...{ questionId: question, questionRev: 1, note: 'my own words', createdAt: new Date(at) },
    });
  };
  const settle = (at: string) =>
    setReportsSettled(stage.db, stage.guildId, {
      ...{ questionId, by: 'none', verdict: 'kept', note: null, at: new Date(at) },
    });
  const told = () => stage.sent.filter(({ channelId }) => channelId === notices).map(({ card }) => card);
  return { ...stage, reports, settle, told };
}

test('moderators are told of reports together, once a day, in all cohorts; nobody and no words are named', async () => {
  const { tickAt, reports, told, admin, member } = await stage({ cohorts: 2 });
  await reports('2026-11-23T10:00:00Z');
  await tickAt('2026-11-23T10:05:00Z');
  expect(told()).toEqual([]);
  await reports('2026-11-23T10:06:00Z');
  await reports('2026-11-23T10:07:00Z', 'db/acid#b');
  await tickAt('2026-11-23T10:10:00Z');
  for (const minute of [11, 20, 59]) await tickAt(`2026-11-23T10:${minute}:00Z`);
  const [card, ...more] = told();
  if (!card) throw new Error('nothing was told');
  expect(more).toEqual([]);
  const words = wordsOf(card);
  expect(words).toContain('## 2 questions reported');
  expect(words).toContain('3 reports of members wait for you.');
  expect(words).toContain('`/insights`');
  expect(words).not.toMatch(/8000000|my own words/);
  expect(findButton(card, 'Reported questions')).toMatch(/^insights:reports:[a-z0-9]{20}$/);
  expect(wordsOf(await admin().presses(card, 'Reported questions'))).toContain('## Reported questions');
  expect(wordsOf(await member('ada').presses(card, 'Reported questions'))).toContain('for moderators');
});

test('what comes after the day’s notice is told on the next day, if it still waits then', async () => {
  const { tickAt, reports, settle, told } = await stage();
  await reports('2026-11-23T10:00:00Z');
  await tickAt('2026-11-23T10:10:00Z');
  await settle('2026-11-23T10:11:00Z');
  await reports('2026-11-23T11:00:00Z');
  await tickAt('2026-11-23T23:00:00Z');
  expect(told()).toHaveLength(1);
  // A notice's day begins with the cohort's post time: nobody is told at midnight.
  await tickAt('2026-11-24T08:59:00Z');
  expect(told()).toHaveLength(1);
  await tickAt('2026-11-24T09:00:00Z');
  expect(told().map(card => /## .*/.exec(wordsOf(card))?.[0])).toEqual([
    '## 1 question reported',
    '## 1 question reported',
  ]);
  // Nobody is told of the same report twice.
  await tickAt('2026-11-25T09:00:00Z');
  expect(told()).toHaveLength(2);
});

test('nothing is told of what is settled before, nor where moderators chose no channel', async () => {
  const settled = await stage();
  await settled.reports('2026-11-23T10:00:00Z');
  await settled.settle('2026-11-23T10:05:00Z');
  await settled.tickAt('2026-11-23T10:10:00Z');
  expect(settled.told()).toEqual([]);

  const nowhere = await stage({ channel: false });
  await nowhere.reports('2026-11-23T10:00:00Z');
  await nowhere.tickAt('2026-11-23T10:10:00Z');
  expect(await nowhere.sql`select 1 from deliveries where kind = 'notice-report'`).toEqual([]);
});

test('two processes that decide at once tell it once', async () => {
  const { tickAt, reports, told } = await stage();
  await reports('2026-11-23T10:00:00Z');
  await Promise.all([tickAt('2026-11-23T10:10:00Z'), tickAt('2026-11-23T10:10:00Z')]);
  expect(told()).toHaveLength(1);
});
