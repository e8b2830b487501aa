/**
 * GIFT (Moodle's text format for questions) to questions of ours. Each question is parsed alone, so that one with a fault doesn't hide the
 * others and every refusal has its line. What GIFT has no place for (kind, objective, ids of options …) is read from a comment, as
 * `gift-out.ts` writes it: `// lockstep: {"kind":"apply","objective":2}`.
 */
import {
  type GIFTQuestion,
  type Matching,
  type MultipleChoice,
  type Numerical,
  parse,
  type ShortAnswer,
  type TextFormat,
  type TrueFalse,
} from 'gift-pegjs';
import type { Extras } from './gift-out.ts';
import { type Incoming, idFrom, idsFrom } from './incoming.ts';

const refusals = {
  essay: 'An open question has no key. Ask it in the channel instead.',
  description: 'This is text without a question.',
  matching: 'Pairs can’t be asked here; only an order can, with 1, 2, 3 … on the left.',
  html: 'It is written in HTML. Write it as [markdown].',
  range: 'A key that is a list of several numbers can’t be asked here. Give one number, with a tolerance.',
};

/** Every question of a GIFT text, in its order. Categories are passed over. Never throws. */
export function readGift(text: string): readonly Incoming[] {
  return blocksOf(text).flatMap(({ line, text: block }) => {
    try {
      return parse(withColonsKept(block)).flatMap(question => {
        const incoming = read(question, line, extrasIn(block));
        return incoming ? [incoming] : [];
      });
    } catch (error) {
      const first = block.split('\n').find(each => !each.startsWith('//')) ?? '';
      return [{ line: line + lineIn(error), name: first.slice(0, 40), refusal: complaint(error) }];
    }
  });
}

/** Blank lines part questions, as Moodle reads them. A comment belongs to the question below it. */
function blocksOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  const blocks: { line: number; text: string }[] = [];
  let lines: string[] = [];
  const end = (next: number) => {
    if (lines.some(line => line.trim() !== '' && !line.startsWith('//')))
      blocks.push({ line: next - lines.length, text: lines.join('\n') });
    lines = [];
  };
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() !== '') lines.push(line);
    else if (lines.every(each => each.startsWith('//'))) lines = [];
    else end(index + 1);
  }
  end(text.split('\n').length + 1);
  return blocks;
}

