import { beforeAll, expect, test } from 'vitest';
import { setMemberSettings } from '../../src/store/member-settings.ts';
import { addMembership } from '../../src/store/memberships.ts';
import { addPoints } from '../../src/store/points.ts';
import { addSquad, addSquadMember } from '../../src/store/squads.ts';
import { warmPictures } from '../support/pictures.ts';
import { picturesOf, wordsOf } from '../support/shown.ts';
import { setStage } from './stage.ts';

beforeAll(warmPictures);

const channel = '710000000000000077';
const people = ['ada', 'ben', 'cleo', 'dan'];

/** A Monday; in the week before, who comes earlier has more points, and in the one before that everybody had five. */
async function stage(hasWeeklyBoard = true) {
  const stage = await setStage('2026-11-23T06:00:00Z');
  const id = await stage.addCohort({ hasWeeklyBoard, channelId: channel, name: 'Autumn' });
  const key = { guildId: stage.guildId, cohortId: id };
  for (const [n, name] of people.entries()) {
    const memberId = stage.member(name).id;
    await addMembership(stage.db, { ...key, memberId }, new Date('2026-11-01T09:00Z'));
    await addPoints(stage.db, { ...key, memberId, reason: 'a', points: 5 }, new Date('2026-11-10T09:00Z'));
    await addPoints(
      stage.db,
      { ...key, memberId, reason: 'b', points: 40 - 10 * n },
      new Date('2026-11-17T09:00Z'),
    );
    // Of this week: no part of it.
    await addPoints(stage.db, { ...key, memberId, reason: 'c', points: 99 }, new Date('2026-11-23T05:00Z'));
  }
  const boards = () =>
    stage.sent.map(({ card }) => card).filter(card => wordsOf(card).includes('The week’s board'));
  return { ...stage, key, boards };
}

test('with the first lesson of a week comes the board of the week before, once: the upper half, under aliases', async () => {
  const { tickAt, boards, member, key, db, sql } = await stage();
  await sql`update cohorts set created_at = '2026-11-01T09:00:00Z'`;
  await addSquad(db, { ...key, id: 's', name: 'Herons' }, new Date('2026-11-01T09:00Z'));
  await addSquadMember(db, { ...key, id: 's' }, member('ada').id, new Date('2026-11-01T09:00Z'));
  await tickAt('2026-11-23T09:01:00Z');
  await tickAt('2026-11-24T09:01:00Z');
  const [card, ...more] = boards();
  if (!card) throw new Error('no board was posted');
  expect(more).toEqual([]);
  const words = wordsOf(card);
  expect(words).toContain('Autumn ▸ week of 16 Nov 2026');
  expect(words).toMatch(/1\\\. \w+ \w+: 40 points\n2\\\. \w+ \w+: 30 points\n\n/);
  expect(words).not.toContain('20 points');
  expect(words).toMatch(/Most improved: \*\*\w+ \w+\*\*, 35 points more than the week before\./);
  expect(words).toContain('Squad of the week: **Herons**, 10 points.');
  for (const name of people) expect(words).not.toContain(member(name).id);
  expect(picturesOf(card)[0]?.alt).toContain('Leaderboard of Autumn');
  expect(wordsOf(await member('dan').presses(card, 'My place'))).toContain(': 10 points');
});

test('a hidden member is absent, and nobody else’s rank moves', async () => {
  const { tickAt, boards, member, guildId, db, now } = await stage();
  await setMemberSettings(db, { guildId, memberId: member('ada').id }, { shownAs: 'hidden' }, now());
  await setMemberSettings(
    db,
    { guildId, memberId: member('ben').id },
    { shownAs: 'name', shownName: 'Ben @everyone' },
    now(),
  );
  await tickAt('2026-11-23T09:01:00Z');
  const words = wordsOf(boards()[0] ?? { kind: 'card', accent: 'notice', blocks: [] });
  expect(words).toContain('2\\. Ben @\u2060everyone: 30 points');
  expect(words).not.toContain('1\\.');
  expect(words).toContain('25 points more than the week before');
});

