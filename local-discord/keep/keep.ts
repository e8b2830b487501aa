/**
 * Keeps the world in a folder: `world.json`, a journal of what changed since, and attachments beside them.
 *
 * What may be lost when the process is killed: the changes of the last moments (about a twentieth of a second), and up
 * to a second of the clock. What is there afterwards is always one whole world. A change costs as much as the parts that
 * it touched, however large the world is; the whole is written when it is opened or closed, and when the journal is long.
 * Interactions and nonces are not kept: no bot can answer an interaction from before a restart, as with Discord
 * after three seconds.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change } from '../state/changes.ts';
import type { Files } from '../state/state.ts';
import type { World } from '../state/world.ts';
import { readWorld, replay, writeChanges, writeWorld } from './format.ts';
import { type Path, touchedBy } from './parts.ts';

export interface Keeper {
  readonly world: World | undefined;
  readonly files: Files;
  /** From now on this world is kept. */
  readonly begin: (world: World, now: () => number) => void;
  /** Something changed; it is written soon. */
  readonly note: (change: Change) => void;
  /** The clock went on. */
  readonly tick: () => void;
  /** Writes what is not written yet. */
  readonly close: () => void;
}

/** Only in memory. */
export function keepNothing(): Keeper {
  const files = new Map<string, Uint8Array>();
  return {
    world: undefined,
    files: { put: (id, bytes) => void files.set(id, bytes), get: id => files.get(id) },
    begin: () => {},
    note: () => {},
    tick: () => {},
    close: () => {},
  };
}

/** Characters of a journal after which the whole world is written anew. */
const longJournal = 8_000_000;

/** Throws when the folder holds something that is not a world of ours. */
export function keepIn(folder: string): Keeper {
  const worldFile = join(folder, 'world.json');
  const attachments = join(folder, 'attachments');
  mkdirSync(attachments, { recursive: true });
  const kept = existsSync(worldFile) ? readWorld(readFileSync(worldFile, 'utf8')) : undefined;
  let journal = kept?.journal ?? 0;
  const journalFile = () => join(folder, `changes-${journal}.jsonl`);
  if (kept && existsSync(journalFile())) replay(kept.world, readFileSync(journalFile(), 'utf8'));

  const marks = new Map<string, Path>();
  let held: { readonly world: World; readonly now: () => number } | undefined;
  let written = 0;
  let writing = false;
  let timer: NodeJS.Timeout | undefined;

  const takeLine = ({ world, now }: NonNullable<typeof held>): string => {
    const line = writeChanges(world, now(), marks.values());
    marks.clear();
    written += line.length;
    return line;
  };
  /** A new journal belongs to a new whole world: until that is in its place, the old two are what counts. */
  const writeWhole = ({ world, now }: NonNullable<typeof held>): void => {
    marks.clear();
    const old = journalFile();
    journal += 1;
    written = 0;
    const fresh = `${worldFile}.writing`;
    writeFileSync(fresh, writeWorld(world, now(), journal));
    renameSync(fresh, worldFile);
    rmSync(old, { force: true });
  };
  const flush = async (): Promise<void> => {
    timer = undefined;
    if (!held) return;
    if (writing) soon();
    else if (written > longJournal) writeWhole(held);
    else {
      writing = true;
      await appendFile(journalFile(), takeLine(held)).catch(error => {
        // Once closed, the last word is written and the folder may be gone.
        if (held) throw error;
      });
      writing = false;
    }
  };
  const soon = () => {
    timer ??= setTimeout(() => void flush(), 50).unref();
  };
  return {
    world: kept?.world,
    files: {
      put: (id, bytes) => writeFileSync(join(attachments, id), bytes),
      get: id => (existsSync(join(attachments, id)) ? readFileSync(join(attachments, id)) : undefined),
    },
    begin(world, now) {
      held = { world, now };
      for (const name of readdirSync(folder)) {
        // Left by a process that was killed between two of its steps.
        if (/^changes-\d+\.jsonl$/.test(name) && join(folder, name) !== journalFile())
          rmSync(join(folder, name));
      }
      writeWhole(held);
    },
    note(change) {
      if (!held) return;
      const paths = touchedBy(held.world, change);
      for (const path of paths) marks.set(path.join(' '), path);
      if (paths.length > 0 || change.kind === 'clock') soon();
    },
    tick: soon,
    close() {
      clearTimeout(timer);
      if (!held) return;
      // An append that is still under way goes to a journal that doesn't count any more.
      writeWhole(held);
      held = undefined;
    },
  };
}
