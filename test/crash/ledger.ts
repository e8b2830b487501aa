/** What the harness asks of the bot's ledger. */
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { isUnavailable } from '../../src/store/connect.ts';
import type { DecidedPost } from './judge.ts';

/** Asks until the database is there: it may have been killed. Rejects with what isn't about that, and after a minute. */
export async function whenThere<T>(ask: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + 60_000; ; ) {
    try {
      return await ask();
    } catch (error) {
      if (!isUnavailable(error) || performance.now() > end) throw error;
      await sleep(100);
    }
  }
}

export interface Backlog {
  readonly decided: number;
  /** Of these, what any bot could take at once. */
  readonly free: number;
  /** Of these, what isn't done with. */
  readonly unsent: number;
  /** Of these, what waits for another day, since its channel has had its late posts of this one. */
  readonly overcap: number;
}

export async function readBacklog(sql: postgres.Sql): Promise<Backlog> {
  const [row] = await whenThere(
    () => sql<Backlog[]>`
    select count(*)::int as decided,
      count(*) filter (where state = 'due' and coalesce(retry_at, '-infinity') <= clock_timestamp())::int as free,
      count(*) filter (where state in ('due', 'sending', 'blocked'))::int as unsent,
      count(*) filter (where state = 'due' and reason = 'enough-late')::int as overcap
    from deliveries where lane = 'plan'`,
  );
  return row ?? { decided: 0, free: 0, unsent: 0, overcap: 0 };
}

/** How many of these are still held by the lease of whoever was sending them: sent or not, the ledger doesn't know. */
export async function countHeld(sql: postgres.Sql, ids: Iterable<string>): Promise<number> {
  const [row] = await whenThere(
    () => sql<{ held: number }[]>`
    select count(*)::int as held from deliveries where state = 'sending' and id = any(${[...ids]})`,
  );
  return row?.held ?? 0;
}

export async function listDecided(sql: postgres.Sql): Promise<readonly DecidedPost[]> {
  return sql<DecidedPost[]>`
    select id, cohort_id as "cohortId", study_day::text as "studyDay" from deliveries where lane = 'plan'`;
}

/** Why posts aren't sent, in the ledger's words. */
export async function listReasons(sql: postgres.Sql, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await sql<{ line: string }[]>`
    select concat_ws(' ', id, state, 'attempts', attempts, reason) as line from deliveries where id = any(${[...ids]})`;
  return rows.map(row => row.line);
}
