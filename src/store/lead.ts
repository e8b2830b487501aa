/** Of all bots on one database one leads: whoever holds an advisory lock, for as long as the database hears of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { presenceKey } from './presence.ts';

/** Any number but those of `migrate.ts` and `presence.ts`, as long as every Lockstep takes the same one. */
const leadKey = 5_152_603;

/** Milliseconds of elapsed time. */
const lookMs = 5_000;
/** A leader must be heard of, or the database ends its session and the lock with it: also that of a process which only stands still. */
const beatMs = 2_000;
const serverPatienceMs = 8_000;
/** Shorter than the database's patience, so that a leader that was cut off gives up before another can begin. */
const ownPatienceMs = 6_000;
const answerMs = 2_000;
const againMs = 500;

export interface Lead {
  readonly leads: () => boolean;
  /** Bots that ran on this database when it was last asked, this one included. */
  readonly running: () => number;
  /** Gives the lead away, to compete for it again after a while: for a leader that can't do its work. */
  letGo(): Promise<void>;
  /** Gives the lead away at once. */
  stop(): Promise<void>;
}

export interface LeadListeners {
  readonly onGain: () => void;
  readonly onLoss: () => void;
  /** After each look that was answered. */
  readonly onLook?: () => void;
}

/**
 * Competes for the lead until `stop`, on a connection of its own, which must be a session's. Resolves after the first look, with the
 * lead where it is free. Throws what Postgres says to the first look; later it tries again.
 *
 * A leader whose connection breaks takes the lock again if nobody else has. Cut off from the database, it gives up in time, unless no
 * other bot ran: then nobody can take its place, and an apology is better than silence.
 */
export async function seekLead(url: string, { onGain, onLoss, onLook }: LeadListeners): Promise<Lead> {
  const stopped = new AbortController();
  let nap = new AbortController();
  let leads = false;
  let running = 1;
  let sureAt = performance.now();
  let restsUntil = 0;
  let sql = open();

  function open(): postgres.Sql {
    return postgres(url, {
      max: 1,
      prepare: false,
      connect_timeout: 2,
      backoff: () => 0.1,
      onnotice: () => {},
      // The connection is the lock: it must neither be renewed nor closed for being idle.
      max_lifetime: null,
      connection: { application_name: 'lockstep-lead' },
      onclose: () => nap.abort(),
    });
  }

  /** Whether the lock is ours, taken just now if it was free. */
  async function look(): Promise<boolean> {
    const [seen] = await sql<{ held: boolean; running: number }[]>`
      with locks as (
        select pid, objid from pg_locks
        where locktype = 'advisory' and granted and classid = 0 and objsubid = 1
          and database = (select oid from pg_database where datname = current_database()))
      select exists (select from locks where objid = ${leadKey}::oid and pid = pg_backend_pid()) as held,
        (select count(*)::int from locks where objid = ${presenceKey}::oid) as running,
        -- Postgres before 14 knows no such patience.
        case when current_setting('server_version_num')::int >= 140000
          then set_config('idle_session_timeout', ${String(serverPatienceMs)}, false) end`;
    running = Math.max(1, seen?.running ?? 1);
    if (seen?.held) return true;
    const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${leadKey}) as taken`;
    return row?.taken ?? false;
  }

  /** Undefined when the database didn't say. */
  async function ask(): Promise<boolean | undefined> {
    const late = Symbol('late');
    const clock = new AbortController();
    const answer = await Promise.race([
      look().catch(() => undefined),
      sleep(answerMs, late, { signal: clock.signal, ref: false }).catch(() => late),
    ]);
    clock.abort();
    if (typeof answer !== 'symbol') return answer;
    // Whatever it is still waiting for, its connection is good for nothing.
    void sql.end({ timeout: 0 }).catch(() => {});
    sql = open();
    return undefined;
  }

  function judge(ours: boolean | undefined): void {
    const now = performance.now();
    if (ours !== undefined) {
      sureAt = now;
      onLook?.();
    }
    const isCutOff = ours === undefined && running > 1 && now - sureAt > ownPatienceMs;
    if (leads && (ours === false || isCutOff)) {
      leads = false;
      onLoss();
    } else if (!leads && ours) {
      leads = true;
      onGain();
    }
  }

  async function keepLooking(): Promise<void> {
    let ours: boolean | undefined = leads;
    while (!stopped.signal.aborted) {
      const pause = ours === undefined ? againMs : leads ? beatMs : lookMs;
      // A broken connection ends the pause, but not that of a database which stays away.
      nap = new AbortController();
      const signal = ours === undefined ? stopped.signal : AbortSignal.any([stopped.signal, nap.signal]);
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
      if (stopped.signal.aborted) return;
      if (performance.now() < restsUntil) continue;
      ours = await ask();
      if (!stopped.signal.aborted) judge(ours);
    }
  }

  try {
    judge(await takeSoon(look));
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  void keepLooking();
  return {
    leads: () => leads,
    running: () => running,
    async letGo() {
      if (!leads) return;
      leads = false;
      restsUntil = performance.now() + 2 * lookMs;
      onLoss();
      await sql`select pg_advisory_unlock_all()`.catch(() => {});
    },
    async stop() {
      stopped.abort();
      await sql.end({ timeout: 1 });
    },
  };
}

/** Asks for a second, since a leader that was just killed or stopped may not be gone. */
async function takeSoon(look: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 6; tries += 1) {
    if (tries > 0) await sleep(200);
    if (await look()) return true;
  }
  return false;
}
