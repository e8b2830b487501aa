/** What can be asked of the crash test on its command line. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export interface CrashOptions {
  readonly kills: number;
  /** Bot processes at once. */
  readonly workers: number;
  /** Seconds between two kills of Postgres; 0: it lives. */
  readonly postgresEvery: number;
  /** Makes faults, aims and pauses the same again; what meets what is still up to the machine. */
  readonly seed: number;
  readonly json: boolean;
  /** The log level of the bots, whose lines go to standard error. */
  readonly log: string;
}

/** Throws a sentence when something else was asked. */
export function readOptions(args: readonly string[]): CrashOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '100' },
      workers: { type: 'string', default: '2' },
      'postgres-every': { type: 'string' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      json: { type: 'boolean', default: false },
      log: { type: 'string', default: 'silent' },
    },
  });
  const workers = whole('workers', values.workers, 1, 16);
  // A Postgres of somebody else's is nobody's to kill.
  const isOurs = (process.env.TEST_DATABASE_URL ?? '') === '';
  return {
    kills: whole('kills', values.kills, 1, 100_000),
    workers,
    // A bot takes some seconds until it is ready: with Postgres killed more often than that, hardly any would get to post.
    postgresEvery: whole(
      'postgres-every',
      values['postgres-every'] ?? (workers > 1 && isOurs ? '10' : '0'),
      0,
      3_600,
    ),
    seed: whole('seed', values.seed, 0, 2 ** 31 - 1),
    json: values.json,
    log: values.log,
  };
}

function whole(name: string, typed: string, least: number, most: number): number {
  const value = Number(typed);
  if (!/^\d+$/.test(typed) || value < least || value > most)
    throw new Error(`--${name} must be a whole number from ${least} to ${most}.`);
  return value;
}
