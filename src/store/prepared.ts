import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import type { Db } from './connect.ts';

/** Builds a query once for each database it is asked of: drizzle takes longer to write a query down than Postgres to answer it. */
export function prepared<Query>(build: (db: Db) => Query): (db: Db) => Query {
  const built = new WeakMap<Db, Query>();
  return db => {
    const known = built.get(db);
    if (known !== undefined) return known;
    const query = build(db);
    built.set(db, query);
    return query;
  };
}

/** The same for hand-written SQL, with `sql.placeholder` where the values go. Dates are passed as ISO strings. */
export const preparedSql = <Row>(name: string, statement: SQL) =>
  prepared(db => {
    const query = db._.session.prepareQuery(new PgDialect().sqlToQuery(statement), undefined, name, false);
    return {
      execute: async (values: Record<string, unknown>) => (await query.execute(values)) as readonly Row[],
    };
  });
