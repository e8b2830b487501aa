import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countDone, listLosses, placeMembers, type ReportedMember } from '../../src/core/cohort-report.ts';
import { addDays, asStudyDay, type StudyDay, weekday } from '../../src/core/time.ts';

const first = asStudyDay('2026-11-02');
/** A lesson on each weekday from Monday 2 November on. */
const lessons = (count: number) => {
  const posted: { lessonId: string; studyDay: StudyDay }[] = [];
  for (let day = first; posted.length < count; day = addDays(day, 1))
    if (weekday(day) < 6) posted.push({ lessonId: `l${posted.length}`, studyDay: day });
  return posted;
};
const did = (count: number) => new Set(Array.from({ length: count }, (_, i) => `l${i}`));
const member = (done: number, more: Partial<ReportedMember> = {}): ReportedMember => ({
  ...{ memberId: 'ada', joinedOn: first, rests: [], ...more },
  done: more.done ?? did(done),
  activeOn: 'activeOn' in more ? more.activeOn : first,
});
const placeOf = (one: ReportedMember, posted = lessons(10), today = posted.at(-1)?.studyDay ?? first) =>
  placeMembers([one], posted, today)[0]?.standing;
const lastDay = lessons(10).at(-1)?.studyDay ?? first;

test('two open lessons are on track, three to five are catching up, more are quiet', () => {
  const at = (done: number) => placeOf(member(done, { activeOn: lastDay }));
  expect([10, 9, 8].map(at)).toEqual(['on-track', 'on-track', 'on-track']);
  expect([7, 6, 5].map(at)).toEqual(['catching-up', 'catching-up', 'catching-up']);
  expect([4, 0].map(at)).toEqual(['quiet', 'quiet']);
});

test('what came before somebody joined, or while they rested, isn’t counted against them', () => {
  expect(placeOf(member(0, { joinedOn: asStudyDay('2026-11-12') }))).toBe('on-track');
  const rests = [{ from: first, until: asStudyDay('2026-11-12') }];
  expect(placeOf(member(0, { rests }))).toBe('on-track');
  // The day on which a rest ends is a day like any other.
  expect(placeOf(member(0, { rests: [{ from: first, until: asStudyDay('2026-11-11') }] }))).toBe(
    'catching-up',
  );
});

test('two weeks of study without a sign are quiet; with nothing open nobody is', () => {
  const today = addDays(first, 20);
  const posted = lessons(15);
  const open2 = (activeOn: StudyDay) => placeOf(member(13, { activeOn }), posted, today);
  expect(open2(addDays(today, -13))).toBe('on-track');
  expect(open2(addDays(today, -14))).toBe('quiet');
  expect(placeOf(member(15, { activeOn: first }), posted, today)).toBe('on-track');
  // Who has joined lately has not been silent for longer than that.
  expect(placeOf(member(0, { joinedOn: addDays(today, -4), activeOn: undefined }), posted, today)).not.toBe(
    'quiet',
  );
});

test('a holiday of the cohort, its end, and a rest of the member are no silence', () => {
  const posted = lessons(5);
  const afterHoliday = [...posted, { lessonId: 'l5', studyDay: addDays(first, 28) }];
  const one = member(4, { activeOn: addDays(first, 3) });
  expect(placeOf(one, afterHoliday, addDays(first, 28))).toBe('on-track');
  expect(placeOf(one, posted, addDays(first, 200))).toBe('on-track');
  const rests = [{ from: addDays(first, 4), until: addDays(first, 18) }];
  expect(placeOf(member(13, { activeOn: addDays(first, 3), rests }), lessons(15), addDays(first, 20))).toBe(
    'on-track',
  );
});

test('a lesson that came twice is open once', () => {
  const twice = Array.from({ length: 8 }, (_, i) => ({ lessonId: 'l0', studyDay: addDays(first, i) }));
  expect(placeOf(member(0), twice)).toBe('on-track');
});

const many = (counts: readonly number[]) => counts.map((done, i) => ({ ...member(done), memberId: `m${i}` }));

test('the lesson at which people stop is named, with the steepest of them first to be kept and in the order of the plan', () => {
  // All do three; four of ten stop before the fourth, three of the six left before the seventh.
  const members = many([3, 3, 3, 3, 6, 6, 6, 10, 10, 10]);
  expect(listLosses(members, lessons(10))).toEqual([
    { lessonId: 'l3', lost: 4, before: 10 },
    { lessonId: 'l6', lost: 3, before: 6 },
  ]);
});

test('the newest two lessons lose nobody yet, and few members say nothing', () => {
  expect(listLosses(many([8, 8, 8, 8, 8, 8]), lessons(10))).toEqual([]);
  expect(listLosses(many([8, 8, 8, 8, 8, 8]), lessons(11))).toEqual([{ lessonId: 'l8', lost: 6, before: 6 }]);
  expect(listLosses(many([3, 3, 3, 3]), lessons(10))).toEqual([]);
  // One of five may have any reason.
  expect(listLosses(many([3, 9, 9, 9, 9]), lessons(10))).toEqual([]);
});

test('the three steepest are named, and no more', () => {
  const members = many(
    Array.from({ length: 120 }, (_, i) => (i < 48 ? 1 : i < 78 ? 3 : i < 96 ? 5 : i < 110 ? 7 : 9)),
  );
  const losses = listLosses(members, lessons(12));
  expect(losses.map(({ lessonId }) => lessonId)).toEqual(['l5', 'l7', 'l9']);
});

test('of the last lessons each has how many did it, of those who had part in it', () => {
  const late = { ...member(0, { joinedOn: addDays(first, 3), done: new Set(['l3']) }), memberId: 'late' };
  expect(countDone([member(2), late], lessons(4), 3)).toEqual([
    { lessonId: 'l1', done: 1, of: 1 },
    { lessonId: 'l2', done: 0, of: 1 },
    { lessonId: 'l3', done: 1, of: 2 },
  ]);
  expect(countDone([], [], 15)).toEqual([]);
});

test('where somebody stands depends on nobody else, and doing another lesson never makes it worse', () => {
  const rank = { 'on-track': 0, 'catching-up': 1, quiet: 2 };
  const any = fc.record({
    done: fc.subarray(lessons(12).map(({ lessonId }) => lessonId)),
    joined: fc.integer({ min: 0, max: 20 }),
    active: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(
      fc.array(any, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 40 }),
      (given, later) => {
        const members = given.map(({ done, joined, active }) =>
          member(0, {
            ...{ done: new Set(done), joinedOn: addDays(first, joined) },
            activeOn: active === undefined ? undefined : addDays(first, active),
          }),
        );
        const [posted, today] = [lessons(12), addDays(first, later)];
        const due = posted.filter(({ studyDay }) => studyDay <= today);
        const together = placeMembers(members, due, today).map(({ standing }) => standing);
        for (const [i, one] of members.entries()) {
          expect(placeOf(one, due, today)).toBe(together[i]);
          for (const { lessonId } of due) {
            const better = placeOf({ ...one, done: new Set([...one.done, lessonId]) }, due, today) ?? 'quiet';
            expect(rank[better]).toBeLessThanOrEqual(rank[together[i] ?? 'quiet']);
          }
        }
      },
    ),
  );
});
