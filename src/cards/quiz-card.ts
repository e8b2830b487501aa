/** A question as it is asked. Its card never depends on what is right: it is made of the texts and the seed alone. */

import type { Hint } from '../core/hint.ts';
import { orderOptions } from '../core/option-order.ts';
import type { Lesson, Option, Question } from '../curriculum/types.ts';
import { hintLabel, hintLines, saidHalf } from './hint-words.ts';
import { type Block, type Button, buttons, type Card, type Form, type FormField, text } from './reply.ts';
import { time } from './words.ts';

/** Where a quiz stands: `place` is 0-based. */
export interface QuizPlace {
  readonly quizId: string;
  /** Decides the order in which this member sees options and items. */
  readonly seed: string;
  readonly place: number;
  readonly total: number;
  readonly lesson: Lesson;
  /** What is small above the question: `Quiz`, `Daily quiz`, `Review`. */
  readonly title?: string;
  /** Until when it can be answered, where it has an end. */
  readonly closesAt?: Date;
}

export interface Asking {
  readonly replaces: boolean;
  /** Shown once it was taken. */
  readonly hint?: Hint;
  /** Whether that was in another quiz. */
  readonly isHintBefore?: boolean;
  /** Whether a hint can be had. */
  readonly hasHint?: boolean;
  /** Whether it costs no points, now or later. */
  readonly isHintFree?: boolean;
  /** Given, but not locked yet. */
  readonly open?: { readonly chosen: readonly string[]; readonly canChange: boolean };
  /** Ids of items that stand in the places of the window when it is opened again. */
  readonly picks?: readonly string[];
}

const sentences = {
  closes: (at: Date) => ` ▸ closes ${time(at, 'R')}`,
  choose: 'More than one may be right.',
  typed: 'Type your answer.',
  order: 'Put these in order.',
  lastPlace: 'What is left takes the last place.',
  open: 'Not locked yet. Lock it when you are sure; you can change it once.',
  openForGood: 'Not locked yet. You have changed it once already.',
};

const letters = 'ABCDEFGHIJ';

export const optionsOf = (question: Question): readonly Option[] =>
  'options' in question ? question.options : [];
const hasOptions = (question: Question): boolean => optionsOf(question).length > 0;

/** Several are picked, or something is typed or put in order: that happens in a window, and is locked afterwards. */
export const isLocked = (question: Question): boolean =>
  question.type === 'multi' || question.type === 'order';

/** True and false keep their order, since their place tells nothing; all else is ordered by the texts and the seed. */
export function shownOptions(question: Question, seed: string): readonly Option[] {
  const options = optionsOf(question);
  return question.type === 'truefalse' ? options : orderOptions(options, `${seed}:${question.id}`);
}
const shownItems = (question: Extract<Question, { type: 'order' }>, seed: string) =>
  orderOptions(question.items, `${seed}:${question.id}`);

/** `A`, or the option's own words where it has no letter. */
const labelOf = (question: Question, option: Option, index: number): string =>
  question.type === 'truefalse' ? option.text : (letters[index] ?? option.text);

const press = (at: QuizPlace, action: string, rest?: string) => ({
  command: 'quiz',
  action,
  argument: [at.quizId, at.place, ...(rest === undefined ? [] : [rest])].join('.'),
});

export function questionCard(question: Question, at: QuizPlace, asking: Asking): Card {
  return {
    kind: 'card',
    accent: 'quiz',
    private: true,
    replaces: asking.replaces,
    blocks: [
      text(where(at), ...stemLines(question)),
      ...body(question, at, asking),
      ...(asking.hint ? [text(...hintLines(question, asking.hint, asking.isHintBefore ?? false))] : []),
      ...answerRows(question, at, asking),
    ],
  };
}

function body(question: Question, at: QuizPlace, { open }: Asking): Block[] {
  const given = open
    ? [
        text('**Your answer so far**', ...givenLines(question, at.seed, open.chosen)),
        text(open.canChange ? sentences.open : sentences.openForGood),
      ]
    : [];
  if (question.type === 'order')
    return [text(sentences.order, ...shownItems(question, at.seed).map(item => `- ${item.text}`)), ...given];
  if (!hasOptions(question)) return [text(sentences.typed)];
  if (question.type === 'truefalse') return [];
  const list = shownOptions(question, at.seed).map((option, i) => `**${letters[i]}**  ${option.text}`);
  return [text(...(question.type === 'multi' ? [sentences.choose] : []), ...list), ...given];
}

/** What was given, in the order and with the letters in which the member saw it. */
export function givenLines(question: Question, seed: string, chosen: readonly string[]): string[] {
  if (question.type === 'order')
    return chosen.map(
      (id, place) => `${place + 1}. ${question.items.find(item => item.id === id)?.text ?? ''}`,
    );
  if (!hasOptions(question)) return [...chosen];
  return shownOptions(question, seed).flatMap((option, i) =>
    chosen.includes(option.id)
      ? [question.type === 'truefalse' ? option.text : `**${letters[i]}**  ${option.text}`]
      : [],
  );
}

