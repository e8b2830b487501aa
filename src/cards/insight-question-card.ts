/** How one question does, for moderators: who chose what, what stands out, and what to do about it. */
import type { ChoiceFigures, ItemFigures } from '../core/item-analysis.ts';
import { leastForDifficulty } from '../core/item-flags.ts';
import type { Lesson, Question } from '../curriculum/types.ts';
import { adviceLines, earlySentence, isEarly, percentOf, rightWords, tellsWords } from './insight-words.ts';
import { stemShort, where } from './insights-card.ts';
import { optionsOf, stemLines } from './quiz-card.ts';
import { type Block, buttons, type Card, text } from './reply.ts';

const sentences = {
  thirds:
    '-# The top third are the members who do best on the other questions, the bottom third those who find them hardest.',
  fine: 'Nothing stands out. It can stay as it is.',
  tooFew: `Too few answers to say whether it is fine: that takes ${leastForDifficulty}.`,
  retired: 'It is not asked here any more.',
  allRight: 'Every answer to it counts as right here.',
  right: 'right',
  rightOrder: 'The right order',
  accepted: (text: string) => `Accepted: ${text}`,
  order: (places: string) => `Order ${places}`,
  places: '-# Orders are told by places in the right one:',
  title: (number: number) => `## Question ${number}`,
  other: { order: 'Another order', typed: 'Anything else' },
};

/** Thirds of fewer members say what one person chose. */
const leastThird = 5;

/** A row of the table of choices, as the picture wants it. */
export interface NamedChoice {
  readonly id: string;
  readonly name: string;
  readonly right: boolean;
  readonly all: number;
  readonly top?: number;
  readonly bottom?: number;
}

export function namedChoices(question: Question, { choices, third }: ItemFigures): readonly NamedChoice[] {
  return choices.map(choice => ({
    ...{ id: choice.id, name: nameOf(question, choice), right: choice.right, all: choice.all },
    ...(third >= leastThird ? { top: choice.top, bottom: choice.bottom } : {}),
  }));
}

/** Of what members typed nothing is named but what the bank itself holds. */
function nameOf(question: Question, { id, kind }: Pick<ChoiceFigures, 'id' | 'kind'>): string {
  if (kind === 'option') return optionsOf(question).find(option => option.id === id)?.text ?? id;
  const isOrder = question.type === 'order';
  if (kind === 'other') return isOrder ? sentences.other.order : sentences.other.typed;
  if (kind === 'right') {
    if (isOrder) return sentences.rightOrder;
    return sentences.accepted('accept' in question ? (question.accept[0] ?? '') : '');
  }
  const answer = 'wrong' in question ? (question.wrong[Number(id.split('-')[1])]?.answer ?? '') : '';
  if (!isOrder) return answer;
  const places = answer
    .split('>')
    .map(part => question.items.findIndex(({ id: item }) => item === part.trim()) + 1);
  return sentences.order(places.join(', '));
}

export interface QuestionInsight {
  readonly lesson: Lesson;
  readonly question: Question;
  /** 1-based place in its lesson. */
  readonly number: number;
  readonly figures: ItemFigures;
}

/** `about` and `whose` as in `Shown`; `questionId` is the full one. */
export function questionInsightCard(
  { lesson, question, number, figures }: QuestionInsight,
  {
    whose,
    about,
    questionId,
    picture,
  }: {
    readonly whose: string;
    readonly about: string;
    readonly questionId: string;
    readonly picture: readonly Block[];
  },
): Card {
  const rows = namedChoices(question, figures);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return {
    ...{ kind: 'card', accent: 'progress', private: true, replaces: true },
    blocks: [
      text(where(whose, lesson.title, `question ${number}`), sentences.title(number), ...content(question)),
      ...(isEarly(figures)
        ? [text(earlySentence(figures.n), ...standingLines(question))]
        : [
            text(`**${rightWords(figures)}**; ${tellsWords(figures)}.`, ...standingLines(question)),
            ...picture,
            text(
              ...rows.map(choiceLine),
              ...(rows.some(row => row.top !== undefined) ? [sentences.thirds] : []),
            ),
            text(...verdict(question, figures, id => names.get(id) ?? id)),
          ]),
      buttons(
        {
          ...{ label: 'Correct this question', style: figures.flags.length > 0 ? 'primary' : 'secondary' },
          press: { command: 'insights', action: 'report', argument: questionId },
        },
        { label: 'Back to the lesson', press: { command: 'insights', action: 'lesson', argument: about } },
      ),
    ],
  };
}

/** As it is asked; of an order the right one. */
const content = (question: Question): string[] => [
  ...stemLines(question),
  ...(question.type === 'order'
    ? [sentences.places, ...question.items.map(({ text: item }, place) => `${place + 1}. ${item}`)]
    : []),
];

const standingLines = ({ retired, allRight }: Question): string[] =>
  retired ? [sentences.retired] : allRight ? [sentences.allRight] : [];

function verdict(question: Question, { n, flags }: ItemFigures, name: (id: string) => string): string[] {
  if (flags.length > 0) return adviceLines(flags, id => stemShort(name(id), 80));
  if (question.retired || question.allRight) return [];
  return [n < leastForDifficulty ? sentences.tooFew : sentences.fine];
}

function choiceLine({ name, right, all, top, bottom }: NamedChoice, place: number): string {
  const cells = Math.round(all / 10);
  const thirds =
    top === undefined || bottom === undefined
      ? ''
      : `; top third ${percentOf(top)}, bottom third ${percentOf(bottom)}`;
  return `${place + 1}. ${stemShort(name, 100)}${right ? ` (${sentences.right})` : ''}\n   ${'▰'.repeat(cells)}${'▱'.repeat(10 - cells)} ${percentOf(all)}${thirds}`;
}
