/** Every table that names people, found by its columns, so that a later one can't be forgotten. */
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import * as schema from './schema.ts';

type Schema = typeof schema;

/** Names, as in `schema.ts`, of the tables with a `member_id` or an `actor_id`: whoever speaks of them all is held to it by the compiler. */
export type PersonalTable = {
  [K in keyof Schema]: Schema[K] extends { readonly memberId: unknown } | { readonly actorId: unknown }
    ? K
    : never;
}[keyof Schema];

/** One that names somebody: `member_id` is whose it is, `actor_id` who did it to or for others. */
export interface PersonalColumns {
  readonly key: PersonalTable;
  /** In SQL. */
  readonly name: string;
  readonly hasMember: boolean;
  readonly hasActor: boolean;
}

export const personalTables: readonly PersonalColumns[] = Object.entries(schema).flatMap(([key, table]) => {
  if (!is(table, PgTable)) return [];
  const columns = Object.values(getTableColumns(table)).map(column => column.name);
  const [hasMember, hasActor] = [columns.includes('member_id'), columns.includes('actor_id')];
  if (!hasMember && !hasActor) return [];
  return [{ key: key as PersonalTable, name: getTableName(table), hasMember, hasActor }];
});
