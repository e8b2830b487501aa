/** What a teacher can do about a value that doesn't fit: by the key first, by the kind of fault otherwise. */
import type { z } from 'zod';
import { nearest } from './did-you-mean.ts';

/** One sentence. A shape with an error text of its own brings its remedy along. */
export function remedyFor(issue: z.core.$ZodIssue, value: unknown, key: string): string {
  const byKey = byKeyRemedies[key];
  if (value === undefined) return byKey ?? `Add \`${key}:\`.`;
  switch (issue.code) {
    case 'invalid_type':
      return typeRemedy(issue.expected, value);
    case 'too_small':
      return byKey ?? `It needs at least ${issue.minimum}.`;
    case 'too_big':
      return `It may have at most ${issue.maximum}.`;
    case 'invalid_value':
      return choiceRemedy(issue.values.map(String), value);
    case 'invalid_union':
      return key === 'type' ? choiceRemedy(questionTypes, value) : (byKey ?? issue.message);
    default:
      return issue.message;
  }
}

const questionTypes = ['single', 'multi', 'truefalse', 'order', 'fill', 'output'];

const whyRemedy = 'with at least 15 characters that explains this';
const byKeyRemedies: Readonly<Record<string, string>> = {
  why: `Add \`why:\` ${whyRemedy} option.`,
  why_true: `Add \`why_true:\` ${whyRemedy} choice.`,
  why_false: `Add \`why_false:\` ${whyRemedy} choice.`,
  id: 'Add `id:` with a short name in lower case that never changes.',
  stem: 'Add `stem:` with the question itself, 10 to 1,000 characters.',
  type: `Use one of: ${questionTypes.join(', ')}.`,
  kind: 'Add `kind:`; for a question recall, apply or analyse.',
  difficulty: 'Add `difficulty:` 1 (easy), 2 or 3 (hard).',
  objective: 'Add `objective:` with the place of the objective that it tests; the first is 1.',
  summary: 'Add `summary:` with 40 to 300 characters.',
  rev: 'Add `rev: 1`; raise it when the meaning changes.',
  level: 'Add `level:` beginner, intermediate or advanced.',
  minutes: 'Add `minutes: { read: 8, practice: 15 }`.',
  url: 'Add `url:` with a whole address, or `url: null` if there is none.',
  mode: 'Use one of: weeks, hours, lessons, open.',
  options: 'Give at least 3 options.',
  items: 'Give at least 3 items, in the right order.',
};

function typeRemedy(expected: string, value: unknown): string {
  if (expected === 'string' && typeof value !== 'object') return `Put it in quotes: "${String(value)}".`;
  if (expected === 'string') return 'Write text here.';
  if (expected === 'array') return 'Write a list here: each entry on its own line after a hyphen.';
  if (expected === 'object') return 'Write keys with values here: `key: value`.';
  if (expected === 'boolean') return 'Write true or false, without quotes.';
  if (expected === 'int') return 'Write a whole number here.';
  return 'Write a number here, without quotes.';
}

function choiceRemedy(choices: readonly string[], value: unknown): string {
  const name = nearest(String(value), choices);
  const meant = name === undefined ? '' : `Did you mean "${name}"? `;
  return `${meant}Use one of: ${choices.join(', ')}.`;
}
