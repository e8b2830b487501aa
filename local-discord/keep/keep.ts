/**
 * Keeps the world in a folder: `world.json`, replaced as a whole soon after each change, and attachments beside it.
 *
 * What may be lost when the process is killed: the changes of the last moments (about a tenth of a second, longer
 * when the world is large), and up to a second of the clock. What is there afterwards is always one whole world.
 * Interactions and nonces are not kept: no bot can answer an interaction from before a restart, as with Discord
 * after three seconds.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '../state/state.ts';
import type { World } from '../state/world.ts';
import { readWorld, writeWorld } from './format.ts';

export interface Keeper {
  readonly world: World | undefined;
  readonly files: Files;
  /** Say that something changed; it is written soon. */
  readonly touch: (world: World, now: () => number) => void;
  /** Writes what is not written yet. */
  readonly close: (world: World, now: number) => void;
}

/** Only in memory. */
export function keepNothing(): Keeper {
  const files = new Map<string, Uint8Array>();
  return {
    world: undefined,
    files: { put: (id, bytes) => void files.set(id, bytes), get: id => files.get(id) },
    touch: () => {},
    close: () => {},
  };
}

/** Throws when the folder holds something that is not a world of ours. */
export function keepIn(folder: string): Keeper {
  const worldFile = join(folder, 'world.json');
  const attachments = join(folder, 'attachments');
  mkdirSync(attachments, { recursive: true });
  let timer: NodeJS.Timeout | undefined;
  let writing = false;
  let again = false;
  let closed = false;

  const save = async (world: World, now: () => number): Promise<void> => {
    timer = undefined;
    if (writing) {
      again = true;
      return;
    }
    writing = true;
    const fresh = `${worldFile}.writing`;
    try {
      await writeFile(fresh, writeWorld(world, now()));
      if (!closed) await rename(fresh, worldFile);
    } catch (error) {
      // Once closed, the last word is written and the folder may be gone.
      if (!closed) throw error;
    } finally {
      writing = false;
    }
    if (again && !closed) {
      again = false;
      schedule(world, now);
    }
  };
  const schedule = (world: World, now: () => number) => {
    timer ??= setTimeout(() => void save(world, now), 50);
    timer.unref();
  };
  return {
    world: existsSync(worldFile) ? readWorld(readFileSync(worldFile, 'utf8')) : undefined,
    files: {
      put: (id, bytes) => writeFileSync(join(attachments, id), bytes),
      get: id => (existsSync(join(attachments, id)) ? readFileSync(join(attachments, id)) : undefined),
    },
    touch: schedule,
    close(world, now) {
      closed = true;
      clearTimeout(timer);
      // A name of its own: an unfinished write may still hold the other one.
      const last = `${worldFile}.last`;
      writeFileSync(last, writeWorld(world, now));
      renameSync(last, worldFile);
    },
  };
}
