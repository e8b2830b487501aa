/** Questions from elsewhere and a bank that is there: what becomes of each, and the bank's new text. Pure. */
import { isDeepStrictEqual } from 'node:util';
import { listAt } from '../names-in-file.ts';
import { valueAt } from '../place-in-file.ts';
import { openBank } from './bank-text.ts';
import type { Incoming } from './incoming.ts';
import { judgeQuestion } from './judge-question.ts';

export interface Outcome {
  readonly line: number;
  readonly name: string;
  readonly what: 'imported' | 'changed' | 'the same' | 'draft' | 'refused';
  readonly reason?: string;
}
type Written = Readonly<Record<string, unknown>>;

export interface Merged {
  readonly outcomes: readonly Outcome[];
  /** The bank's text with what was imported and changed. */
  readonly bank: string;
  /** A bank of those that still lack a why; '' when there are none. */
  readonly drafts: string;
}

/**
 * `bank` and `drafts` are texts of banks, or '' where there is none yet. An existing question is known by its id. It keeps the ids of
 * options with the same text; its `rev` rises when its key changes. Comments and order of the existing bank stay.
 */
export function mergeQuestions(
  lessonId: string,
  texts: { readonly bank: string; readonly drafts: string },
  incoming: readonly Incoming[],
): Merged {
  const bank = openBank(lessonId, texts.bank);
  const drafts = openBank(lessonId, texts.drafts);
  const seen = new Set<string>();
  const outcomes = incoming.map((one): Outcome => {
    const { line, name, refusal } = one;
    if (!one.written) return { line, name, what: 'refused', reason: refusal ?? '' };
    const id = String(one.written.id);
    if (seen.has(id))
      return { line, name, what: 'refused', reason: `Another question before it has the id "${id}".` };
    seen.add(id);
    const before = bank.find(id);
    const written = before ? keepIds(one.written, before) : withoutUndefined(one.written);
    const judgement = judgeQuestion(written);
    if (judgement.kind === 'refused') return { line, name, what: 'refused', reason: judgement.reason };
    if (before && isSame(written, before)) return { line, name, what: 'the same' };
    if (judgement.kind === 'draft') {
      if (isSame(written, drafts.find(id) ?? {})) return { line, name, what: 'the same' };
      // Where the bank has it with its whys, a source without any is nothing new.
      if (before && isSame(written, withoutWhys(before))) return { line, name, what: 'the same' };
      drafts.put(id, written);
      return { line, name, what: 'draft', reason: judgement.reason };
    }
    drafts.remove(id);
    if (!before) {
      bank.put(id, written);
      return { line, name, what: 'imported' };
    }
    const fields = [...new Set([...Object.keys(written), ...Object.keys(before)])].filter(
      key => key !== 'rev' && !isDeepStrictEqual(plain(written[key]), plain(before[key])),
    );
    const rev = Number(before.rev ?? 1) + (isDeepStrictEqual(keyOf(written), keyOf(before)) ? 0 : 1);
    bank.put(id, { ...written, rev: Math.max(rev, Number(written.rev ?? 1)) });
    return { line, name, what: 'changed', reason: `Other than before: ${fields.join(', ') || 'rev'}.` };
  });
  return { outcomes, bank: bank.text(), drafts: drafts.text() };
}

/** Options and items are known by their texts: what is there keeps its ids, since answers name them. */
function keepIds(incoming: Written, before: Written): Written {
  const keep = (list: unknown, known: unknown) =>
    Array.isArray(list)
      ? list.map((each: Written) => {
          const same = listAt(known, []).find(one => valueAt(one, ['text']) === each.text);
          return same ? { ...each, id: valueAt(same, ['id']) } : each;
        })
      : list;
  return withoutUndefined({
    ...incoming,
    options: keep(incoming.options, before.options),
    items: keep(incoming.items, before.items),
  });
}

function withoutUndefined(value: Written): Written {
  return JSON.parse(JSON.stringify(value)) as Written;
}

/** What makes an answer right: a change of it is another question for those who answered. */
function keyOf(question: Written): unknown {
  const options = listAt(question.options, []) as readonly Written[];
  const items = listAt(question.items, []) as readonly Written[];
  return [
    options.filter(option => option.right === true).map(option => option.id),
    items.map(item => item.id),
    question.answer,
    question.accept,
    question.tolerance,
  ];
}

/** Defaults are as good as written. */
const defaults: Written = {
  rev: 1,
  retired: false,
  normalise: 'loose',
  wrong: [],
  right: false,
  tolerance: 0,
};
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const list = value.map(plain);
    // Common wrong answers have no order.
    return listAt(value, []).every(each => valueAt(each, ['answer']) !== undefined)
      ? list.sort(byWords)
      : list;
  }
  if (typeof value === 'string') return value.trim();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !isDeepStrictEqual(inner, defaults[key]))
      .map(([key, inner]) => [key, plain(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

const byWords = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** A revision belongs to the bank, not to the source. */
function isSame(a: Written, b: Written): boolean {
  return isDeepStrictEqual(plain({ ...a, rev: 1 }), plain({ ...b, rev: 1 }));
}

function withoutWhys(value: unknown): Written {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (/^why(_true|_false)?$|^wrong$/.test(key) ? undefined : inner)),
  ) as Written;
}
