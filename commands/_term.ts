/** A word of the glossary, wherever it is opened. */

import type { Card } from '../src/cards/reply.ts';
import { termCard } from '../src/cards/term-card.ts';
import type { Curriculum, Term } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { doneHere, isInServer } from './_look-up.ts';

/** The word with this id, name or other name, in whatever case; undefined for anything else. */
export function termNamed(curriculum: Curriculum, typed: string): Term | undefined {
  const wanted = typed.trim().toLowerCase();
  const all = [...curriculum.terms.values()];
  return (
    curriculum.terms.get(wanted) ??
    all.find(({ term }) => term.toLowerCase() === wanted) ??
    all.find(({ also }) => also.some(name => name.toLowerCase() === wanted))
  );
}

export async function showTerm(asked: Asked, term: Term): Promise<Card> {
  const { curriculum } = asked;
  const lesson = curriculum.lessons.get(term.lessonId);
  return termCard({
    term,
    lesson,
    isDone: (await doneHere(asked)).has(term.lessonId),
    related: [...curriculum.terms.values()].filter(
      other => other.lessonId === term.lessonId && other.id !== term.id,
    ),
    inServer: isInServer(asked),
  });
}
