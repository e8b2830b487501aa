/** What an export leaves out for a while: the key of a question that waits in a quiz which is open for whoever takes it along. */
import { questionOfFacts } from '../../src/core/held-back.ts';
import type { Asked } from '../../src/discord/define-command.ts';
import { listHeldBack } from '../../src/store/held-back.ts';
import type { PersonalRow } from '../../src/store/personal-data.ts';
import type { PersonalColumns } from '../../src/store/personal-tables.ts';

/** Stands in its place, so that nobody takes it for all that is kept. */
const placeholder = 'left out while the question waits in a quiz';

type Tables = ReadonlyMap<PersonalColumns, readonly PersonalRow[]>;

/** What was right when somebody answered, and words that are still to be told, both only of questions that wait. Their own answers stay. */
export async function withoutKeys(
  { db, memberId, now }: Asked,
  tables: Tables,
): Promise<{ readonly tables: Tables; readonly isShort: boolean }> {
  const rows = [...tables].filter(([{ name }]) => name === 'answers' || name === 'notes');
  const guildIds = new Set(rows.flatMap(([, list]) => list.map(row => String(row.guild_id))));
  const held = new Set<string>();
  for (const guildId of guildIds)
    for (const { questionIds } of await listHeldBack(db, guildId, memberId, now))
      for (const id of questionIds) held.add(`${guildId} ${id}`);
  if (held.size === 0) return { tables, isShort: false };
  const waits = (row: PersonalRow, questionId: unknown) => held.has(`${row.guild_id} ${questionId}`);
  let isShort = false;
  const short = (row: PersonalRow, column: 'right_then' | 'facts', questionId: unknown): PersonalRow => {
    if (!waits(row, questionId)) return row;
    isShort = true;
    return { ...row, [column]: placeholder };
  };
  const kept = new Map(
    [...tables].map(([table, list]) => [
      table,
      list.map(row =>
        table.name === 'answers'
          ? short(row, 'right_then', row.question_id)
          : table.name === 'notes' && row.told_at === null
            ? short(row, 'facts', questionOfFacts(row.facts))
            : row,
      ),
    ]),
  );
  return { tables: kept, isShort };
}
