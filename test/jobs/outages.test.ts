import { describe, expect, test } from 'vitest';
import { LATE_POLICIES, type LatePolicy } from '../../src/core/misfire.ts';
import { wordsOf } from '../support/shown.ts';
import { setStage } from './stage.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The bot is away from right before the second post, on Monday, for so long. */
const outages = { '1 min': minute, '2 h': 2 * hour, '13 h': 13 * hour, '3 d': 3 * day, '40 d': 40 * day };
const begins = new Date('2026-11-23T08:59:30Z');
const friday = '2026-11-20';

type Stage = Awaited<ReturnType<typeof setStage>>;

/** Lives on, a few minutes of each day, until the cohort has ended. */
async function liveOn(stage: Stage, from: Date): Promise<void> {
  await stage.tickAt(from);
  for (let at = from.getTime() + 1; ; ) {
    const [cohort] = await stage.sql<{ state: string }[]>`select state from cohorts`;
    if (cohort?.state === 'ended') return;
    if (at > from.getTime() + 60 * day) throw new Error('the cohort never ends');
    const midnight = Math.floor(at / day) * day;
    const times = [9 * hour, 9 * hour + minute, 9 * hour + 2 * minute, 9 * hour + 3 * minute, 23 * hour];
    for (const time of times) {
      if (midnight + time >= at) await stage.tickAt(new Date(midnight + time));
    }
    at = midnight + day;
  }
}

async function story(policy: LatePolicy, lastsMs: number) {
  const stage = await setStage(`${friday}T08:00:00Z`);
  await stage.addCohort({ latePolicy: policy });
  await stage.tickAt(`${friday}T09:00:00Z`);
  await liveOn(stage, new Date(begins.getTime() + lastsMs));
  const rows = await stage.sql<
    { day: string; state: string; lesson: string; sent: Date | null; due: Date }[]
  >`
    select study_day::text as day, state, lesson_id as lesson, sent_at as sent, due_at as due from deliveries
    where lane = 'plan' order by study_day, slot`;
  const versions = await stage.sql<{ cause: string }[]>`select cause from plan_versions where version > 1`;
  return { stage, rows, causes: versions.map(({ cause }) => cause) };
}

describe.each(LATE_POLICIES)('with the policy %s', policy => {
  test.each(Object.entries(outages))(
    'after an outage of %s every lesson comes once, in order, and late ones don’t bury the channel',
    async (_name, lastsMs) => {
      const { stage, rows, causes } = await story(policy, lastsMs);
      const taught = stage.curriculum.pathways
        .get('infrastructure')
        ?.lessons.slice(0, 12)
        .map(({ lessonId }) => lessonId);
      const stood = rows.filter(({ state }) => state === 'sent' || state === 'late');
      const lessons = stood.map(({ lesson }) => lesson);

      // Once each, and in the order of the pathway; nothing waits, and nothing is posted that the ledger doesn't know.
      expect(new Set(lessons).size).toBe(lessons.length);
      expect(lessons).toEqual(taught?.filter(lesson => policy !== 'skip' || lessons.includes(lesson)));
      expect(rows.every(({ state }) => ['sent', 'late', 'missed'].includes(state))).toBe(true);
      expect(stage.sent).toHaveLength(stood.length);
      expect(new Set(stage.sent.map(({ nonce }) => nonce)).size).toBe(stage.sent.length);

      // At most two late posts a day, never two in a tick, and each says so.
      const late = rows.filter(({ state }) => state === 'late').map(({ sent }) => sent?.toISOString() ?? '');
      const lateOn = (date: string) => late.filter(instant => instant.startsWith(date)).length;
      expect(Math.max(0, ...late.map(instant => lateOn(instant.slice(0, 10))))).toBeLessThanOrEqual(2);
      expect(new Set(late).size).toBe(late.length);
      const telling = stage.sent.filter(({ card }) => wordsOf(card).includes('This lesson comes '));
      expect(telling).toHaveLength(late.length);

      // Only what is beyond its window makes the machine change a plan.
      expect(causes).toEqual(causes.map(() => policy));
      expect(causes.length > 0).toBe(policy !== 'post' && lastsMs > 12 * hour);
      expect(rows.filter(({ state }) => state === 'missed')).toHaveLength(causes.length);
    },
  );
});

/** What stands in the channel, a line each: day, lesson's number, and how late. */
async function channel(policy: LatePolicy, lastsMs: number): Promise<string[]> {
  const { stage, rows } = await story(policy, lastsMs);
  const order = stage.curriculum.pathways.get('infrastructure')?.lessons.map(({ lessonId }) => lessonId);
  return rows
    .filter(({ sent }) => sent !== null)
    .map(({ sent, lesson, state }) => {
      const number = (order ?? []).indexOf(lesson) + 1;
      return `${sent?.toISOString().slice(5, 16).replace('T', ' ')} lesson ${number}${state === 'late' ? ' late' : ''}`;
    });
}

test('after three days: slip moves the plan, skip keeps its dates, double puts two together, post sends all', async () => {
  // Away from Monday 08:59:30 until Thursday 08:59:30.
  expect((await channel('slip', 3 * day)).slice(0, 4)).toEqual([
    '11-20 09:00 lesson 1',
    '11-26 09:00 lesson 2',
    '11-27 09:00 lesson 3',
    '11-30 09:00 lesson 4',
  ]);
  expect((await channel('skip', 3 * day)).slice(0, 3)).toEqual([
    '11-20 09:00 lesson 1',
    '11-26 09:00 lesson 5',
    '11-27 09:00 lesson 6',
  ]);
  expect((await channel('double', 3 * day)).slice(0, 4)).toEqual([
    '11-20 09:00 lesson 1',
    '11-26 09:00 lesson 2',
    '11-26 09:00 lesson 3',
    '11-27 09:00 lesson 4',
  ]);
  expect((await channel('post', 3 * day)).slice(0, 6)).toEqual([
    '11-20 09:00 lesson 1',
    '11-26 08:59 lesson 2 late',
    '11-26 09:01 lesson 3 late',
    '11-27 09:00 lesson 4 late',
    '11-27 09:01 lesson 5 late',
    // Friday’s own, no more than a minute late.
    '11-27 09:01 lesson 6',
  ]);
});
