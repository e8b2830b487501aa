/** A member's break: the line that says so wherever something is shown to them. */
import { time } from '../src/cards/words.ts';
import { type Break, breakAt } from '../src/core/streak.ts';

const sentences = {
  open: '🌿 You are on a break: nothing is asked of you, and your streak waits. `/break end` brings you back.',
  until: (until: Date) =>
    `🌿 You are on a break until ${time(until, 'D')}: nothing is asked of you, and your streak waits.`,
};

/** Empty when they are on none. */
export function breakLines(breaks: readonly Break[], now: Date): string[] {
  const current = breakAt(breaks, now);
  if (!current) return [];
  return [current.until === null ? sentences.open : sentences.until(current.until)];
}
