/** What became of a request of the bot, in words. */
import type { RequestLine } from '../shapes.ts';

export interface Verdict {
  readonly good: boolean;
  readonly words: string;
}

export function verdictOf({ status, problem, answer }: RequestLine): Verdict {
  if (problem !== undefined) return { good: false, words: problem };
  if (status === 0) return { good: false, words: 'done, but the answer was dropped on purpose' };
  if (status === 429) return { good: false, words: 'told to wait and try again' };
  if (status >= 500) return { good: false, words: 'failed on purpose' };
  if (status >= 400) return { good: false, words: `refused${reasonIn(answer)}` };
  return { good: true, words: 'accepted' };
}

/** Discord's own code and message. */
function reasonIn(answer: unknown): string {
  if (typeof answer !== 'object' || answer === null) return '';
  const { code, message } = answer as { readonly code?: unknown; readonly message?: unknown };
  const parts = [typeof code === 'number' ? `(${code})` : '', typeof message === 'string' ? message : ''];
  const said = parts.filter(part => part !== '').join(' ');
  return said === '' ? '' : ` ${said}`;
}