/** Moodle takes a single colon in a text for what it is; the parser wants a backslash. Behind `{#` it parts a number from its tolerance. */
function withColonsKept(block: string): string {
  const numbers = block.search(/\{\s*#/);
  const [text, rest] = numbers < 0 ? [block, ''] : [block.slice(0, numbers), block.slice(numbers)];
  const lines = text
    .split('\n')
    .map(line => (/^(\/\/|\$CATEGORY)/.test(line) ? line : line.replace(/(?<![\\:]):(?!:)/g, '\\:')));
  return lines.join('\n') + rest;
}

function lineIn(error: unknown): number {
  const { location } = error as { readonly location?: { readonly start?: { readonly line?: number } } };
  return Math.max(0, (location?.start?.line ?? 1) - 1);
}

function complaint(error: unknown): string {
  const { found } = error as { readonly found?: unknown };
  const what = found === null ? 'it ends too early' : `"${String(found ?? '')}" stands where it can’t`;
  return `This is not GIFT: ${what}. Signs of GIFT (~ = # { } :) in a text need a backslash.`;
}

/** Whatever stands there is checked later, like everything else of the question. */
function extrasIn(block: string): Extras {
  try {
    const extras: unknown = JSON.parse(/^\/\/ lockstep: (\{.*\})\s*$/m.exec(block)?.[1] ?? '{}');
    return extras as Extras;
  } catch {
    return {};
  }
}

function read(question: GIFTQuestion, line: number, extras: Extras): Incoming | undefined {
  if (question.type === 'Category') return undefined;
  const stem = question.stem.text.trim();
  const id = idFrom(question.id ?? '') || idFrom(question.title ?? '') || idFrom(stem);
  const refuse = (refusal: string): Incoming => ({ line, name: id || stem.slice(0, 40), refusal });
  if (question.type === 'Essay') return refuse(refusals.essay);
  if (question.type === 'Description') return refuse(refusals.description);
  if (question.stem.format === 'html') return refuse(refusals.html);
  const asked = askedOf(question, extras);
  if (typeof asked === 'string') return refuse(asked);
  const base = {
    id,
    rev: extras.rev ?? 1,
    difficulty: extras.difficulty ?? 2,
    kind: extras.kind ?? 'recall',
    objective: extras.objective ?? 1,
  };
  return { line, name: id, written: { ...base, ...stemOf(stem, extras), ...asked } };
}

type Asked = Readonly<Record<string, unknown>>;

/** The code of an `output` question stands in the stem, as a fenced block at its end. */
function stemOf(stem: string, extras: Extras): Asked {
  if (extras.type !== 'output') return { stem };
  const [, before = stem, language, code] = /^([\s\S]*?)\n*```([^\n]*)\n([\s\S]*?)\n?```$/.exec(stem) ?? [];
  return { stem: before, language: extras.language ?? language, code };
}

type Answerable = MultipleChoice | TrueFalse | ShortAnswer | Numerical | Matching;

function askedOf(question: Answerable, extras: Extras): Asked | string {
  const isOutput = extras.type === 'output';
  switch (question.type) {
    case 'TF':
      return truth(question);
    case 'MC': {
      const right = question.choices.filter(rightOf(question.choices)).length;
      const type = extras.type ?? (right > 1 ? 'multi' : 'single');
      return { type, options: optionsOf(question, extras) };
    }
    case 'Short':
      return { type: isOutput ? 'output' : 'fill', ...acceptOf(question, extras) };
    case 'Numerical':
      return numberOf(question, extras);
    case 'Matching':
      return orderOf(question, extras);
  }
}

const wordsOf = (text: TextFormat | null | undefined): string | undefined => text?.text.trim() || undefined;
interface Weighed {
  readonly isCorrect: boolean;
  readonly weight: number | null;
}
/** With `=`. What earns a part of the points is not right, only less wrong. */
const isWhole = ({ isCorrect, weight }: Weighed) => (weight === null ? isCorrect : weight === 100);
/** Of several, each right one earns its share, and none the whole. */
const rightOf = (choices: readonly Weighed[]) =>
  choices.some(isWhole) ? isWhole : ({ weight }: Weighed) => weight !== null && weight > 0;

/** Moodle shows the first remark to whoever is wrong, the second to whoever is right. */
function truth({ isTrue, trueFeedback, falseFeedback }: TrueFalse): Asked {
  const [whyWrong, whyRight] = [wordsOf(trueFeedback), wordsOf(falseFeedback)];
  return {
    type: 'truefalse',
    answer: isTrue,
    why_true: isTrue ? whyRight : whyWrong,
    why_false: isTrue ? whyWrong : whyRight,
  };
}

function optionsOf({ choices }: MultipleChoice, extras: Extras): readonly Asked[] {
  const isRight = rightOf(choices);
  const texts = choices.map(choice => choice.text.text.trim());
  const ids = namedIds(extras, texts) ?? idsFrom(texts);
  return choices.map((choice, index) => ({
    id: ids[index],
    text: texts[index],
    ...(isRight(choice) ? { right: true } : {}),
    why: wordsOf(choice.feedback),
  }));
}

/** Ids that the comment gives to options or items, if it gives one to each. */
function namedIds({ ids }: Extras, texts: readonly string[]): readonly string[] | undefined {
  return Array.isArray(ids) && ids.length === texts.length ? ids : undefined;
}

function acceptOf({ choices, globalFeedback }: ShortAnswer, extras: Extras): Asked {
  const right = choices.filter(isWhole);
  const wrong = choices.filter(choice => !isWhole(choice));
  return {
    accept: right.map(choice => choice.text.text.trim()),
    ...(extras.normalise === undefined ? {} : { normalise: extras.normalise }),
    why: wordsOf(globalFeedback) ?? right.map(choice => wordsOf(choice.feedback)).find(Boolean),
    ...(wrong.length === 0
      ? {}
      : { wrong: wrong.map(({ text, feedback }) => ({ answer: text.text.trim(), why: wordsOf(feedback) })) }),
  };
}

function numberOf({ choices, globalFeedback }: Numerical, extras: Extras): Asked | string {
  const list =
    'length' in choices ? choices : [{ isCorrect: true, weight: null, text: choices, feedback: null }];
  const [key, ...more] = list.filter(isWhole);
  if (!key || more.length > 0) return refusals.range;
  const { number, range, numberHigh, numberLow } = key.text;
  const isSpan = numberHigh !== undefined && numberLow !== undefined;
  const middle = isSpan ? (numberHigh + numberLow) / 2 : number;
  const tolerance = isSpan ? (numberHigh - numberLow) / 2 : (range ?? 0);
  const spelled =
    Array.isArray(extras.accept) && Number(extras.accept[0]) === middle ? extras.accept : undefined;
  const wrong = [
    ...list
      .filter(choice => !isWhole(choice))
      .map(({ text, feedback }) => ({ answer: String(text.number), why: wordsOf(feedback) })),
    ...(extras.wrong ?? []),
  ];
  return {
    type: 'fill',
    accept: spelled ?? [String(middle)],
    normalise: 'number',
    ...(tolerance === 0 ? {} : { tolerance }),
    why: wordsOf(globalFeedback) ?? wordsOf(key.feedback),
    ...(wrong.length === 0 ? {} : { wrong }),
  };
}

function orderOf({ matchPairs, globalFeedback }: Matching, extras: Extras): Asked | string {
  const isOrder = matchPairs.every(({ subquestion }, index) => subquestion.text.trim() === String(index + 1));
  if (!isOrder) return refusals.matching;
  const texts = matchPairs.map(({ subanswer }) =>
    // The parser forgets to put back here what a backslash had kept from it.
    subanswer.replace(/&&(\d{3});/g, (_, code: string) => String.fromCharCode(Number(code))).trim(),
  );
  const ids = namedIds(extras, texts) ?? idsFrom(texts);
  return {
    type: 'order',
    items: texts.map((text, index) => ({ id: ids[index], text })),
    why: wordsOf(globalFeedback),
    ...(extras.wrong === undefined ? {} : { wrong: extras.wrong }),
  };
}
