/** From a pathway to what a plan is made of, at the pace that moderators choose. */
import type { Load, PlanInputs, PlanUnit } from '../src/core/plan-inputs.ts';
import {
  type PacedLesson,
  type PacedNode,
  type PaceWishes,
  type Units,
  unitsAtOwnPace,
  unitsByLesson,
} from '../src/core/plan-units.ts';
import type { Curriculum, Pathway, PathwayNode } from '../src/curriculum/types.ts';

/** The pathway's own pace (fewest weeks, all its weeks, or hours at so many minutes a day), or so much a day. */
export type PaceName =
  | 'own-fewest'
  | 'own-most'
  | `own-${number}`
  | `lessons-${number}`
  | `minutes-${number}`;

export interface PaceChoice {
  readonly pace: PaceName;
  readonly crowded: PaceWishes['crowded'];
}

/** Minutes a day that are offered. */
const MINUTES = [30, 45, 60, 90, 120] as const;
const usualMinutes = 60;

/** The phases, parts or steps that are studied, each with every lesson below it: the pathway's top nodes, or those of a track. */
export function pacedNodes(
  curriculum: Curriculum,
  pathway: Pathway,
  trackId: string | null = null,
): readonly PacedNode[] {
  const chosen = pathway.tracks.find(({ id }) => id === trackId)?.nodes;
  return (chosen ? topmost(pathway.nodes, new Set(chosen)) : pathway.nodes).map(node => ({
    nodeId: node.id,
    pace: node.pace,
    lessons: lessonsBelow(curriculum, node),
  }));
}

/** What can be chosen, the best guess first. */
export function pacesFor(nodes: readonly PacedNode[]): readonly PaceName[] {
  const modes = new Set(nodes.filter(({ lessons }) => lessons.length > 0).map(({ pace }) => pace?.mode));
  const ownHours = [usualMinutes, ...MINUTES.filter(minutes => minutes !== usualMinutes)];
  return [
    ...(modes.has('weeks') ? (['own-fewest', 'own-most'] as const) : []),
    ...(modes.has('hours') ? ownHours.map(minutes => `own-${minutes}` as const) : []),
    'lessons-1',
    'lessons-2',
    'lessons-3',
    ...MINUTES.map(minutes => `minutes-${minutes}` as const),
  ];
}

/** Units and load at a chosen pace. `daysAWeek`: study days a week without the catch-up day, at least 1. */
export function unitsAt(
  nodes: readonly PacedNode[],
  { pace, crowded }: PaceChoice,
  daysAWeek: number,
): Units & { readonly load: Load } {
  const [kind = '', amount = ''] = pace.split('-');
  if (kind !== 'own') return { units: unitsByLesson(nodes), crowded: [], load: loadOf(kind, Number(amount)) };
  const wishes = {
    daysAWeek,
    minutesADay: Number(amount) || usualMinutes,
    weeks: amount === 'most' ? 'most' : 'fewest',
    crowded,
  } as const;
  return { ...unitsAtOwnPace(nodes, wishes), load: { lessons: 1 } };
}

/** The pace that a plan was made at: the latest load tells it or, for a pathway's own pace, the days between the lessons. */
export function paceOfPlan(nodes: readonly PacedNode[], inputs: PlanInputs): PaceChoice {
  const load = inputs.loads.at(-1)?.load ?? { lessons: 1 };
  if ('minutes' in load) return { pace: `minutes-${load.minutes}`, crowded: 'more-weeks' };
  if (load.lessons > 1) return { pace: `lessons-${load.lessons}`, crowded: 'more-weeks' };
  const own = pacesFor(nodes).filter(pace => pace.startsWith('own-'));
  const choices = (['lessons-1', ...own] as const).flatMap((pace): PaceChoice[] => [
    { pace, crowded: 'more-weeks' },
    ...(pace === 'lessons-1' ? [] : [{ pace, crowded: 'two-a-day' as const }]),
  ]);
  const days = daysAWeekOf(inputs);
  const [nearest] = choices
    .map(choice => ({ choice, distance: distance(inputs.units, unitsAt(nodes, choice, days).units) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.choice ?? { pace: 'lessons-1', crowded: 'more-weeks' };
}

/** Study days a week without the catch-up day; at least 1, so that a pace can be reckoned. */
export const daysAWeekOf = ({
  weekdays,
  catchUpWeekday,
}: Pick<PlanInputs, 'weekdays' | 'catchUpWeekday'>): number =>
  Math.max(1, weekdays.filter(day => day !== catchUpWeekday).length);

const loadOf = (kind: string, amount: number): Load =>
  kind === 'minutes' ? { minutes: amount } : { lessons: amount };

/** How unlike two lists of units are: days between the lessons that only one has, and days that only one doubles. */
function distance(a: readonly PlanUnit[], b: readonly PlanUnit[]): number {
  const [one, other] = [fillersOf(a), fillersOf(b)];
  const doubled = (units: readonly PlanUnit[]) => units.filter(({ withPrevious }) => withPrevious).length;
  const onlyOne = [...one].filter(key => !other.has(key)).length;
  const onlyOther = [...other].filter(key => !one.has(key)).length;
  return onlyOne + onlyOther + Math.abs(doubled(a) - doubled(b));
}

const fillersOf = (units: readonly PlanUnit[]): ReadonlySet<string> =>
  new Set(units.filter(({ kind }) => kind !== 'lesson').map(({ key }) => key));

/** The chosen nodes nearest to the root, in teaching order: a chosen node below a chosen one is part of it. */
function topmost(nodes: readonly PathwayNode[], chosen: ReadonlySet<string>): readonly PathwayNode[] {
  return nodes.flatMap(node => (chosen.has(node.id) ? [node] : topmost(node.children, chosen)));
}

function lessonsBelow(curriculum: Curriculum, node: PathwayNode): readonly PacedLesson[] {
  const own = node.lessons.flatMap((lessonId): PacedLesson[] => {
    const lesson = curriculum.lessons.get(lessonId);
    if (!lesson) return [];
    const minutes = lesson.minutes.read + lesson.minutes.practice;
    return [{ lessonId, nodeId: node.id, minutes, prerequisites: lesson.prerequisites }];
  });
  return [...own, ...node.children.flatMap(child => lessonsBelow(curriculum, child))];
}
