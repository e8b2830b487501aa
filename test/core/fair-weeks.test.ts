import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankMembers } from '../../src/core/board.ts';
import { AGAIN, pointsForAnswer, pointsForLesson, worthAhead, worthOfAnswer } from '../../src/core/points.ts';
import { addDays, asStudyDay, type StudyDay } from '../../src/core/time.ts';

/** docs/decisions/0033: what one study day can pay whoever only practises and reviews. */
const MOST_AGAIN = AGAIN.practice.points * AGAIN.practice.most + AGAIN.review.points * AGAIN.review.most;
const monday = asStudyDay('2026-11-16');

/** Twice a day from Monday to Sunday, before and after the lesson comes at nine. */
const moments = Array.from({ length: 14 }, (_, n) => {
  const at = `${addDays(monday, Math.floor(n / 2))}T${n % 2 === 0 ? '08' : '20'}:00Z`;
  const right = { type: 'single', lessonId: 'x', share: 100, right: true } as const;
  const again = (kind: string) =>
    worthOfAnswer(right, { kind, zone: 'UTC', posted: [], now: new Date(at) }).again;
  return { at, practice: again('practice'), review: again('review') };
});

interface Row {
  readonly memberId: string;
  readonly reason: string;
  readonly points: number;
}

/** The ledger of a week: a reason pays once. Practice asks for the study day that goes on, as the one statement does. */
function ledger(studyDays: readonly StudyDay[]) {
  const rows = new Map<string, Row>();
  const pay = (memberId: string, reason: string, points: number) => {
    const key = `${memberId} ${reason}`;
    if (points <= 0 || rows.has(key)) return false;
    rows.set(key, { memberId, reason, points });
    return true;
  };
  return {
    rows,
    pay,
    /** Every lesson that there is, before its post: as many as the reasons of practice go round, and more. */
    ahead(memberId: string, { at }: (typeof moments)[number]) {
      const { word, points, most, monday: since } = worthAhead('UTC', new Date(at)).again;
      const day = studyDays.filter(one => `${one}T09:00Z` <= at && one >= since).at(-1);
      for (let lesson = 1; day !== undefined && lesson <= 48; lesson += 1)
        pay(memberId, lesson <= most ? `${word}:${day}:${lesson}` : `${word}:${day}:1`, points);
    },
    again(memberId: string, { at, practice, review }: (typeof moments)[number]) {
      for (const { word, points, most, monday: since } of [practice, review]) {
        const day = studyDays.filter(one => `${one}T09:00Z` <= at && one >= since).at(-1);
        if (day === undefined) continue;
        for (let n = 1; n <= most; n += 1) pay(memberId, `${word}:${day}:${n}`, points);
      }
    },
  };
}

const week = fc.record({
  // Which days of the week have a lesson: holidays and catch-up days leave gaps.
  days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 0, maxLength: 7 }),
  /** Of each learner: per study day, how many percent of three daily questions were right; under 0 the day was missed. */
  learners: fc.array(
    fc.record({
      missed: fc.boolean(),
      shares: fc.array(fc.constantFrom(0, 50, 100), { minLength: 21, maxLength: 21 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  farmers: fc.integer({ min: 1, max: 4 }),
  /** Mark everything done ahead, and practise and review as well. */
  hasty: fc.integer({ min: 0, max: 3 }),
});

test('in 10,000 random weeks nobody tops the board by practice, review and marking lessons done ahead alone, where anybody earned more than twenty points a study day by learning', () => {
  let led = 0;
  fc.assert(
    fc.property(week, ({ days, learners, farmers, hasty }) => {
      const studyDays = [...days].sort((a, b) => a - b).map(n => addDays(monday, n));
      const { rows, pay, again, ahead } = ledger(studyDays);
      for (const [who, { missed, shares }] of learners.entries())
        for (const [d, day] of studyDays.entries()) {
          if (missed && d % 2 === 1) continue;
          pay(`learner ${who}`, `lesson:${day}`, pointsForLesson({ alreadyDone: false, wasPosted: true }));
          for (let q = 0; q < 3; q += 1) {
            const share = shares[3 * d + q] ?? 0;
            pay(
              `learner ${who}`,
              `answer:${day}#${q}`,
              pointsForAnswer({ type: 'single', share, hinted: false }),
            );
          }
        }
      // Before and after each post, as often as anything is paid; every answer is right.
      for (const moment of moments) {
        for (let one = 0; one < hasty; one += 1) ahead(`farmer ahead ${one}`, moment);
        for (let one = 0; one < hasty; one += 1) again(`farmer ahead ${one}`, moment);
        for (let farmer = 0; farmer < farmers; farmer += 1) again(`farmer ${farmer}`, moment);
      }

      const sums = new Map<string, number>();
      for (const { memberId, points } of rows.values())
        sums.set(memberId, (sums.get(memberId) ?? 0) + points);
      for (const [id, sum] of sums)
        if (id.startsWith('farmer')) expect(sum).toBeLessThanOrEqual(MOST_AGAIN * studyDays.length);
      const board = rankMembers(
        [...sums].map(([memberId, points]) => ({ memberId, points, reachedAt: new Date(0) })),
      );
      const best = Math.max(0, ...learners.map((_, who) => sums.get(`learner ${who}`) ?? 0));
      if (best > MOST_AGAIN * studyDays.length) {
        led += 1;
        const first = board.filter(({ rank }) => rank === 1);
        expect(first.every(({ memberId }) => memberId.startsWith('learner'))).toBe(true);
      }
      // Without a lesson in the week there is nothing to be first in.
      if (studyDays.length === 0) expect(board).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
  // The condition isn't an empty one.
  expect(led).toBeGreaterThan(2_000);
}, 300_000);

test('each lesson done and two of three daily questions right is more than practice and review can ever pay', () => {
  const answer = pointsForAnswer({ type: 'single', share: 100, hinted: false });
  expect(pointsForLesson({ alreadyDone: false, wasPosted: true }) + 2 * answer).toBeGreaterThan(MOST_AGAIN);
});
