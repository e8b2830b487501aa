/**
 * The one file that somebody takes along: JSON as a whole, so that any program reads it, and its beginning is in words, which is what
 * Discord shows of a file in the message and what an editor shows first.
 */
import type { PersonalRow } from '../../src/store/personal-data.ts';
import type { PersonalColumns } from '../../src/store/personal-tables.ts';
import { kindLines } from './_kinds.ts';
import type { Scope } from './_scope.ts';

const sentences = {
  what: {
    here: 'This is all that Lockstep keeps about you in one server.',
    everywhere: 'This is all that Lockstep keeps about you, in every server.',
  },
  holds: 'It holds, the most first:',
  below:
    'Under "tables" stands every row as the database holds it. Instants end in +00:00, which is UTC; study days are days of your cohort.',
  you: 'Your Discord number stands under "member"; wherever a row says member_id or actor_id with that number, it means you.',
  short:
    'Where it says "left out while the question waits in a quiz" stands what is right in a question that a quiz still asks of you. Take the file again when you have answered it there, or that quiz is over.',
  others: 'Where it says "somebody else" stood the number of another person.',
};

interface Facts {
  readonly memberId: string;
  readonly scope: Scope;
  readonly now: Date;
  /** Whether something is left out for now. */
  readonly isShort: boolean;
}

/** A line for each row, so that it can be read and searched without any program for JSON. */
export function exportText(
  tables: ReadonlyMap<PersonalColumns, readonly PersonalRow[]>,
  { memberId, scope, now, isShort }: Facts,
): string {
  const counts = new Map([...tables].map(([{ key }, rows]) => [key, rows.length]));
  const words = [
    sentences.what[scope],
    sentences.holds,
    ...kindLines(counts).map(line => `- ${line}`),
    sentences.below,
    sentences.you,
    sentences.others,
    ...(isShort ? [sentences.short] : []),
  ];
  const head = { about: words, madeAt: now.toISOString(), member: memberId };
  const parts = [...tables].map(
    ([{ name }, rows]) =>
      `    ${JSON.stringify(name)}: [\n${rows.map(row => `      ${JSON.stringify(row)}`).join(',\n')}\n    ]`,
  );
  return `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "tables": {\n${parts.join(',\n')}\n  }\n}\n`;
}
