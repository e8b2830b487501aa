/** Whether an answer is right, and how much of it. Scoring per type: research, "Questions for Discord's surface". */

interface Choice {
  readonly id: string;
  readonly right: boolean;
}

/** What of a question decides about an answer. */
export type Key = { readonly allRight?: boolean } & (
  | { readonly type: 'single' | 'multi' | 'truefalse'; readonly options: readonly Choice[] }
  | { readonly type: 'order'; readonly items: readonly { readonly id: string }[] }
  | {
      readonly type: 'fill';
      readonly accept: readonly string[];
      readonly normalise: 'exact' | 'loose' | 'number';
      readonly tolerance: number | undefined;
    }
  | { readonly type: 'output'; readonly options: readonly Choice[]; readonly accept: readonly string[] }
);

export interface Grade {
  readonly right: boolean;
  /** Percent of the question that is right; 100 exactly when all of it is. */
  readonly share: number;
}

/**
 * Grades what was given: ids of options, ids of items in the order given, or the text typed. Undefined for what names no option or item of
 * this question, names one twice, or is nothing: that is no answer and counts as none.
 */
export function gradeAnswer(key: Key, given: readonly string[]): Grade | undefined {
  const grade = gradeByKey(key, given);
  return grade && key.allRight ? whole(true) : grade;
}

function gradeByKey(key: Key, given: readonly string[]): Grade | undefined {
  switch (key.type) {
    case 'multi':
      return gradeSeveral(key.options, given);
    case 'order':
      return gradeOrder(
        key.items.map(item => item.id),
        given,
      );
    case 'fill':
      return gradeText(given, typed => isAccepted(key, typed));
    case 'output':
      return key.options.length > 0
        ? gradeOne(key.options, given)
        : gradeText(given, typed => key.accept.some(accepted => sameOutput(accepted, typed)));
    default:
      return gradeOne(key.options, given);
  }
}

/** What was right when it was asked, as it is kept beside the answer: ids, or accepted texts. */
export function rightOf(key: Key): readonly string[] {
  if (key.type === 'order') return key.items.map(item => item.id);
  if (key.type === 'fill') return key.accept;
  if (key.type === 'output' && key.options.length === 0) return key.accept;
  return key.options.filter(option => option.right).map(option => option.id);
}

const whole = (right: boolean): Grade => ({ right, share: right ? 100 : 0 });

function gradeOne(options: readonly Choice[], given: readonly string[]): Grade | undefined {
  const chosen = given.length === 1 ? options.find(({ id }) => id === given[0]) : undefined;
  return chosen && whole(chosen.right);
}

/** Each right option picked adds, each wrong one takes away, and nothing goes below zero: picking all earns nothing for sure. */
function gradeSeveral(options: readonly Choice[], given: readonly string[]): Grade | undefined {
  const picked = new Set(given);
  if (picked.size !== given.length || picked.size === 0) return undefined;
  if (given.some(id => !options.some(option => option.id === id))) return undefined;
  const rights = options.filter(option => option.right).length;
  const hits = options.filter(option => option.right && picked.has(option.id)).length;
  const misses = picked.size - hits;
  const right = hits === rights && misses === 0;
  return { right, share: right ? 100 : Math.min(99, percent(Math.max(0, hits - misses), rights)) };
}

/** The share of neighbours that follow each other as they should: one item moved costs little, a reversal everything. */
function gradeOrder(items: readonly string[], given: readonly string[]): Grade | undefined {
  if (given.length !== items.length || new Set(given).size !== given.length) return undefined;
  if (given.some(id => !items.includes(id))) return undefined;
  const follows = given
    .slice(1)
    .filter((id, place) => items.indexOf(id) === items.indexOf(given[place] ?? '') + 1);
  const right = given.every((id, place) => id === items[place]);
  return { right, share: right ? 100 : percent(follows.length, items.length - 1) };
}

function gradeText(given: readonly string[], isRight: (typed: string) => boolean): Grade | undefined {
  const [typed = ''] = given;
  return given.length === 1 && typed.trim() !== '' ? whole(isRight(typed)) : undefined;
}

const percent = (part: number, of: number): number => (of === 0 ? 0 : Math.round((100 * part) / of));

function isAccepted(
  { accept, normalise, tolerance = 0 }: Extract<Key, { readonly type: 'fill' }>,
  typed: string,
): boolean {
  if (normalise === 'exact') return accept.some(accepted => accepted.trim() === typed.trim());
  if (normalise === 'loose') return accept.some(accepted => loose(accepted) === loose(typed));
  const number = numberIn(typed);
  return number !== undefined && accept.some(accepted => isNear(numberIn(accepted), number, tolerance));
}

/** A little more than the tolerance, so that 0.1 + 0.2 is 0.3. */
const isNear = (wanted: number | undefined, number: number, tolerance: number): boolean =>
  wanted !== undefined && Math.abs(wanted - number) <= tolerance + Math.abs(wanted) * 1e-9;

/** Case, white space, the shape of quotes and dashes, code marks and a last full stop make no difference. */
export function loose(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/`/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '')
    .trim()
    .replace(/^["'](.*)["']$/, '$1')
    .replace(/\.$/, '')
    .trim();
}

/** What a program prints: white space at the ends and empty lines make no difference, case does. */
function sameOutput(accepted: string, typed: string): boolean {
  const bare = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/`/g, '')
      .split('\n')
      .map(line => line.replace(/\s+/g, ' ').trim())
      .filter(line => line !== '')
      .join('\n');
  return bare(accepted) === bare(typed);
}

/**
 * The number that somebody means: `1,000`, `1 000`, `0,5`, `≈ 90 ms`, `90 %`. One comma is a decimal comma unless three digits follow it.
 * Undefined when there is none, or more than one.
 */
export function numberIn(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[−–]/g, '-')
    .replace(/(?<=\d)[\s'’_](?=\d{3}(?!\d))/g, '');
  const found = plain.match(/-?(?:\d[\d.,]*|\.\d+)(?:e[+-]?\d+)?/gi);
  if (found?.length !== 1) return undefined;
  const digits = (found[0] ?? '').replace(/[.,]$/, '');
  const grouped = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(digits);
  const number = Number(grouped ? digits.replaceAll(',', '') : digits.replace(',', '.'));
  return Number.isFinite(number) ? number : undefined;
}
