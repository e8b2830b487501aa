/** What can be asked of the crash test on its command line. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export interface CrashOptions {
  readonly kills: number;
  /** Bot processes at once. */
  readonly workers: number;
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
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      json: { type: 'boolean', default: false },
      log: { type: 'string', default: 'silent' },
    },
  });
  return {
    kills: whole('kills', values.kills, 1, 100_000),
    workers: whole('workers', values.workers, 1, 16),
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
