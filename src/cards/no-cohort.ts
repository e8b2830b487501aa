/** What is said to who is in no cohort: never was, is no more, or was in one that is over. */
import { plain } from './words.ts';

const sentences = {
  never: 'You are not in a cohort here yet.',
  left: 'You are in no cohort here at the moment.',
  archived: (names: readonly string[]) =>
    names.length === 1
      ? `Your cohort **${names[0]}** is archived: it is over, and nothing more is posted there.`
      : `Your cohorts ${names.map(name => `**${name}**`).join(', ')} are archived: they are over, and nothing more is posted there.`,
  kept: '`/progress` and `/certificate` show what you learned, and `/leaderboard` with the cohort’s name its old boards.',
  join: 'Use `/cohorts` to see what runs, then `/join`',
  alone: '; or study alone with `/solo start`',
};

/** More would be a list of what is past. */
const mostNamed = 3;

/** Cohorts that somebody was in and isn't now, the one joined last first; `hasLeft` where it goes on without them. */
export type Past = readonly { readonly name: string; readonly hasLeft: boolean }[];

/** `alone`: whether studying alone is a way on, too. */
export function noCohort(past: Past, { alone = false }: { readonly alone?: boolean } = {}): string {
  const archived = past.filter(({ hasLeft }) => !hasLeft).slice(0, mostNamed);
  const onward = `${sentences.join}${alone ? sentences.alone : ''}.`;
  if (archived.length > 0)
    return `${sentences.archived(archived.map(({ name }) => plain(name)))} ${sentences.kept} ${onward}`;
  return `${past.length > 0 ? sentences.left : sentences.never} ${onward}`;
}
