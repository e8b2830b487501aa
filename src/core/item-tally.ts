/** Figures of several questions taken together, such as those of a lesson; and which of them want a look first. */
import type { ItemFigures } from './item-analysis.ts';
import { type FlagKind, flagKinds } from './item-flags.ts';

export interface Tally {
  /** Answers. */
  readonly n: number;
  /** Answers to the question that has the most. */
  readonly most: number;
  /** Percent: the mean of all answers. 0 where there is none. */
  readonly percentRight: number;
  /** How many questions have each flag. */
  readonly flags: Readonly<Record<FlagKind, number>>;
}

type Figures = Pick<ItemFigures, 'n' | 'percentRight' | 'flags'>;

/** With fewer answers nothing is said in percent: it would tell what one person answered, and be chance besides. */
export const leastForPercent = 5;

export function tallyOf(figures: readonly Figures[]): Tally {
  const n = figures.reduce((sum, one) => sum + one.n, 0);
  const earned = figures.reduce((sum, one) => sum + one.n * one.percentRight, 0);
  const having = (kind: FlagKind) =>
    figures.filter(({ flags }) => flags.some(flag => flag.kind === kind)).length;
  return {
    n,
    most: Math.max(0, ...figures.map(one => one.n)),
    percentRight: n === 0 ? 0 : earned / n,
    flags: Object.fromEntries(flagKinds.map(kind => [kind, having(kind)])) as Record<FlagKind, number>,
  };
}

/** For sorting: doubtful keys, then what works the wrong way round, then what is too hard; then the fewest right. What is too early comes last. */
export function byAttention(a: Tally, b: Tally): number {
  const early = Number(a.n < leastForPercent) - Number(b.n < leastForPercent);
  if (early !== 0) return early;
  for (const kind of pressing) {
    const more = b.flags[kind] - a.flags[kind];
    if (more !== 0) return more;
  }
  return a.percentRight - b.percentRight;
}

const pressing: readonly FlagKind[] = ['key', 'negative', 'too-hard'];

/** Whether a flag wants somebody to do something soon; the others only make a question less useful. */
export const isPressing = (kind: FlagKind): boolean => pressing.includes(kind);
