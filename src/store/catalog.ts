/** What tables there are, asked of Postgres itself, so that a later table is backed up without a word here. */
import type postgres from 'postgres';
import type { BackupTable } from './backup-file.ts';

/** Every table of ours with the columns that hold values of their own; a table stands after those it refers to. */
export async function listTables(sql: postgres.ISql): Promise<readonly BackupTable[]> {
  const tables = await sql<{ table: string; columns: string[]; refers: string[] }[]>`
    select c.relname as "table",
      coalesce((select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '{}') as columns,
      coalesce((select array_agg(distinct r.relname::text) from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid), '{}') as refers
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    order by c.relname`;
  const ordered: BackupTable[] = [];
  const placed = new Set<string>();
  for (let waiting = [...tables]; waiting.length > 0; ) {
    const next = waiting.find(({ refers }) => refers.every(name => placed.has(name))) ?? waiting[0];
    if (next === undefined) break;
    ordered.push({ table: next.table, columns: next.columns });
    placed.add(next.table);
    waiting = waiting.filter(table => table !== next);
  }
  return ordered;
}

/** Sets each counter behind a column to go on after the largest value in it. */
export async function resetCounters(sql: postgres.ISql): Promise<void> {
  const counters = await sql<{ table: string; column: string; counter: string }[]>`
    select c.relname as "table", a.attname as "column",
      pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) as counter
    from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = 'public' and c.relkind = 'r'
      and pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname) is not null`;
  for (const { table, column, counter } of counters) {
    await sql`
      select setval(${counter}::regclass, coalesce(max(${sql(column)}), 1), max(${sql(column)}) is not null)
      from ${sql(table)}`;
  }
}
