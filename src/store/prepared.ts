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
