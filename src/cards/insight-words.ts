/** What figures about questions mean, in words for who never heard of statistics. */
import type { ItemFigures } from '../core/item-analysis.ts';
import { type Flag, type FlagKind, flagKinds, leastForDifficulty } from '../core/item-flags.ts';
import { isPressing, leastForPercent, type Tally } from '../core/item-tally.ts';
import { count } from './words.ts';

const short = {
  key: 'key in doubt',
  negative: 'the wrong way round',
  'too-hard': 'too hard',
  weak: 'hardly tells who knows',
  dead: 'an option nobody takes',
  'too-easy': 'too easy',
} satisfies Record<FlagKind, string>;

const counted = {
  key: n => `${count(n, 'key', 'keys')} in doubt`,
  negative: n => `${n} the wrong way round`,
  'too-hard': n => `${n} too hard`,
  weak: n => `${n} that hardly ${n === 1 ? 'tells' : 'tell'} who knows`,
  dead: n => `${n} with an option nobody takes`,
  'too-easy': n => `${n} too easy`,
} satisfies Record<FlagKind, (n: number) => string>;

/** What to do, in a few words. */
const todo = {
  key: 'open it and check the key',
  negative: 'look for a trap in its words',
  'too-hard': 'explain it once more',
  weak: 'reword it when there is time',
  dead: 'it wants a better wrong option',
  'too-easy': 'fine to warm up',
} satisfies Record<FlagKind, string>;

/** `names`: the options that it is about. */
const advice = {
  key: names =>
    `**The key may be wrong.** Those who do best on the other questions lean to ${names}.\n→ Read it against its lesson. If they are right, correct the key: everybody is scored anew.`,
  negative: () =>
    '**It works the wrong way round.** Those who do well elsewhere are right less often here.\n→ Look for a trap in its words, or something that only those who know more would doubt.',
  'too-hard': () =>
    '**Too hard.** Fewer than 3 in 10 are right.\n→ Explain it once more in the channel, and check whether its lesson says it clearly.',
  weak: () =>
    '**It hardly tells who knows.** Those who do well elsewhere are right about as often as the others.\n→ Not urgent. Perhaps its words give the answer away, or mislead.',
  dead: names =>
    `**An option nobody takes:** ${names}. Fewer than 3 in 100 choose it.\n→ Not urgent. Whoever writes the lesson could put a mistake there that people really make.`,
  'too-easy': () =>
    '**Too easy.** More than 9 in 10 are right.\n→ Fine to warm up; it says little about who knows.',
} satisfies Record<FlagKind, (names: string) => string>;

const sentences = {
  tells: 'tells those who know from those who don’t',
  cantTell: 'too early to say whether those who know more do better here: that takes 30 people',
  nothing: 'Nothing stands out so far.',
  tooFew: `Too few answers to say what stands out: that takes ${leastForDifficulty} to one question.`,
  look: 'To look at:',
  notUrgent: 'Not urgent:',
  others: (n: number) => `and ${n} more`,
  fromKey: (names: string) => `-# Also: ${names}. That may come from the key alone.`,
  none: 'no answers yet',
  early: (n: number) =>
    `${n === 0 ? 'No answers yet' : `${count(n, 'answer')} so far`}: too early for percentages. They come from ${leastForPercent} answers on.`,
};

const tellsOf = (discrimination: number): string =>
  discrimination < 0 ? 'the wrong way round' : discrimination < 0.15 ? 'hardly' : 'yes';

/** `tells those who know from those who don’t: hardly`. */
export const tellsWords = ({ discrimination }: Pick<ItemFigures, 'discrimination'>): string =>
  discrimination === undefined ? sentences.cantTell : `${sentences.tells}: ${tellsOf(discrimination)}`;

export const percentOf = (percent: number): string => `${Math.round(percent)} %`;

/** `64 % right (120 answers)`; without a percentage where it is too early. */
export const rightWords = ({ n, percentRight }: Pick<ItemFigures, 'n' | 'percentRight'>): string =>
  n < leastForPercent ? earlyWords(n) : `${percentOf(percentRight)} right (${count(n, 'answer')})`;

const earlyWords = (n: number): string => (n === 0 ? sentences.none : `too early (${count(n, 'answer')})`);
export const earlySentence = sentences.early;
export const isEarly = ({ n }: { readonly n: number }): boolean => n < leastForPercent;

/** Few enough for a line: `key in doubt, too hard and 1 more`. Empty without flags. */
export function flagsShort(kinds: readonly FlagKind[]): string {
  const rest = kinds.length - mostShort;
  const shown = kinds.slice(0, mostShort).map(kind => short[kind]);
  return `${shown.join(', ')}${rest > 0 ? ` ${sentences.others(rest)}` : ''}`;
}
const mostShort = 2;

/** What to look at, and what to do: `key in doubt: open it and check the key`. What else there is may come from the key. */
export const flagsWithTodo = (flags: readonly Flag[]): string => {
  const told = flags[0]?.kind === 'key' ? flags.slice(0, 1) : flags.slice(0, mostShort);
  const rest = flags.length - told.length;
  const shown = told.map(({ kind }) => `**${short[kind]}**: ${todo[kind]}`);
  return [...shown, ...(rest > 0 ? [sentences.others(rest)] : [])].join('; ');
};

/** `nameOf`: what a choice is called, in the bank's own words. */
export function adviceLines(flags: readonly Flag[], nameOf: (choiceId: string) => string): string[] {
  const hasKey = flags.some(({ kind }) => kind === 'key');
  const follows = hasKey ? flags.filter(({ kind }) => mayFollow.includes(kind)) : [];
  const told = flags
    .filter(flag => !follows.includes(flag))
    .map(({ kind, choices }) => advice[kind](choices.map(id => `“${nameOf(id)}”`).join(' and ')));
  const names = follows.map(({ kind }) => short[kind]).join(', ');
  return names === '' ? told : [...told, sentences.fromKey(names)];
}

/** What a wrong key brings about by itself. */
const mayFollow: readonly FlagKind[] = ['negative', 'too-hard', 'weak'];

/** `To look at: 2 keys in doubt, 3 too hard.` And below it what isn't urgent. */
export function lookLines(tally: Tally): string[] {
  const found = flagsIn(tally);
  const line = (title: string, kinds: readonly FlagKind[]) =>
    kinds.length === 0 ? [] : [`${title} ${kinds.map(kind => counted[kind](tally.flags[kind])).join(', ')}.`];
  const lines = [
    ...line(`**${sentences.look}**`, found.filter(isPressing)),
    ...line(
      sentences.notUrgent,
      found.filter(kind => !isPressing(kind)),
    ),
  ];
  if (lines.length > 0) return lines;
  return [tally.most < leastForDifficulty ? sentences.tooFew : sentences.nothing];
}

export const flagsIn = ({ flags }: Tally): readonly FlagKind[] => flagKinds.filter(kind => flags[kind] > 0);
