/** How questions do, for moderators: lessons side by side, and the questions of one. */
import type { ItemFigures } from '../core/item-analysis.ts';
import { leastForPercent, type Tally } from '../core/item-tally.ts';
import type { Lesson, Question } from '../curriculum/types.ts';
import {
  earlySentence,
  flagsIn,
  flagsShort,
  flagsWithTodo,
  isEarly,
  lookLines,
  rightWords,
  tellsWords,
} from './insight-words.ts';
import { type Block, type Button, buttons, type Card, type Choice, text } from './reply.ts';
import { count, cut } from './words.ts';

const sentences = {
  title: '## How questions do',
  all: (n: number, lessons: number) =>
    `${count(n, 'first answer')} to questions of ${count(lessons, 'lesson')}. What wants a look comes first.`,
  lesson: (n: number, questions: number) => `${count(n, 'first answer')} to ${count(questions, 'question')}.`,
  none: 'Nobody has answered a question of this lesson here.',
  retired: 'not asked here any more',
  openLesson: 'Open a lesson',
  openQuestion: 'Open a question',
};

/** Whose answers they are, and where a list stands. `about` is what its buttons carry. */
export interface Shown {
  /** `Autumn`, or everybody in the server; harmless already. */
  readonly whose: string;
  readonly about: string;
  /** `page 2 of 5`, where there are several. */
  readonly page: string | undefined;
  readonly turn: readonly Button[];
  /** 0-based place of the first row. */
  readonly from: number;
  /** Drawn, or nothing where this machine can't draw or there is nothing to draw. */
  readonly picture: readonly Block[];
  readonly replaces: boolean;
}

export interface LessonRow {
  readonly lesson: Lesson;
  readonly tally: Tally;
}

export interface QuestionRow {
  readonly question: Question;
  readonly figures: ItemFigures;
}

export const where = (...places: readonly (string | undefined)[]): string =>
  `-# ${['Insights', ...places].filter(place => place !== undefined).join(' ▸ ')}`;

const listButtons: readonly Button[] = [
  { label: 'Reported questions', press: { command: 'insights', action: 'reports' } },
  { label: 'What was corrected', press: { command: 'insights', action: 'errata' } },
];

/** `whole`: of all lessons, not only of those on this page. */
export function overviewCard(
  rows: readonly LessonRow[],
  whole: { readonly tally: Tally; readonly lessons: number },
  shown: Shown,
): Card {
  const { n } = whole.tally;
  const head = text(
    where(shown.whose, shown.page),
    sentences.title,
    ...(n < leastForPercent
      ? [earlySentence(n)]
      : [sentences.all(n, whole.lessons), ...lookLines(whole.tally)]),
  );
  const lines = rows.map(({ lesson, tally }, i) => {
    const flags = flagsShort(flagsIn(tally));
    return `${shown.from + i + 1}. **${lesson.title}**: ${rightWords(tally)}${flags === '' ? '' : `; ${flags}`}`;
  });
  const choices = rows.map(
    ({ lesson, tally }, i): Choice => ({
      ...{ value: lesson.id, label: cut(`${shown.from + i + 1}. ${lesson.title}`, 100) },
      description: rightWords(tally),
    }),
  );
  return listCard(shown, head, lines, {
    ...{ action: 'lesson', placeholder: sentences.openLesson, choices },
    onward: [...shown.turn, ...listButtons],
  });
}

export function lessonInsightCard(
  lesson: Lesson,
  rows: readonly QuestionRow[],
  whole: { readonly tally: Tally; readonly questions: number },
  shown: Shown,
): Card {
  const { n } = whole.tally;
  const head = text(
    where(shown.whose, lesson.title, shown.page),
    `## ${lesson.title}`,
    ...(n === 0
      ? [sentences.none]
      : n < leastForPercent
        ? [earlySentence(n)]
        : [sentences.lesson(n, whole.questions), ...lookLines(whole.tally)]),
  );
  const lines = rows.map(({ question, figures }, i) => {
    const facts = [rightWords(figures), ...(isEarly(figures) ? [] : [tellsWords(figures)])].join('; ');
    const flags = flagsWithTodo(figures.flags);
    const notes = question.retired ? sentences.retired : flags;
    return `${shown.from + i + 1}. ${stemShort(question.stem, 80)}\n   ${facts}${notes === '' ? '' : `\n   → ${notes}`}`;
  });
  const choices = rows.map(
    ({ question, figures }, i): Choice => ({
      ...{ value: question.id, label: cut(`${shown.from + i + 1}. ${bare(question.stem)}`, 100) },
      description: cut(
        [rightWords(figures), flagsShort(figures.flags.map(({ kind }) => kind))]
          .filter(words => words !== '')
          .join('; '),
        100,
      ),
    }),
  );
  const back: Button = {
    label: 'All lessons',
    press: { command: 'insights', action: 'all', argument: shown.about },
  };
  return listCard(shown, head, n === 0 ? [] : lines, {
    ...{ action: 'question', placeholder: sentences.openQuestion, choices: n === 0 ? [] : choices },
    onward: [...shown.turn, back],
  });
}

function listCard(
  { about, picture, replaces }: Shown,
  head: Block,
  lines: readonly string[],
  {
    action,
    placeholder,
    choices,
    onward,
  }: {
    readonly action: string;
    readonly placeholder: string;
    readonly choices: readonly Choice[];
    readonly onward: readonly Button[];
  },
): Card {
  const press = { command: 'insights', action, argument: about };
  return {
    ...{ kind: 'card', accent: 'progress', private: true, replaces },
    blocks: [
      head,
      ...picture,
      ...(lines.length > 0 ? [text(...lines)] : []),
      ...(choices.length > 0 ? [{ kind: 'choose', press, placeholder, choices } as const] : []),
      buttons(...onward),
    ],
  };
}

const bare = (stem: string): string => stem.replace(/\s+/g, ' ').replace(/`|\*\*/g, '');

/** Cut between marks of code, so that the rest of the line isn't code. */
export function stemShort(stem: string, max: number): string {
  // A block of code can't be cut: without its end it would swallow what comes after it.
  const short = cut(stem.replace(/```[\s\S]*?```/g, '[…]').replace(/\s+/g, ' '), max);
  return short.split('`').length % 2 === 0 ? `${short}\`` : short;
}
