/** A bot that runs says so in its database by an advisory lock, which bots share and a restore needs for itself alone. */
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';

/** Any number but that of `migrate.ts`, as long as every Lockstep takes the same one. */
export const presenceKey = 5_152_602;

export interface Presence {
  stop(): Promise<void>;
}

/**
 * Waits for a restore under way, at most a minute, and then keeps restores away until `stop`, on a connection of its own; ends with the
 * process, however that ends. A connection that was lost is made again, within seconds of the database's return. Throws what Postgres says.
 */
export async function showPresence(url: string): Promise<Presence> {
  const stopped = new AbortController();
  const sql = postgres(url, {
    max: 1,
    prepare: false,
    connect_timeout: 5,
    backoff: () => 0.1,
    onnotice: () => {},
    // The connection is the lock: it must neither be renewed nor closed for being idle.
    max_lifetime: null,
    connection: { application_name: 'lockstep-presence', lock_timeout: 60_000 },
    onclose: () => void again(),
  });
  const take = () => sql`select pg_advisory_lock_shared(${presenceKey})`;
  let isTaken = false;

  async function again(): Promise<void> {
    if (!isTaken) return;
    isTaken = false;
    while (!stopped.signal.aborted) {
      await sleep(1_000, undefined, { signal: stopped.signal, ref: false }).catch(() => {});
      if (stopped.signal.aborted) return;
      isTaken = await take().then(
        () => true,
        () => false,
      );
      if (isTaken) return;
    }
  }

  try {
    await take();
    isTaken = true;
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  return {
    async stop() {
      stopped.abort();
      await sql.end({ timeout: 1 });
    },
  };
}

/**
 * Whether this session has the database for itself, until it ends: false while a bot runs. It asks for a second, since a bot that
 * was just killed may not be gone.
 */
export async function takeAlone(sql: postgres.Sql): Promise<boolean> {
  for (let tries = 0; tries < 6; tries += 1) {
    if (tries > 0) await sleep(200);
    const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${presenceKey}) as taken`;
    if (row?.taken) return true;
  }
  return false;
}