test('where moderators don’t want it, or nobody earned anything, nothing is posted', async () => {
  const off = await stage(false);
  await off.tickAt('2026-11-23T09:01:00Z');
  expect(off.boards()).toEqual([]);
  const idle = await stage();
  await idle.sql`delete from points`;
  await idle.tickAt('2026-11-23T09:01:00Z');
  expect(idle.boards()).toEqual([]);
});

test('switched on in the middle of a week, the first board comes with the next week', async () => {
  const { tickAt, boards, sql } = await stage(false);
  await tickAt('2026-11-23T09:01:00Z');
  await sql`update cohorts set has_weekly_board = true`;
  for (const day of ['24', '25', '26', '27']) await tickAt(`2026-11-${day}T09:01:00Z`);
  expect(boards()).toEqual([]);
  await tickAt('2026-11-30T09:01:00Z');
  expect(boards().map(card => wordsOf(card).includes('week of 23 Nov 2026'))).toEqual([true]);
});

test('days of an old week that are decided late bring no board of a week long past', async () => {
  const { tickAt, sql } = await stage();
  for (let n = 0; n < 4; n += 1) await tickAt(`2026-12-04T10:0${n}:00Z`);
  const rows = await sql`select study_day::text as day from deliveries where kind = 'weekly-board'`;
  expect(rows.filter(({ day }) => day < '2026-11-30')).toEqual([]);
  expect(await sql`select 1 from deliveries where lane = 'plan' and study_day < '2026-11-30'`).not.toEqual(
    [],
  );
});

test('of a squad only that counts which its members earned since they joined it', async () => {
  const { tickAt, boards, member, key, db, sql } = await stage();
  await sql`update cohorts set created_at = '2026-11-01T09:00:00Z'`;
  await addSquad(db, { ...key, id: 's', name: 'Herons' }, new Date('2026-11-01T09:00Z'));
  await addSquadMember(db, { ...key, id: 's' }, member('ada').id, new Date('2026-11-17T09:00:01Z'));
  await addSquadMember(db, { ...key, id: 's' }, member('dan').id, new Date('2026-11-17T08:59:59Z'));
  await tickAt('2026-11-23T09:01:00Z');
  expect(wordsOf(boards()[0] ?? { kind: 'card', accent: 'notice', blocks: [] })).toContain(
    'Squad of the week: **Herons**, 2.5 points.',
  );
});

test('squads with the same points share the week; beyond three they are counted', async () => {
  const { tickAt, boards, member, key, db, sql } = await stage();
  await sql`update cohorts set created_at = '2026-11-01T09:00:00Z'`;
  await sql`update points set points = 20 where reason = 'b'`;
  const joined = new Date('2026-11-01T09:00Z');
  // Their ids are the other way round than their names: no lot decides who is named.
  for (const [n, name] of people.entries()) {
    await addSquad(
      db,
      { ...key, id: `${9 - n}`, name: ['Alpha', '*Beta*', 'Gamma', 'Delta'][n] ?? '' },
      joined,
    );
    await addSquadMember(db, { ...key, id: `${9 - n}` }, member(name).id, joined);
  }
  await tickAt('2026-11-23T09:01:00Z');
  const squadsOf = (card = boards().at(-1)) =>
    wordsOf(card ?? { kind: 'card', accent: 'notice', blocks: [] })
      .split('\n')
      .filter(line => line.startsWith('Squad'));
  expect(squadsOf()).toEqual([
    'Squads of the week: **\\*Beta\\***, **Alpha**, **Delta** and 1 more, 5 points each.',
  ]);
  await sql`delete from points where member_id in (${member('cleo').id}, ${member('dan').id})`;
  await sql`update points set earned_at = earned_at + interval '7 days'`;
  await tickAt('2026-11-30T09:01:00Z');
  expect(squadsOf()).toEqual(['Squads of the week: **\\*Beta\\*** and **Alpha**, 5 points each.']);
});
