/** The whole crash test: posts keep coming due, bots are killed while they post, and at the end everything is counted. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startBot } from './bot-process.ts';
import { judge, type Verdict } from './judge.ts';
import { keepKilling, noKills, type Tally } from './killer.ts';
import { listDecided, listReasons, readBacklog, whenThere } from './ledger.ts';
import type { CrashOptions } from './options.ts';
import { keepKillingPostgres } from './postgres.ts';
import { nonceMs, type Stage, type Stops, setStage } from './stage.ts';

export interface CrashReport extends Tally, Verdict {
  /** What the ledger says of the posts that went wrong. */
  readonly reasons: readonly string[];
  readonly answers: ReadonlyMap<number, number>;
  readonly seconds: number;
}

/** Posts that wait for a bot at any time. */
const backlog = 12;
/** Two minutes: after many kills a retry may wait for half a minute. */
const drainMs = 120_000;
/** Nothing more may come due meanwhile: an hour is a night in this world. */
const nightMs = 3_600_000;

/** Rejects when `signal` is aborted or the run takes far too long; whatever it started has ended by then, in either case. */
export async function runCrash(options: CrashOptions, signal: AbortSignal): Promise<CrashReport> {
  const begun = performance.now();
  const stops: Stops = [];
  const within = AbortSignal.any([
    signal,
    AbortSignal.timeout(options.kills * (options.postgresEvery > 0 ? 12_000 : 3_000) + 240_000),
  ]);
  try {
    const stage = await setStage(options, stops);
    const tally = await killWhileDue(stage, options, within);
    await drain(stage, within);
    const decided = await whenThere(() => listDecided(stage.sql));
    const verdict = judge(stage.world.due(), decided, await stage.readSeen());
    const reasons = await listReasons(stage.sql, verdict.wrong);
    const { answers } = stage;
    return { ...tally, ...verdict, reasons, answers, seconds: (performance.now() - begun) / 1000 };
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

/** A killer at each door, and a calendar that moves on, until all kills are done; the first fault ends all of them. */
async function killWhileDue(
  stage: Stage,
  { kills: wanted, postgresEvery }: CrashOptions,
  signal: AbortSignal,
): Promise<Tally> {
  const { world, sql, env, random, postgres } = stage;
  const tally = noKills();
  const over = new AbortController();
  const within = AbortSignal.any([signal, over.signal]);
  await world.control.setFaults({
    latencyMs: [5, 60],
    dropAnswer: 0.06,
    error502Before: 0.02,
    error502After: 0.02,
    rateLimit429: 0.04,
    routes: '/channels/\\d+/messages',
  });
  const claim = { taken: 0 };
  const parts = {
    wanted,
    tally,
    env,
    sql,
    random,
    claim,
    longPauseMs: nonceMs,
    patienceMs: postgres ? 10_000 : 2_000,
    signal: within,
  };
  const faults: unknown[] = [];
  const guard = (work: Promise<void>) =>
    work.catch(error => {
      faults.push(error);
      over.abort(error);
    });
  const calendar = guard(keepComing(stage, within));
  const outages = postgres && keepKillingPostgres(postgres, postgresEvery, within);
  await Promise.all(stage.doors.map(door => guard(keepKilling({ ...parts, door }))));
  over.abort();
  await calendar;
  tally.postgresKills = (await outages) ?? 0;
  if (faults.length > 0) throw faults[0];
  return tally;
}

/** Moves the clock on whenever too little waits for a bot; ends when aborted. */
async function keepComing({ world, sql }: Stage, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const { decided, free } = await readBacklog(sql);
    if (world.due().length - decided + free < backlog) await world.moveOn();
    else await sleep(40);
  }
}

/**
 * Without faults and kills, from the end of a day until all that is due is sent, or for two minutes. A channel gets two late posts a day:
 * when nothing but those beyond them waits, the next day comes.
 */
async function drain({ world, sql, doors, env }: Stage, signal: AbortSignal): Promise<void> {
  await world.control.clearFaults();
  const liveADay = async () => {
    do await world.moveOn();
    while ((await world.catchUp()) < nightMs);
  };
  if ((await world.catchUp()) < nightMs) await liveADay();
  const bots = doors.map(door => startBot({ ...env, DISCORD_API_URL: door.api }));
  try {
    for (const end = performance.now() + drainMs; performance.now() < end; ) {
      const { decided, unsent, overcap } = await readBacklog(sql);
      if (decided >= world.due().length && unsent === 0) return;
      if (unsent > 0 && unsent === overcap) await liveADay();
      await sleep(100, undefined, { signal });
    }
  } finally {
    await Promise.all(bots.map(bot => bot.end()));
  }
}
