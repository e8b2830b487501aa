/** What about a question a moderator should look at. Limits: research, "Item analysis"; those of the key from simulated banks (its test). */
import type { ItemFigures } from './item-analysis.ts';
import type { Item } from './item-choices.ts';

/** The most pressing first. */
export const flagKinds = ['key', 'negative', 'too-hard', 'weak', 'dead', 'too-easy'] as const;
export type FlagKind = (typeof flagKinds)[number];

export interface Flag {
  readonly kind: FlagKind;
  /** Ids of the choices that it is about; empty where it is about the whole question. */
  readonly choices: readonly string[];
}

type Figures = Omit<ItemFigures, 'flags'>;

/** Answers from which on how hard a question is can be said; and all else. */
export const leastForDifficulty = 10;
const leastForChoices = 30;

/** Ordered by `flagKinds`. A question that isn't asked any more, or to which every answer is right, has none. */
export function flagsOf(item: Item, figures: Figures): readonly Flag[] {
  if (item.retired || item.allRight) return [];
  const { n, percentRight, discrimination } = figures;
  const dead = deadIn(item, figures);
  const suspects = suspectsIn(item, figures);
  const found: Readonly<Record<FlagKind, boolean>> = {
    key: suspects.length > 0,
    negative: discrimination !== undefined && discrimination < 0,
    'too-hard': n >= leastForDifficulty && percentRight < 30,
    weak: discrimination !== undefined && discrimination >= 0 && discrimination < 0.15,
    dead: dead.length > 0,
    'too-easy': n >= leastForDifficulty && percentRight > 90,
  };
  return flagKinds
    .filter(kind => found[kind])
    .map(kind => ({ kind, choices: kind === 'key' ? suspects : kind === 'dead' ? dead : [] }));
}

/** Wrong options that nearly nobody takes. Of true and false the unloved one says only that the question is easy. */
function deadIn({ type }: Item, { n, choices }: Figures): readonly string[] {
  if (n < leastForChoices || type === 'truefalse') return [];
  return choices.filter(({ kind, right, all }) => kind === 'option' && !right && all < 3).map(({ id }) => id);
}

/** Choices which say that the key may be wrong. */
function suspectsIn(item: Item, { choices, third }: Figures): readonly string[] {
  if (3 * third < leastForChoices) return [];
  const counted = choices.map(({ id, kind, right, top, bottom }) => ({
    ...{ id, kind, right },
    top: (top * third) / 100,
    bottom: (bottom * third) / 100,
  }));
  if (item.type === 'multi')
    return counted.filter(one => isMisjudged(one, one.right, third)).map(({ id }) => id);
  const rights = counted.filter(({ right }) => right);
  if (rights.length === 0) return [];
  // Since a correction several may be right where one is chosen: whoever chose any of them knew.
  const key = {
    kind: 'option',
    top: rights.reduce((sum, one) => sum + one.top, 0),
    bottom: rights.reduce((sum, one) => sum + one.bottom, 0),
  };
  return counted.filter(choice => !choice.right && isSuspect(choice, key, third)).map(({ id }) => id);
}

interface Counted {
  readonly kind: string;
  /** Members of the top and of the bottom third who chose it. */
  readonly top: number;
  readonly bottom: number;
}

/**
 * A wrong choice is suspect in three cases. The top third takes it more often than the right one, and from the bottom third to the top it
 * gains more than that. The top third takes it clearly more often, and the right one doesn't gain. Or it clearly gains, and the right one
 * doesn't. "Clearly" is two standard errors: without it, of questions that measure nothing every second one would be suspected.
 */
function isSuspect(choice: Counted, key: Counted, third: number): boolean {
  const gain = choice.top - choice.bottom;
  const keyGain = key.top - key.bottom;
  if (choice.top > key.top && gain > keyGain) return true;
  if (gainErrors(choice, third) > 2 && keyGain <= 0) return true;
  // All that the bank doesn't know, taken together, outweighs the right answer to any hard question.
  if (choice.kind === 'other') return false;
  const apart = (choice.top - key.top) / Math.sqrt(Math.max(1, choice.top + key.top));
  return apart > 2 && gainErrors(key, third) < 1;
}

/**
 * Of several that may be right each is judged for itself: suspect is a wrong one that more than half of the top third take, and no fewer
 * than of the bottom third, or that clearly gains; and a right one of which the opposite is true.
 */
function isMisjudged(choice: Counted, isRight: boolean, third: number): boolean {
  const { top, bottom } = isRight ? { top: third - choice.top, bottom: third - choice.bottom } : choice;
  return (2 * top > third && top >= bottom) || gainErrors({ ...choice, top, bottom }, third) > 2;
}

/** How much more the top third takes it than the bottom third, in standard errors of the difference of two proportions. */
function gainErrors({ top, bottom }: Counted, third: number): number {
  const part = (top + bottom) / (2 * third);
  return part <= 0 || part >= 1 ? 0 : (top - bottom) / third / Math.sqrt((part * (1 - part) * 2) / third);
}
