/** Who holds a data folder: a note by the living watchdog, which no crash can turn into a dead end. */
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { commandOf, isRunning, standsIn } from './processes.ts';
import { PostgresUnavailable } from './unavailable.ts';

export const claimOf = (home: string): string => join(home, 'claim.json');

export function inUse(home: string): PostgresUnavailable {
  return new PostgresUnavailable(
    'in-use',
    `Another Lockstep is running on the data in ${home}. Stop that one first, or give this one a DATA_DIR of its own.`,
  );
}

/**
 * Waits until nobody holds the folder, and clears what a crash left: the note, and a Postgres without a watchdog.
 * Waits up to three seconds, since the watchdog of a bot just killed needs that long. Throws PostgresUnavailable.
 */
export async function clearClaim(home: string): Promise<void> {
  const path = claimOf(home);
  for (let waited = 0; ; waited += 100) {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) return;
    const holder = parseClaim(text);
    const alive = holder === undefined || (await isHeld(path, holder));
    if (!alive) return removeStale(path, text);
    if (waited >= 3_000) {
      if (holder !== undefined) throw inUse(home);
      return removeStale(path, text);
    }
    await sleep(100);
  }
}

export type Holder = { readonly pid: number; readonly host: string };

/** Undefined while the note is still being written. */
export function parseClaim(text: string): Holder | undefined {
  try {
    const { pid, host } = JSON.parse(text);
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the holder lives. It has the note's path in its command line, so a reused process id is not taken for it. */
export async function isHeld(path: string, holder: Holder): Promise<boolean> {
  if (holder.host !== hostname()) return isTouched(path);
  return isRunning(holder.pid) && (commandOf(holder.pid)?.includes(JSON.stringify(path)) ?? true);
}

/** In another container process ids mean nothing; but its watchdog touches the note every two seconds. */
async function isTouched(path: string): Promise<boolean> {
  const touched = async () => (await stat(path).catch(() => undefined))?.mtimeMs;
  const before = await touched();
  await sleep(5_000);
  return (await touched()) !== before;
}

/** Two starts may find the same stale note; the slower one must not throw away the quicker one's new note. */
async function removeStale(path: string, stale: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => {});
  const moved = await readFile(aside, 'utf8').catch(() => undefined);
  if (moved !== undefined && moved !== stale) await rename(aside, path);
  await rm(aside, { force: true });
}

/** Larger than any process id that Linux or macOS gives. */
const nobodysPid = 999_999_999;

/**
 * Deals with the postmaster.pid of a Postgres that was not stopped: one that lives on without a watchdog is stopped;
 * one whose process id is a zombie's, or meanwhile a stranger's, is marked as dead. The file itself stays, because
 * Postgres reads there whether processes of the old server still hold shared memory, and then waits to be safe.
 */
export async function clearPostmaster({ home, data }: DataFolder): Promise<void> {
  const path = join(data, 'postmaster.pid');
  const lines = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;
  if (isPostmaster(pid, data)) return stopOrphan(pid, home);
  await writeFile(path, [String(nobodysPid), ...lines.slice(1)].join('\n'));
}

function isPostmaster(pid: number, data: string): boolean {
  if (!isRunning(pid)) return false;
  const here = standsIn(pid, data);
  if (here !== undefined) return here;
  return commandOf(pid)?.includes('postgres') ?? true;
}

async function stopOrphan(pid: number, home: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 3_000],
    ['SIGQUIT', 2_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPERM') throw inUse(home);
    }
    for (let waited = 0; waited < patience; waited += 50) {
      if (!isRunning(pid)) return;
      await sleep(50);
    }
  }
  throw inUse(home);
}
