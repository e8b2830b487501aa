/** What is said of pathways and nodes: order, pace, work, and names that tell twins apart. */
import type { Lesson, Level, Pathway } from '../curriculum/types.ts';
import { count, cut } from './words.ts';

const orders = {
  strict: 'one part after another, since each builds on those before',
  advised: 'in an advised order, which you may leave',
  free: 'in any order',
} satisfies Record<Pathway['order'], string>;
export const orderWords = ({ order }: Pick<Pathway, 'order'>): string => orders[order];

/** `12 to 14 weeks`, `240 hours`, `a lesson a day`, `at your own pace`. */
export function paceWords(pace: Pathway['pace']): string {
  switch (pace.mode) {
    case 'weeks':
      return pace.min === pace.max ? count(pace.min, 'week') : `${pace.min} to ${pace.max} weeks`;
    case 'hours':
      return count(pace.hours, 'hour');
    case 'lessons':
      return 'a lesson a day';
    case 'open':
      return 'at your own pace';
  }
}

/** The same beside what the lessons alone take: `240 hours in all`. */
export const wholePaceWords = (pace: Pathway['pace']): string =>
  pace.mode === 'hours' ? `${paceWords(pace)} in all` : paceWords(pace);

/** What reading and practising these lessons takes: `about 40 minutes`, `about 12 hours`. */
export function workWords(lessons: readonly Pick<Lesson, 'minutes'>[]): string {
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes.read + lesson.minutes.practice, 0);
  return minutes < 90
    ? `about ${count(minutes, 'minute')}`
    : `about ${count(Math.round(minutes / 60), 'hour')}`;
}

const levels = {
  beginner: 'for beginners',
  intermediate: 'intermediate',
  advanced: 'advanced',
} satisfies Record<Level, string>;
export const levelWords = (level: Level): string => levels[level];

/** `every year`, `every 90 days`. */
export const intervalWords = (days: number): string =>
  ({ 1: 'every day', 7: 'every week', 30: 'every month', 365: 'every year' })[days] ?? `every ${days} days`;

/** The longest that Discord shows in a list. */
const longestLabel = 100;

/**
 * `Databases · Mastering Backend Infrastructure`, in at most 100 characters: title, the node above it if there is one, pathway, and
 * a mark. Where that is too long, the pathway gives way first, then the node above, then the title.
 */
export function nodeLabel(
  { title, parent, pathway }: { readonly title: string; readonly parent?: string; readonly pathway: string },
  mark?: string,
): string {
  const join = (parts: readonly (string | undefined)[]) =>
    parts.filter(part => part !== undefined && part !== '').join(' · ');
  const whole = join([title, parent, pathway, mark]);
  if (whole.length <= longestLabel) return whole;
  const around = (shorter: string | undefined, others: readonly (string | undefined)[]) =>
    shorter === undefined ? undefined : cut(shorter, Math.max(22, longestLabel - 3 - join(others).length));
  const shortPathway = around(pathway, [title, parent, mark]);
  const shortParent = around(parent, [title, shortPathway, mark]);
  const shortTitle = around(title, [shortParent, shortPathway, mark]);
  return join([shortTitle, shortParent, shortPathway, mark]);
}
