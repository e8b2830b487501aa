import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  lessonsOf,
  listRepairable,
  ownStreak,
  repairedBy,
  type StreakFacts,
} from '../../src/core/own-streak.ts';
import { repairUntil } from '../../src/core/repair.ts';
import type { StudyDay } from '../../src/core/time.ts';
import { asked, dayKeptBy, end, HOUR, happened, later, live, person } from './streak-world.ts';

const at = (facts: StreakFacts, now: Date) => {
  const own = ownStreak(facts, asked, now);
  return { own, listed: listRepairable(facts, own, asked, now) };
};
/** What was known just before an instant. */
const before = (facts: StreakFacts, now: Date): StreakFacts => ({
  ...facts,
  kept: facts.kept.filter(one => one.at < now),
  done: new Map([...facts.done].filter(([, doneAt]) => doneAt < now)),
  answers: facts.answers.filter(one => one.at < now),
});
/** Something done: a lesson marked, or a question of it answered; it keeps a day as the bot would have it. */
function withDeed(
  facts: StreakFacts,
  lessonId: string,
  questionId: string | undefined,
  now: Date,
): StreakFacts {
  const day = dayKeptBy(facts, now);
  return {
    ...facts,
    kept: [...facts.kept, ...(day ? [{ day, at: now }] : [])],
    done: questionId === undefined ? new Map([...facts.done, [lessonId, now]]) : facts.done,
    answers: questionId === undefined ? facts.answers : [...facts.answers, { lessonId, questionId, at: now }],
  };
}
const stateOf = (facts: StreakFacts, day: StudyDay, now: Date) =>
  ownStreak(facts, asked, now).days.find(({ own }) => own.day === day)?.own.state;

test('nothing is repaired that wasn’t listed as what can be, with the lesson that did it; and the answer that completed it says so for ever', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(happened, person, (world, who) => {
      const all = live(world, { ...who, repairs: [] });
      for (const { own } of ownStreak(all, asked, end(all, 6)).days) {
        if (own.state !== 'repaired') continue;
        const ids = lessonsOf(all, own.day);
        const deeds = [
          ...all.answers.filter(one => ids.includes(one.lessonId)),
          ...ids.flatMap(id => ({ questionId: undefined, at: all.done.get(id) ?? own.due })),
        ].sort((a, b) => a.at.getTime() - b.at.getTime());
        const last = deeds.find(
          deed => stateOf(before(all, later(deed.at, 1)), own.day, deed.at) === 'repaired',
        );
        if (!last) throw new Error(`${own.day} was repaired by nothing that was done`);
        const then = at(before(all, last.at), last.at);
        const listed = then.listed.find(({ closed }) => closed.day === own.day);
        expect(listed?.ways.map(({ lessonId }) => lessonId)).toEqual(ids);
        seen.add(listed?.became ?? '');
        if (last.questionId === undefined) continue;
        const given = [{ questionId: last.questionId, at: last.at }];
        for (const now of [last.at, end(all, 6)]) {
          const known = before(all, later(now, 1));
          expect(repairedBy(known, ownStreak(known, asked, now), given, asked)).toContain(own.day);
        }
      }
    }),
    { numRuns: 900, seed: 11 },
  );
  // Whatever became of it before.
  expect([...seen].sort()).toEqual(['frozen', 'joined', 'late', 'missed', 'rest']);
});

test('whatever is listed is repaired by doing what is said of it', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      happened,
      person,
      fc.integer({ min: -240, max: 60 }),
      fc.boolean(),
      (world, who, hours, isDoneFirst) => {
        const all = live(world, { ...who, repairs: [] });
        const now = later(end(all, 0), hours * HOUR);
        const known = before(all, now);
        for (const { closed, ways, became } of at(known, now).listed) {
          if (repairUntil(closed.closes).getTime() - now.getTime() < 1000) continue;
          for (const { lessonId } of ways) {
            let facts = known;
            let ms = 0;
            for (let turns = 0; stateOf(facts, closed.day, later(now, ms)) !== 'repaired'; turns++) {
              const { listed } = at(facts, later(now, ms));
              const way = listed
                .find(one => one.closed.day === closed.day)
                ?.ways.find(one => one.lessonId === lessonId);
              if (!way) throw new Error(`${closed.day} is neither repaired nor listed`);
              // A second turn only where something done kept another day instead.
              if (turns > 0) expect(facts.kept.length).toBeGreaterThan(known.kept.length);
              expect(turns).toBeLessThan(6);
              const questions = Array.from(
                { length: way.questions },
                (_, n) => `${lessonId}#new${turns}${n}`,
              );
              const mark = way.isDone ? [] : [undefined];
              for (const one of isDoneFirst ? [...mark, ...questions] : [...questions, ...mark])
                facts = withDeed(facts, lessonId, one, later(now, ++ms));
            }
            seen.add(became);
          }
        }
      },
    ),
    { numRuns: 400, seed: 12 },
  );
  expect([...seen].sort()).toEqual(['frozen', 'joined', 'late', 'missed', 'rest']);
});
