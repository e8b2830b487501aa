/** A curriculum that follows its files: whoever edits a lesson sees it in the next answer. For the playground, not for a running community. */
import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './fault.ts';
import type { KnownValues } from './known-values.ts';
import { loadCurriculum } from './load.ts';
import type { Curriculum } from './types.ts';

export interface Watched {
  /** The newest one without a fault. */
  readonly current: () => Curriculum;
  close(): void;
}

/** An editor saves in several steps: this many ms after the last of them the folder is read. */
const quiet = 80;

/**
 * Follows the folder that `first` was read from. A change with faults is told to `onFaults`, and the curriculum stays as it was;
 * `onFaults([])` tells that a change was taken over.
 */
export async function watchCurriculum(
  first: Curriculum,
  onFaults: (faults: readonly Fault[]) => void,
  known?: KnownValues,
): Promise<Watched> {
  let current = first;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let reading = Promise.resolve();
  // One watcher for each folder: a file that is replaced by another of its name (most editors save so) is seen there.
  const watchers = new Map<string, FSWatcher>();

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      reading = reading.then(read);
    }, quiet);
  };
  async function read(): Promise<void> {
    await follow(first.folder);
    const { curriculum, faults } = loadCurriculum(first.folder, known);
    if (isClosed) return;
    if (curriculum) current = curriculum;
    onFaults(faults);
  }
  /** Watches this folder and all below it; a folder that is gone is let go. */
  async function follow(folder: string): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
    if (!entries) {
      watchers.get(folder)?.close();
      watchers.delete(folder);
      return;
    }
    if (!isClosed && !watchers.has(folder)) {
      const watcher = watch(folder, soon);
      watcher.on('error', () => watchers.delete(folder));
      watchers.set(folder, watcher);
    }
    for (const entry of entries) {
      if (entry.isDirectory() && !entry.name.startsWith('.')) await follow(join(folder, entry.name));
    }
  }

  await follow(first.folder);
  return {
    current: () => current,
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}
