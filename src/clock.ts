/** The calendar clock: what is due, which study day it is. Between readings it runs at the machine's speed, however that machine's own clock is set. */
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';

export interface Clock {
  /** Calendar time, at once. */
  now(): Date;
  /** Reads the time anew from where it comes from; the minute tick does so first. */
  sync(): Promise<void>;
  /** Tells of a jump right after it happened. */
  onJump(listener: () => void): void;
  stop(): void;
}

/** The database's time, read through the one SQL function that may be shifted. */
export async function databaseClock(sql: postgres.Sql): Promise<Clock> {
  const running = runningFrom();
  const sync = async () => {
    const [row] = await sql<{ now: Date }[]>`select calendar_now() as now`;
    if (row) running.set(row.now);
  };
  await sync();
  return { now: running.now, sync, onJump() {}, stop() {} };
}

/** The clock of the local Discord doesn't answer, so nobody knows what is due. */
export class ClockAway extends Error {
  override readonly name = 'ClockAway';
  constructor() {
    super(
      'LOCKSTEP_CLOCK_URL names a clock that does not answer. Start the local Discord first, or leave it out.',
    );
  }
}

interface Reading {
  readonly now: string;
  readonly version: number;
}

/**
 * The movable clock of the local Discord at `url`. A jump is heard of within the time of one answer, since the next request waits there for it.
 * Throws when the first reading fails; later failures are tried again, and the clock runs on meanwhile.
 */
export async function movableClock(url: string): Promise<Clock> {
  const running = runningFrom();
  const listeners: (() => void)[] = [];
  const stopped = new AbortController();
  let version = 0;

  const take = (reading: Reading) => {
    const jumped = reading.version !== version;
    version = reading.version;
    // Within a version the first reading is the best: a later one only adds the time that its answer took.
    if (jumped) running.set(new Date(reading.now));
    return jumped;
  };
  const read = async (query: string, ms: number): Promise<Reading> => {
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(ms)]);
    const response = await fetch(`${url}${query}`, { signal });
    if (!response.ok) throw new Error(`the clock answered ${response.status}`);
    return (await response.json()) as Reading;
  };

  const first = await read('', 5_000).catch(() => {
    throw new ClockAway();
  });
  version = first.version;
  running.set(new Date(first.now));

  const waitForJumps = async () => {
    while (!stopped.signal.aborted) {
      try {
        const reading = await read(`${url.includes('?') ? '&' : '?'}after=${version}`, 30_000);
        if (take(reading)) for (const listener of listeners) listener();
      } catch {
        // The local Discord is away or restarting: ask again until it is back or we stop.
        await sleep(1_000, undefined, { signal: stopped.signal }).catch(() => {});
      }
    }
  };
  void waitForJumps();

  return {
    now: running.now,
    sync: async () => {},
    onJump: listener => void listeners.push(listener),
    stop: () => stopped.abort(),
  };
}

/** A reading that runs on with the machine's monotonic time. */
function runningFrom() {
  let base = { ms: 0, at: performance.now() };
  return {
    set(date: Date) {
      base = { ms: date.getTime(), at: performance.now() };
    },
    now: () => new Date(base.ms + (performance.now() - base.at)),
  };
}
