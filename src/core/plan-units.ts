/** What a pathway's own pace makes of its lessons: the units of a plan, in order. */
import type { DayKind, PlanUnit } from './plan-inputs.ts';

/** How a pathway, or one of its phases or steps, says how long it takes. */
export type Pace =
  | { readonly mode: 'weeks'; readonly min: number; readonly max: number }
  | { readonly mode: 'hours'; readonly hours: number }
  | { readonly mode: 'lessons' }
  | { readonly mode: 'open' };

export interface PacedLesson {
  readonly lessonId: string;
  readonly nodeId: string;
  readonly minutes: number;
  readonly prerequisites: readonly string[];
}

/** A phase, part or step with all lessons below it, in teaching order. */
export interface PacedNode {
  readonly nodeId: string;
  readonly pace: Pace | undefined;
  readonly lessons: readonly PacedLesson[];
}

export interface PaceWishes {
  /** Study days a week, without the catch-up day. */
  readonly daysAWeek: number;
  /** For paces in hours. */
  readonly minutesADay: number;
  /** Of a range of weeks: the fewest, with one more where it makes room for a lab, or all of them. */
  readonly weeks: 'fewest' | 'most';
  /** When a phase has more lessons than days: take more weeks, or put two lessons on some days. */
  readonly crowded: 'more-weeks' | 'two-a-day';
}

/** A phase or step whose lessons don't fit its time: what a moderator chooses from. */
export interface Crowded {
  readonly nodeId: string;
  readonly lessons: number;
  /** Study days that the pace gives. */
  readonly days: number;
  /** Weeks that one lesson a study day needs. */
  readonly weeksNeeded: number;
  /** Study days with two lessons if the time stays as it is. */
  readonly doubleDays: number;
}

export interface Units {
  readonly units: readonly PlanUnit[];
  readonly crowded: readonly Crowded[];
}

/** What fills the days between the lessons of a step, in turn. */
const BETWEEN = ['practice', 'resource', 'project', 'review'] as const satisfies readonly DayKind[];

/** The study days of a step: `ceil(hours · 60 / minutes a day)`. Source: the twenty-nine-step roadmap gives hours, a cohort minutes. */
export function daysOfHours(hours: number, minutesADay: number): number {
  return Math.ceil((hours * 60) / minutesADay);
}

/** The units of a plan that follows the pathway's own pace. A node without lessons has nothing to schedule and is passed by. */
export function unitsAtOwnPace(nodes: readonly PacedNode[], wishes: PaceWishes): Units {
  const crowded: Crowded[] = [];
  const units: PlanUnit[] = [];
  const seen = new Set<string>();
  for (const node of nodes) {
    const lessons = node.lessons.filter(({ lessonId }) => !seen.has(lessonId));
    for (const { lessonId } of lessons) seen.add(lessonId);
    if (lessons.length === 0) continue;
    const days = daysOf(node.pace, lessons.length, wishes);
    if (days === undefined) units.push(...lessons.map(lessonUnit));
    else {
      if (lessons.length > days.given)
        crowded.push(crowdedNode(node.nodeId, lessons.length, days.given, wishes));
      units.push(...spread({ ...node, lessons }, days.taken, wishes));
    }
  }
  return { units, crowded };
}

/** One unit a lesson, each once, whatever the pathway's pace says. */
export function unitsByLesson(nodes: readonly PacedNode[]): readonly PlanUnit[] {
  const seen = new Set<string>();
  return nodes
    .flatMap(({ lessons }) => lessons)
    .filter(({ lessonId }) => !seen.has(lessonId) && seen.add(lessonId))
    .map(lessonUnit);
}

/** `given`: study days by the pace; `taken`: those used after the moderator's choice. Undefined where a pace gives no time. */
function daysOf(
  pace: Pace | undefined,
  lessons: number,
  { daysAWeek, minutesADay, weeks, crowded }: PaceWishes,
): { given: number; taken: number } | undefined {
  if (pace?.mode === 'hours') {
    const given = daysOfHours(pace.hours, minutesADay);
    return { given, taken: crowded === 'more-weeks' ? Math.max(given, lessons) : given };
  }
  if (pace?.mode !== 'weeks') return undefined;
  const wanted = weeks === 'most' ? pace.max : pace.min;
  const given = wanted * daysAWeek;
  const withLab = Math.ceil((lessons + 1) / daysAWeek);
  if (lessons <= given)
    return { given, taken: (withLab <= pace.max ? Math.max(wanted, withLab) : wanted) * daysAWeek };
  const needed = withLab <= pace.max ? withLab : Math.ceil(lessons / daysAWeek);
  return { given, taken: crowded === 'more-weeks' ? needed * daysAWeek : given };
}

function crowdedNode(nodeId: string, lessons: number, days: number, { daysAWeek }: PaceWishes): Crowded {
  // Never three on a day: where even pairs don't fit, the days become more all the same.
  const doubleDays = Math.min(lessons - days, Math.floor(lessons / 2));
  return { nodeId, lessons, days, weeksNeeded: Math.ceil(lessons / daysAWeek), doubleDays };
}

function spread(node: PacedNode, days: number, wishes: PaceWishes): readonly PlanUnit[] {
  const { lessons } = node;
  // Doubled from the first day on, so that the end of a phase is never the crowded part.
  const doubled = Math.max(0, lessons.length - days);
  const units = lessons.map((lesson, place) => {
    const shares = place % 2 === 1 && (place - 1) / 2 < doubled;
    return { ...lessonUnit(lesson), ...(shares ? { withPrevious: true } : {}) };
  });
  if (lessons.length >= days) return units;
  return node.pace?.mode === 'hours'
    ? between(node, units, days, wishes)
    : [...units, ...fillers(node.nodeId, days - units.length, () => 'project', 0)];
}

/** Lessons spread evenly over the days of a step; lesson i of n comes on day floor(i · days / n). */
function between(
  node: PacedNode,
  lessons: readonly PlanUnit[],
  days: number,
  wishes: PaceWishes,
): readonly PlanUnit[] {
  const lessonDays = new Map(
    lessons.map((unit, place) => [Math.floor((place * days) / lessons.length), unit]),
  );
  let filled = 0;
  return Array.from({ length: days }, (_, day) => {
    const lesson = lessonDays.get(day);
    if (lesson) return { ...lesson, alone: true };
    const kind = BETWEEN[filled++ % BETWEEN.length] ?? 'practice';
    return filler(node.nodeId, kind, filled, wishes.minutesADay);
  });
}

const fillers = (nodeId: string, count: number, kindOf: (place: number) => DayKind, minutes: number) =>
  Array.from({ length: count }, (_, place) => filler(nodeId, kindOf(place), place + 1, minutes));

const filler = (nodeId: string, kind: DayKind, place: number, minutes: number): PlanUnit => ({
  key: `${nodeId}#${kind}-${place}`,
  kind,
  lessonId: null,
  nodeId,
  minutes,
  after: [],
  alone: true,
});

const lessonUnit = ({ lessonId, nodeId, minutes, prerequisites }: PacedLesson): PlanUnit => ({
  key: lessonId,
  kind: 'lesson',
  lessonId,
  nodeId,
  minutes,
  after: prerequisites,
});
