/**
 * How well a question tells who knows from who doesn't, from members' first answers: the classical analysis of items (Lord & Novick,
 * Statistical Theories of Mental Test Scores, 1968), each member measured by all their other answers, so that no question judges itself
 * (Henrysson, Psychometrika 28, 1963). Limits: research, "Item analysis".
 */
import { gradeAnswer } from './grading.ts';
import { choicesOf, type Item } from './item-choices.ts';
import { type Flag, flagsOf } from './item-flags.ts';

/** First answers that were alike: the same question and revision, the same chosen. */
export interface Alike {
  /** `db/acid#durable`. */
  readonly questionId: string;
  readonly rev: number;
  readonly chosen: readonly string[];
  readonly right: boolean;
  /** Percent of the question that was right. */
  readonly share: number;
  /** Who gave them, as numbers that mean nothing outside of this analysis. */
  readonly members: readonly number[];
}

/** The same answers, judged by the key as it is now. What was given to another revision, or is an answer no more, stays as it was. */
export function judgeAlike(
  answers: readonly Alike[],
  itemOf: (questionId: string) => Item | undefined,
): readonly Alike[] {
  return answers.map(alike => {
    const item = itemOf(alike.questionId);
    const grade = item?.rev === alike.rev ? gradeAnswer(item, alike.chosen) : undefined;
    return grade ? { ...alike, ...grade } : alike;
  });
}

/** How members do in all: the sum of their shares (percent), and how many answers it is of. */
export type Standing = ReadonlyMap<number, { readonly sum: number; readonly count: number }>;

export function standingOf(answers: readonly Alike[]): Standing {
  const standing = new Map<number, { sum: number; count: number }>();
  for (const { members, share } of answers)
    for (const member of members) {
      const own = standing.get(member);
      if (own) {
        own.sum += share;
        own.count += 1;
      } else standing.set(member, { sum: share, count: 1 });
    }
  return standing;
}

export interface ChoiceFigures {
  readonly id: string;
  readonly kind: 'option' | 'right' | 'known' | 'other';
  readonly right: boolean;
  /** Percent of all who answered; of the third that does best on the other questions, and of the third that does worst. */
  readonly all: number;
  readonly top: number;
  readonly bottom: number;
}

export interface ItemFigures {
  /** First answers to this revision. */
  readonly n: number;
  /** Percent: the mean share; of an order, how many had it exactly. 0 where there is no answer. */
  readonly percentRight: number;
  /**
   * From -1 to 1: the point-biserial correlation of "right" with the mean share of the member's other answers,
   * r = (M₁ − M₀) / s · √(p · (1 − p)), where M₁ and M₀ are the means of those who were right and of the others, s is the standard deviation
   * of all of them together (by n), and p is the part who were right. Who answered nothing else is left out. Undefined below 30 members, or
   * where all of them were right, or none, or all do equally well elsewhere.
   */
  readonly discrimination: number | undefined;
  readonly choices: readonly ChoiceFigures[];
  /** Members in a third, not rounded: those who answered something else, too. */
  readonly third: number;
  readonly flags: readonly Flag[];
}

/** Fewer say nothing about discrimination. */
const leastForDiscrimination = 30;

/** `answers`: those to this question. `standing`: from all answers, these included. */
export function analyseItem(item: Item, answers: readonly Alike[], standing: Standing): ItemFigures {
  const current = answers.filter(({ rev }) => rev === item.rev);
  const n = current.reduce((sum, { members }) => sum + members.length, 0);
  const measured: { readonly group: number; readonly right: boolean; readonly rest: number }[] = [];
  for (const [group, { members, right, share }] of current.entries())
    for (const member of members) {
      const own = standing.get(member);
      if (own && own.count > 1) measured.push({ group, right, rest: (own.sum - share) / (own.count - 1) });
    }
  const rests = measured.map(({ rest }) => rest);
  const third = rests.length / 3;
  const [top, bottom] = ([1, -1] as const).map(sign => {
    const sums = current.map(() => 0);
    for (const [i, weight] of thirdOf(rests, sign).entries()) {
      const group = measured[i]?.group ?? 0;
      sums[group] = (sums[group] ?? 0) + weight;
    }
    return sums;
  });
  const counts = current.map(({ members }) => members.length);
  const choices = choicesOf(item).map(({ isIn, ...choice }): ChoiceFigures => {
    const has = current.map(isIn);
    const among = (sums: readonly number[] = []) =>
      sums.reduce((sum, of, group) => sum + (has[group] ? of : 0), 0);
    return {
      ...choice,
      all: percent(among(counts), n),
      top: percent(among(top), third),
      bottom: percent(among(bottom), third),
    };
  });
  const worth = ({ right, share }: Alike) => (item.type !== 'order' ? share : right ? 100 : 0);
  const earned = current.reduce((sum, alike) => sum + worth(alike) * alike.members.length, 0);
  const figures = {
    n,
    percentRight: n === 0 ? 0 : earned / n,
    discrimination: discriminationOf(measured),
    choices,
    third,
  };
  return { ...figures, flags: flagsOf(item, figures) };
}

function discriminationOf(
  measured: readonly { readonly right: boolean; readonly rest: number }[],
): number | undefined {
  const n = measured.length;
  if (n < leastForDiscrimination) return undefined;
  const right = measured.filter(one => one.right);
  const wrong = measured.filter(one => !one.right);
  const mean = meanOf(measured);
  const deviation = Math.sqrt(measured.reduce((sum, { rest }) => sum + (rest - mean) ** 2, 0) / n);
  // Percents that are equal but for rounding have no spread.
  if (right.length === 0 || wrong.length === 0 || deviation < 1e-9) return undefined;
  const part = right.length / n;
  return ((meanOf(right) - meanOf(wrong)) / deviation) * Math.sqrt(part * (1 - part));
}

const meanOf = (list: readonly { readonly rest: number }[]): number =>
  list.reduce((sum, { rest }) => sum + rest, 0) / list.length;

/**
 * How far each belongs to the third with the highest (`sign` 1) or lowest (-1) values: 1, 0, or a part where equals stand on its border, so
 * that nobody's place decides and the third is exactly one.
 */
function thirdOf(values: readonly number[], sign: 1 | -1): readonly number[] {
  const size = values.length / 3;
  const signed = Float64Array.from(values, value => sign * value);
  const sorted = signed.slice().sort();
  const border = sorted[sorted.length - Math.ceil(size)];
  if (border === undefined) return [];
  let above = 0;
  let equal = 0;
  for (const value of signed) {
    if (value > border) above += 1;
    else if (value === border) equal += 1;
  }
  const part = (size - above) / equal;
  return Array.from(signed, value => (value > border ? 1 : value === border ? part : 0));
}

const percent = (part: number, of: number): number => (of === 0 ? 0 : (100 * part) / of);
