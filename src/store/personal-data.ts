/** All that is kept about one member, found through the schema: for them to see and to take along. */
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { deletedMember } from './deletion.ts';
import type { Deleted } from './journal.ts';
import { type PersonalColumns, type PersonalTable, personalTables } from './personal-tables.ts';

/** Somebody in one guild, or everywhere when `guildId` is undefined. */
export type Whose = Deleted;

/** How many rows of each table name them; tables without any are left out. */
export async function countPersonalRows(db: Db, whose: Whose): Promise<ReadonlyMap<PersonalTable, number>> {
  return countRows(db, personalTables, whose);
}

/** How many rows of each table go when they are forgotten: those that are theirs. What they did for others stays without their name. */
export async function countRowsThatGo(db: Db, whose: Whose): Promise<ReadonlyMap<PersonalTable, number>> {
  return countRows(
    db,
    personalTables.filter(({ hasMember }) => hasMember).map(table => ({ ...table, hasActor: false })),
    whose,
  );
}

async function countRows(
  db: Db,
  tables: readonly PersonalColumns[],
  whose: Whose,
): Promise<ReadonlyMap<PersonalTable, number>> {
  const counts = tables.map(
    table =>
      sql`select ${table.key}::text as key, count(*)::int as rows from ${sql.identifier(table.name)} where ${names(table, whose)}`,
  );
  const rows = await db.execute<{ key: PersonalTable; rows: number }>(sql.join(counts, sql` union all `));
  return new Map(rows.filter(({ rows }) => rows > 0).map(({ key, rows }) => [key, rows]));
}

export type PersonalRow = Readonly<Record<string, unknown>>;

/** What stands in an export where another person's id stood. */
const somebodyElse = 'somebody else';

/**
 * Every row that names them, as the database holds it, all from one instant; instants are in UTC. Ids of other people, who did something
 * for them or for whom they did something, are blanked.
 */
export async function listPersonalRows(
  db: Db,
  whose: Whose,
): Promise<ReadonlyMap<PersonalColumns, readonly PersonalRow[]>> {
  const found = new Map<PersonalColumns, readonly PersonalRow[]>();
  await db.transaction(
    async tx => {
      for (const table of personalTables) {
        const rows = await tx.execute<{ row: PersonalRow }>(
          sql`select to_jsonb(t) as row from ${sql.identifier(table.name)} t where ${names(table, whose)}`,
        );
        if (rows.length > 0)
          found.set(
            table,
            rows.map(({ row }) => withoutOthers(row, whose.memberId)),
          );
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  return found;
}

function names({ hasMember, hasActor }: PersonalColumns, { memberId, guildId }: Whose): SQL {
  const columns = [...(hasMember ? [sql`member_id`] : []), ...(hasActor ? [sql`actor_id`] : [])];
  const anyOf = sql.join(
    columns.map(column => sql`${column} = ${memberId}`),
    sql` or `,
  );
  return guildId === undefined ? anyOf : sql`guild_id = ${guildId} and (${anyOf})`;
}

function withoutOthers(row: PersonalRow, memberId: string): PersonalRow {
  const blanked: Record<string, unknown> = { ...row };
  for (const column of ['member_id', 'actor_id']) {
    const value = row[column];
    if (value != null && value !== memberId && value !== deletedMember) blanked[column] = somebodyElse;
  }
  return blanked;
}
