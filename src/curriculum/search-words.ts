/** Words as the search compares them: small letters without accents, no endings, `HTTP/3` both whole and in parts. */

/** What one run of letters and marks stands for: `HTTP/3` has the parts `http` and `3` and is `http3` as a whole. */
export interface Chunk {
  readonly parts: readonly string[];
  /** Numbers that are written out are digits here: `N-plus-one` is `nplus1`. */
  readonly whole: string;
}

const letters = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const names = [
  [/(?<![\p{L}\p{N}])([cf])#/gu, '$1sharp'],
  [/(?<![\p{L}\p{N}])c\+\+/gu, 'cpp'],
  [/(?<![\p{L}\p{N}])\.net(?![\p{L}\p{N}])/gu, 'dotnet'],
  [/\+(?<=[\p{L}\p{N}]\+)(?=[\p{L}\p{N}])/gu, '-plus-'],
  [/\s\+\s/gu, ' plus '],
  [/['’]/gu, ''],
] as const;
const digitOf: ReadonlyMap<string, string> = new Map(
  'zero one two three four five six seven eight nine ten'.split(' ').map((word, at) => [word, String(at)]),
);
const joint = /[-/._]/u;
const chunk = /[\p{L}\p{N}]+(?:[-/._][\p{L}\p{N}]+)*/gu;

/** What somebody asks with, rather than asks for. */
const asking = new Set(
  `a an and are as at be been but by can could did do does doing done define definition explain explained for from get had happen happens has have how i if in into is it its
  make me mean meaning means my need not of on or our please should so some tell than that the their them then there these they this to
  understand us use used using versus very vs want was we were what whats when where which who why will with work working works
  would you your difference between about`.split(/\s+/u),
);

export const isAsking = (word: string): boolean => asking.has(word);

/** The chunks of a text in its order; endings are still there. */
export function chunksOf(text: string): readonly Chunk[] {
  let folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßæœøłđðþı]/gu, letter => letters[letter as keyof typeof letters]);
  for (const [pattern, instead] of names) folded = folded.replace(pattern, instead);
  return (folded.match(chunk) ?? []).map(found => {
    const parts = joint.test(found) ? found.split(joint) : [found];
    return { parts, whole: parts.map(digits).join('') };
  });
}

/** The parts of a text's chunks in its order. */
export const partsOf = (text: string): readonly string[] => chunksOf(text).flatMap(({ parts }) => parts);

/** The text without anything between its words: two that differ in blanks, hyphens, case or accents have one key. */
export const keyOf = (text: string): string => wholeOf(chunksOf(text));

/** Several chunks as one. */
export const wholeOf = (chunks: readonly Chunk[]): string => chunks.map(({ whole }) => whole).join('');

const digits = (word: string): string => digitOf.get(word) ?? word;

/**
 * The word without its commonest English endings, so that *caching*, *caches* and *cached* are one, and *replication* and
 * *replicate* are. What is left is no word: it is only compared with what is left of others.
 */
export function stemOf(word: string): string {
  if (word.length < 4 || !/^[a-z]*[aeiouy][a-z]*$/u.test(word)) return digits(word);
  const single = digits(word)
    .replace(/ies$/u, 'y')
    .replace(/(?<=s|x|z|ch|sh)es$/u, '')
    .replace(/(?<=[^su])s$/u, '');
  const bare = single.replace(/(?<=[aeiouy].*[^aeiou]|[aeiouy][^aeiou])(?:ing|ed)$/u, '');
  const undoubled = bare === single ? bare : bare.replace(/([bdgmnprt])\1$/u, '$1');
  return undoubled
    .replace(/is(?=ation$|e$|$)/u, 'iz')
    .replace(/(?<=.{4})(?:ation|ator|ate|at)$|(?<=.{3}[st])(?:ion|or)$|(?<=.{5})er$/u, '')
    .replace(/(?<=.{4})e$/u, '')
    .replace(/(?<=.{2})y$/u, 'i');
}
