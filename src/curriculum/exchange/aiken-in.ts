/**
 * Aiken (a question, options A to Z, the letter of the right one) to questions of ours. Aiken has no place for a *why*, so everything that
 * comes from it is a draft until somebody has written one for each option.
 */
import { type Incoming, idFrom, idsFrom } from './incoming.ts';

const refusals = {
  noAnswer: 'It has no line "ANSWER: A".',
  noOptions: 'It has no options: lines that begin with "A. " or "A) ".',
  noStem: 'It has no question above its options.',
  foreign: 'The letter of its answer is none of its options.',
};

/** Every question of an Aiken text, in its order. Never throws. */
export function readAiken(text: string): readonly Incoming[] {
  const questions: Incoming[] = [];
  let stem: string[] = [];
  let options: { readonly letter: string; readonly text: string }[] = [];
  let start = 0;
  const clear = () => {
    stem = [];
    options = [];
    start = 0;
  };
  const finish = (letter: string | undefined) => {
    if (start > 0) questions.push(question(start, stem.join('\n'), options, letter));
    clear();
  };
  for (const [index, line] of text.split('\n').entries()) {
    const answer = /^ANSWER:\s*([A-Z])\s*$/.exec(line)?.[1];
    const [, letter, option] = /^([A-Z])[.)]\s+(.*\S)\s*$/.exec(line) ?? [];
    if (answer !== undefined) finish(answer);
    else if (letter !== undefined && option !== undefined) {
      start ||= index + 1;
      options.push({ letter, text: option });
    } else if (line.trim() === '') {
      if (options.length > 0) finish(undefined);
    } else {
      // A new question begins although the last had no answer.
      if (options.length > 0) finish(undefined);
      start ||= index + 1;
      stem.push(line.trim());
    }
  }
  finish(undefined);
  return questions;
}

function question(
  line: number,
  stem: string,
  options: readonly { readonly letter: string; readonly text: string }[],
  answer: string | undefined,
): Incoming {
  const id = idFrom(stem);
  const refuse = (refusal: string): Incoming => ({ line, name: id || stem.slice(0, 40), refusal });
  if (stem === '') return refuse(refusals.noStem);
  if (options.length === 0) return refuse(refusals.noOptions);
  if (answer === undefined) return refuse(refusals.noAnswer);
  if (!options.some(option => option.letter === answer)) return refuse(refusals.foreign);
  const ids = idsFrom(options.map(option => option.text));
  const written = {
    id,
    rev: 1,
    type: 'single',
    difficulty: 2,
    kind: 'recall',
    objective: 1,
    stem,
    options: options.map(({ letter, text }, index) => ({
      id: ids[index],
      text,
      ...(letter === answer ? { right: true } : {}),
    })),
  };
  return { line, name: id, written };
}
