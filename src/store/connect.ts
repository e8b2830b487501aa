/** Opens Postgres; `Db` is a database or a transaction. */

import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { nameStatements } from './named-statements.ts';

export type Db = PgDatabase<PostgresJsQueryResultHKT>;

export type Database = {
  readonly db: Db;
  /** For hand-written SQL and COPY. A client of its own, since drizzle rewires how its client reads dates and JSON. */
  readonly sql: postgres.Sql;
  /** Ends every connection; what is still running gets two seconds. */
  close(): Promise<void>;
};

export type ConnectOptions = {
  /** Most connections at once for `db`. Idle ones take turns, so that each of many would be cold; what waits is sent ahead on a busy one. */
  readonly max?: number;
  /** False behind a transaction pooler such as PgBouncer: no named statements, no time-outs of ours at connect. */
  readonly prepare?: boolean;
};

/**
 * A connection that was lost in the middle of a write would never write again: the library believes that a small write is still waiting
 * (docs/decisions/0018). One of 1,024 bytes or more goes out at once and mends that, so the greeting is made that long.
 */
const revival = { 'lockstep.revival': '.'.repeat(1_024) };

/** Milliseconds. An interaction is answered within three seconds, so the database must have given up well before. */
const statementTimeout = 2_000;
const lockTimeout = 1_500;

/**
 * A pool that opens connections when they are needed and opens new ones after the server was away.
 * Throws nothing itself; a query rejects within about two seconds when the server is away (see `isUnavailable`).
 */
export function connect(url: string, { max = 4, prepare = true }: ConnectOptions = {}): Database {
  // A pooler refuses parameters at connect that it doesn't know, so there these limits are the pooler's to set.
  const limits = prepare
    ? {
        statement_timeout: statementTimeout,
        lock_timeout: lockTimeout,
        idle_in_transaction_session_timeout: 10_000,
      }
    : {};
  const options = {
    prepare,
    connect_timeout: 2,
    // The library's own waiting grows to twenty seconds of silence after an outage.
    backoff: () => 0.1,
    onnotice: () => {},
    connection: { application_name: 'lockstep', TimeZone: 'UTC', ...limits, ...(prepare ? revival : {}) },
  } as const;
  const queries = postgres(url, { ...options, max });
  const sql = postgres(url, { ...options, max: 2 });
  return {
    db: drizzle(prepare ? nameStatements(queries) : queries),
    sql,
    async close() {
      await Promise.all([queries.end({ timeout: 2 }), sql.end({ timeout: 2 })]);
    },
  };
}

const away = new Set([
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57014', // gave up after statement_timeout
  '55P03', // gave up after lock_timeout
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '25P03', // idle in a transaction for too long
]);

/** True when an error means that the database is away, starting, stopping, full or too slow: try again later. */
export function isUnavailable(error: unknown): boolean {
  const code = sqlState(error);
  return code !== undefined && (away.has(code) || code.startsWith('08'));
}

/** The SQLSTATE, or the network's code, of a failed query; drizzle hides it one or more causes deep. */
export function sqlState(error: unknown): string | undefined {
  for (let depth = 0, e = error; depth < 5 && typeof e === 'object' && e !== null; depth += 1) {
    if ('code' in e && typeof e.code === 'string') return e.code;
    e = 'cause' in e ? e.cause : undefined;
  }
  return undefined;
}
