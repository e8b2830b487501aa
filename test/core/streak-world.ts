/** Worlds in which a cohort learns and somebody with it: all zones, holidays, outages, moves, breaks, late arrivals. */
import fc from 'fast-check';
import { type ChosenZone, zoneAt } from '../../src/core/member-zone.ts';
import type { StreakFacts } from '../../src/core/own-streak.ts';
import { cameInTime, daysThatCount, dueAt } from '../../src/core/study-days.ts';
import { addDays, asStudyDay, type StudyDay, weekday } from '../../src/core/time.ts';

export const HOUR = 3_600_000;
export const later = (at: Date, ms: number) => new Date(at.getTime() + ms);
export const asked = () => 5;
export const zones = Intl.supportedValuesOf('timeZone');
export const anyZone = fc.constantFrom(...zones);

export interface Happened {
  readonly zone: string;
  readonly start: StudyDay;
  readonly time: string;
  /** Of each weekday from the start: taken out (a holiday, a pause of the cohort), or posted so many ms late. */
  readonly days: readonly ('off' | number)[];
}

/** What was posted, as the ledger would say it. */
function postedIn({ zone, start, time, days }: Happened): StreakFacts['posted'] {
  let day = addDays(start, -1);
  return days.flatMap((one, n) => {
    do day = addDays(day, 1);
    while (weekday(day) > 5);
    if (one === 'off') return [];
    const dueThen = dueAt({ day, time, zone });
    const state = one === 0 ? 'sent' : 'late';
    const due = later(dueThen, one);
    return [
      { day, due, inTime: cameInTime({ studyDay: day, state, sentAt: due }, zone), lessonId: `db/l${n}` },
    ];
  });
}

export const happened: fc.Arbitrary<Happened> = fc.record({
  zone: anyZone,
  start: fc.integer({ min: 0, max: 3_900 }).map(n => addDays(asStudyDay('2025-01-01'), n)),
  time: fc.constantFrom('00:00', '09:00', '19:00', '21:30'),
  days: fc.array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constant(0) },
      fc.constant('off' as const),
      fc.integer({ min: 60_000, max: 14 * HOUR }),
    ),
    {
      minLength: 1,
      maxLength: 24,
    },
  ),
});

/** Minutes from the start of the plan. */
export const minute = fc.integer({ min: -3 * 24 * 60, max: 36 * 24 * 60 });
export interface Person {
  readonly moves: readonly (readonly [number, string])[];
  readonly breaks: readonly (readonly [number, number | null])[];
  readonly joined: number;
  /** An evening: when, about which of the latest lessons, how many questions, and whether the lesson was done then. */
  readonly acts: readonly (readonly [number, number, number, boolean])[];
  readonly repairs: readonly number[];
}
export const person: fc.Arbitrary<Person> = fc.record({
  moves: fc.array(fc.tuple(minute, anyZone), { maxLength: 3 }),
  breaks: fc.array(fc.tuple(minute, fc.option(fc.nat(6 * 24 * 60), { nil: null })), { maxLength: 1 }),
  joined: fc.oneof(fc.constant(-3 * 24 * 60), fc.integer({ min: 0, max: 10 * 24 * 60 })),
  acts: fc.array(fc.tuple(minute, fc.nat(3), fc.nat(4), fc.boolean()), { maxLength: 24 }),
  repairs: fc.array(fc.nat(23), { maxLength: 2 }),
});

/** Lives it through as the bot would: each act keeps the oldest open day, at an instant of its own, and is about a lesson not long posted. */
export function live(world: Happened, { moves, breaks, joined, acts, repairs }: Person): StreakFacts {
  const posted = postedIn(world);
  const begin = dueAt({ day: world.start, time: '00:00', zone: world.zone });
  const at = (minutes: number) => later(begin, minutes * 60_000);
  const own: ChosenZone[] = moves.map(([minutes, zone]) => ({ from: at(minutes), zone }));
  const kept: { day: StudyDay; at: Date }[] = [];
  const done = new Map<string, Date>();
  const answers: { lessonId: string; questionId: string; at: Date }[] = [];
  const evenings = [...acts].sort(([a], [b]) => a - b);
  const inOrder = evenings.flatMap(([minutes, which, questions, isDone]) => [
    ...Array.from({ length: questions }, (_, n) => ({ minutes, which, question: n })),
    ...(isDone ? [{ minutes, which, question: undefined }] : []),
  ]);
  for (const [n, { minutes, which, question }] of inOrder.entries()) {
    const now = later(at(minutes), n);
    if (now < at(joined)) continue;
    const lesson = posted.filter(({ due }) => due <= now).at(-1 - which)?.lessonId ?? 'db/other';
    if (question === undefined && done.has(lesson)) continue;
    if (question === undefined) done.set(lesson, now);
    else answers.push({ lessonId: lesson, questionId: `${lesson}#q${question}`, at: now });
    const counts = dayKeptBy({ posted, zone: world.zone, zones: own, kept }, now);
    if (counts) kept.push({ day: counts, at: now });
  }
  return {
    ...{ posted, zone: world.zone, zones: own, joinedAt: at(joined), kept, done, answers },
    breaks: breaks.map(([from, length]) => ({
      from: at(from),
      until: length === null ? null : at(from + length),
    })),
    repairs: repairs.flatMap(n => posted[n]?.day ?? []),
  };
}
export const end = ({ posted }: StreakFacts, days: number) =>
  later(posted.at(-1)?.due ?? new Date(0), days * 24 * HOUR);

/** The day that something done at `now` keeps: the oldest open one that isn't kept. */
export function dayKeptBy(
  { posted, zone, zones: own, kept }: Pick<StreakFacts, 'posted' | 'zone' | 'zones' | 'kept'>,
  now: Date,
): StudyDay | undefined {
  const marked = posted.map(post => ({
    ...post,
    cohortId: 'a',
    zone: zoneAt(own, post.due, zone),
    isKept: kept.some(({ day }) => day === post.day),
  }));
  return daysThatCount(marked, now)[0]?.studyDay;
}
