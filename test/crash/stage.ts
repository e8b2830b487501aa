/** Everything that a crash test stands on and that no kill of a bot touches: Postgres, the local Discord, a world in it, a door for each bot. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type postgres from 'postgres';
import { seeded } from '../../local-discord/rest/faults.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';
import { openDatabase } from './database.ts';
import { type Door, nonceWindow, openDoor } from './door.ts';
import type { SeenPost } from './judge.ts';
import { between } from './killer.ts';
import type { CrashOptions } from './options.ts';
import type { CrashPostgres } from './postgres.ts';
import { readHistory } from './read-history.ts';
import { type CrashWorld, firstMorning, makeWorld } from './world.ts';

export interface Stage {
  readonly world: CrashWorld;
  readonly sql: postgres.Sql;
  /** Undefined where Postgres must live. */
  readonly postgres: CrashPostgres | undefined;
  readonly doors: readonly Door[];
  /** For every bot, but for the address of its door. */
  readonly env: Readonly<Record<string, string>>;
  readonly random: () => number;
  /** Answers to requests to post, by status; 0: dropped. */
  readonly answers: ReadonlyMap<number, number>;
  readSeen(): Promise<readonly SeenPost[]>;
}

/** What is undone when all is over, the last first. */
export type Stops = (() => Promise<unknown>)[];

const token = 'local.crash';
/** Seconds. A bot gives up a request after two thirds of it, so that whoever takes over finds all that a dead one has done. */
const leaseSeconds = 2;
/** Longer than the patience of a request, shorter than the lease: nobody who takes over can lean on a nonce. */
export const nonceMs = 1_600;

/** Adds to `stops` whatever it has started, also when it then fails. */
export async function setStage(
  { seed, workers, postgresEvery, log }: CrashOptions,
  stops: Stops,
): Promise<Stage> {
  const random = seeded(seed);
  const database = await openDatabase(postgresEvery > 0);
  stops.push(() => database.close());
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-crash-'));
  stops.push(() => rm(folder, { recursive: true, force: true }));
  const discord = await startLocalDiscord({ token, now: new Date(firstMorning), seed });
  stops.push(() => discord.close());
  const { pathways } = readCurriculum(join(projectRoot(), 'curriculum'));
  const pathway = [...pathways.values()].find(one => one.lessons.length > 0);
  if (!pathway) throw new Error('No pathway has lessons.');
  const world = await makeWorld(discord.control, database.db, pathway);

  const answers = new Map<number, number>();
  const nonces = nonceWindow(nonceMs, () => performance.now());
  const doors: Door[] = [];
  while (doors.length < workers) {
    const door = await openDoor({
      api: discord.api,
      nonces,
      holdMs: () => between(random, 5, 60),
      onAnswer: status => answers.set(status, (answers.get(status) ?? 0) + 1),
    });
    doors.push(door);
    stops.push(() => door.close());
  }
  return {
    world,
    sql: database.sql,
    postgres: database.postgres,
    doors,
    random,
    answers,
    env: {
      DISCORD_TOKEN: token,
      DATABASE_URL: database.url,
      LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
      DATA_DIR: folder,
      LOG_LEVEL: log,
      CRASH_LEASE_SECONDS: String(leaseSeconds),
    },
    readSeen: async () =>
      (await Promise.all(world.channelIds.map(id => readHistory(discord.api, token, id)))).flat(),
  };
}