function answerRows(question: Question, at: QuizPlace, asking: Asking): Block[] {
  const { hasHint, isHintFree = false, hint, open, picks = [] } = asking;
  const form = press(at, 'form', picks.length > 0 ? picksWord(question, at.seed, picks) : undefined);
  const hintButton: Button[] =
    hasHint && !hint && !open
      ? [{ label: hintLabel(isHintFree), press: press(at, 'hint', isHintFree ? undefined : saidHalf) }]
      : [];
  if (open) {
    return [
      buttons(
        { label: 'Lock it in', style: 'primary', press: press(at, 'lock') },
        ...(open.canChange ? [{ label: 'Change it', press: form }] : []),
      ),
    ];
  }
  if (hasOptions(question) && question.type !== 'multi') {
    const choices = shownOptions(question, at.seed).map(
      (option, i): Button => ({
        label: labelOf(question, option, i),
        style: 'primary',
        press: press(at, 'answer', option.id),
      }),
    );
    return [buttons(...choices), ...(hintButton.length > 0 ? [buttons(...hintButton)] : [])];
  }
  const label = question.type === 'multi' ? 'Choose' : question.type === 'order' ? 'Put in order' : 'Answer';
  return [buttons({ label, style: 'primary', press: form }, ...hintButton)];
}

/** The window in which several are picked, an order is made, or something is typed. */
export function questionForm(question: Question, at: QuizPlace, chosen: readonly string[] = []): Form {
  return {
    kind: 'form',
    title: `${at.title ?? 'Quiz'}: question ${at.place + 1} of ${at.total}`,
    press: press(at, 'answer'),
    // An order of six needs five lists, which is all that a window holds.
    ...(question.type === 'order' && question.items.length > 5
      ? {}
      : { text: stemLines(question).join('\n') }),
    fields: fieldsOf(question, at, chosen),
  };
}

function fieldsOf(question: Question, at: QuizPlace, chosen: readonly string[]): FormField[] {
  if (question.type === 'order') {
    const items = shownItems(question, at.seed);
    const places = items.slice(1).map((_, place) => place);
    return places.map(place => ({
      kind: 'list',
      id: `place-${place}`,
      label: `Place ${place + 1}`,
      ...(place === places.length - 1 ? { description: sentences.lastPlace } : {}),
      choices: items.map(item => ({ label: item.text, value: item.id })),
      ...(chosen[place] ? { chosen: chosen[place] } : {}),
    }));
  }
  if (hasOptions(question)) {
    const choices = shownOptions(question, at.seed).map((option, i) => ({
      label: `${letters[i]}  ${option.text}`.slice(0, 100),
      value: option.id,
    }));
    return [{ kind: 'several', id: 'options', label: 'What is right?', choices, chosen }];
  }
  const isLong = question.type === 'output';
  return [{ id: 'typed', label: isLong ? 'What is printed?' : 'Your answer', maxLength: 300, long: isLong }];
}

/** What comes out of `questionForm`, as an answer: ids in their order, or the text. */
export function givenIn(
  question: Question,
  fields: Readonly<Record<string, string>>,
  picked: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  if (question.type === 'order') {
    const chosen = question.items.slice(1).map((_, place) => picked[`place-${place}`]?.[0] ?? '');
    const left = question.items.filter(item => !chosen.includes(item.id));
    return [...chosen, ...left.map(item => item.id)];
  }
  // In one order, whatever the order in which they were ticked: the same answer is the same list.
  return hasOptions(question) ? [...(picked.options ?? [])].sort() : [fields.typed ?? ''];
}

/** Ids of what was picked for the places of an order, empty for a place without any; none for other questions. */
export const picksOf = (
  question: Question,
  picked: Readonly<Record<string, readonly string[]>>,
): readonly string[] =>
  question.type === 'order'
    ? question.items.slice(1).map((_, place) => picked[`place-${place}`]?.[0] ?? '')
    : [];

/** In the place of a pick that is missing. */
const noPick = '-';

/** Picks as a button carries them: of each its place among the items as they are shown, which tells nothing of what is right. */
const picksWord = (question: Question, seed: string, picks: readonly string[]): string => {
  const ids = question.type === 'order' ? shownItems(question, seed).map(item => item.id) : [];
  return picks.map(id => (ids.includes(id) ? ids.indexOf(id) : noPick)).join('');
};

/** What `picksWord` says; undefined where it says nothing that could have been picked. */
export function keptPicks(question: Question, seed: string, word = ''): readonly string[] | undefined {
  const items = question.type === 'order' ? shownItems(question, seed) : [];
  const ids = [...word].flatMap(digit =>
    digit === noPick ? '' : (items[Number.parseInt(digit, 10)]?.id ?? []),
  );
  return ids.some(id => id !== '') && ids.length === word.length ? ids : undefined;
}

export const where = (at: QuizPlace): string =>
  `-# ${at.title ?? 'Quiz'} ▸ ${at.lesson.title} ▸ question ${at.place + 1} of ${at.total}${at.closesAt ? sentences.closes(at.closesAt) : ''}`;
export const stemLines = (question: Question): string[] => [
  question.stem,
  ...(question.type === 'output' ? [`\`\`\`${question.language}\n${question.code}\n\`\`\``] : []),
];
