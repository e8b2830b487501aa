/** A word of the glossary: what it means, the lesson that teaches it, and its neighbours. */
import { domainName, domainOf } from '../core/domains.ts';
import type { Lesson, Term } from '../curriculum/types.ts';
import { doneButton, quizButton, readButton } from './lesson-card.ts';
import { factsLine } from './lesson-parts.ts';
import { type Block, buttons, type Card, text } from './reply.ts';
import { cut } from './words.ts';

const sentences = {
  also: (names: readonly string[]) => `Also called: ${names.join(', ')}`,
  taught: (title: string) => `Taught in **${title}**`,
  done: 'you have done this lesson',
  inServer: 'In your server you can read this lesson and be quizzed on it: type `/lesson` there.',
  related: 'Words of the same lesson',
};

export interface TermCard {
  readonly term: Term;
  /** The lesson that teaches it. */
  readonly lesson: Lesson | undefined;
  readonly isDone: boolean;
  /** Other words of that lesson. */
  readonly related: readonly Term[];
  /** Lessons open in a server only. */
  readonly inServer: boolean;
}

export function termCard({ term, lesson, isDone, related, inServer }: TermCard): Card {
  const where = ['Glossary', ...(lesson ? [domainName(domainOf(lesson.id)), lesson.title] : [])].join(' ▸ ');
  const also = term.also.length > 0 ? [sentences.also(term.also)] : [];
  return {
    kind: 'card',
    accent: 'lesson',
    private: true,
    blocks: [
      text(`-# ${where}`, `## ${term.term}`, term.text, ...also),
      ...(lesson ? lessonBlocks(lesson, isDone, inServer) : []),
      ...(related.length > 0 ? [chooseTerm(sentences.related, related)] : []),
    ],
  };
}

function lessonBlocks(lesson: Lesson, isDone: boolean, inServer: boolean): Block[] {
  const facts = text(
    sentences.taught(lesson.title),
    `${factsLine(lesson)}${isDone ? ` · ${sentences.done}` : ''}`,
    ...(inServer ? [] : [sentences.inServer]),
  );
  if (!inServer) return [facts];
  return [
    facts,
    buttons(
      { ...readButton(lesson.id), style: 'primary' },
      quizButton(lesson.id),
      ...(isDone ? [] : [doneButton(lesson.id)]),
    ),
  ];
}

/** As many as Discord shows in a list. */
const mostChoices = 25;

/** A list from which a word's meaning opens. */
export const chooseTerm = (placeholder: string, terms: readonly Term[]): Block => ({
  kind: 'choose',
  press: { command: 'define', action: 'open' },
  placeholder,
  choices: terms
    .slice(0, mostChoices)
    .map(({ id, term, text }) => ({ label: term, value: id, description: cut(text, 100) })),
});
