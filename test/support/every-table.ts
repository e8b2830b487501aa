/** Every table there is, filled and searched as Postgres itself describes them: whoever adds a table is tested without a word here. */
import { tablesOf } from './bot.ts';
import type { TestDatabase } from './database.ts';

type Sql = TestDatabase['sql'];
export const ada = '801000000000000001';
export const lee = '801000000000000002';
export const here = '701000000000000001';
export const there = '701000000000000002';

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isNullable: boolean;
  /** Words that a CHECK allows. */
  readonly words: readonly string[];
}

export async function columnsOf(sql: Sql): Promise<Column[]> {
  const columns = await sql<Omit<Column, 'words'>[]>`
    select table_name as "table", column_name as name, data_type as type, is_nullable = 'YES' as "isNullable"
    from information_schema.columns where table_schema = 'public' order by table_name, ordinal_position`;
  const checks = await sql<{ table: string; rule: string }[]>`
    select r.relname as "table", pg_get_constraintdef(c.oid) as rule
    from pg_constraint c join pg_class r on r.oid = c.conrelid where c.contype = 'c'`;
  return columns.map(column => {
    const rule = checks.find(
      ({ table, rule }) => table === column.table && rule.includes(`(${column.name} = ANY`),
    );
    const words = [...(rule?.rule.matchAll(/'([^']+)'::text/g) ?? [])].map(match => match[1] ?? '');
    return { ...column, words };
  });
}

/** A value for a column that no reader has seen before; every column is filled, also those that may be empty. */
function valueFor({ table, name, type, words }: Column, row: number): unknown {
  if (words[0] !== undefined) return words[0];
  const unique = `${table}-${name}-${row}`;
  const values: Record<string, unknown> = {
    text: unique,
    ARRAY: [unique],
    jsonb: { unique },
    date: new Date(Date.UTC(2026, 0, 1 + row)),
    'timestamp with time zone': new Date(Date.UTC(2026, 0, 1 + row)),
    // From 1, which every rule about numbers allows.
    integer: row + 1,
    smallint: row + 1,
    boolean: true,
  };
  if (!(type in values)) throw new Error(`this test must learn to fill ${table}.${name}, a ${type}`);
  return values[type];
}

/**
 * Two rows for each guild in every table of the schema, whichever tables there are: one of ada's and one of lee's. Where a table names
 * both whose it is and who did it, each of them did the other's.
 */
export async function fillEveryTable(sql: Sql): Promise<void> {
  const columns = await columnsOf(sql);
  for (const table of await tablesOf(sql)) {
    const ofTable = columns.filter(column => column.table === table);
    const has = (wanted: string) => ofTable.some(({ name }) => name === wanted);
    const pairs = [here, there].flatMap(guild => [
      { guild, member: ada, actor: has('member_id') ? lee : ada },
      { guild, member: lee, actor: has('member_id') ? ada : lee },
    ]);
    // A table of guilds may hold each of them once.
    const wanted = has('member_id') || has('actor_id') ? pairs : pairs.filter(pair => pair.member === ada);
    for (const [row, { guild, member, actor }] of wanted.entries()) {
      const known: Record<string, string> = { guild_id: guild, member_id: member, actor_id: actor };
      const values = ofTable.map(column => {
        const value = known[column.name] ?? valueFor(column, row);
        return [column.name, column.type === 'jsonb' ? sql.json(value as never) : value] as const;
      });
      await sql`insert into ${sql(table)} ${sql(Object.fromEntries(values) as Record<string, never>)}`;
    }
  }
}

/** Where an id stands, in whatever column: `table: how many rows`. */
export async function hits(sql: Sql, id: string, guild?: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of await tablesOf(sql)) {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from ${sql(table)} t
      where strpos(to_jsonb(t)::text, ${id}) > 0 ${guild === undefined ? sql`` : sql`and guild_id = ${guild}`}`;
    if (row && row.count > 0) found.push(`${table}: ${row.count}`);
  }
  return found;
}

/** Every row in which an id stands, in whatever column. */
export async function rowsWith(sql: Sql, id: string): Promise<string[]> {
  const rows: string[] = [];
  for (const table of await tablesOf(sql)) {
    const found = await sql<{ row: string }[]>`
      select to_jsonb(t)::text as row from ${sql(table)} t where strpos(to_jsonb(t)::text, ${id}) > 0 order by 1`;
    rows.push(...found.map(({ row }) => `${table} ${row}`));
  }
  return rows;
}
