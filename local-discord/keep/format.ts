/** The world as text and back: maps become arrays of pairs under a key of their own. */
import type { World } from '../state/world.ts';
import { type Path, partAt, putPart } from './parts.ts';

/** `journal` is the number of the file that holds what changed since. */
export function writeWorld(world: World, now: number, journal: number): string {
  const clock = { ...world.clock, now };
  return JSON.stringify({ ...world, clock, journal }, (_key, value) =>
    value instanceof Map ? { $map: [...value] } : value,
  );
}

/** Throws when the text is not a world of a format that we know. */
export function readWorld(text: string): { readonly world: World; readonly journal: number } {
  const read: unknown = JSON.parse(text, (_key, value) => (isMap(value) ? new Map(value.$map) : value));
  if (typeof read !== 'object' || read === null || !('format' in read) || read.format !== 1) {
    throw new Error('The folder holds a world of a format that this version does not know.');
  }
  // Older worlds have no journal, and no list of who may use which command.
  const { journal = 0, ...world } = { commandPermissions: new Map(), ...read } as World & {
    journal?: number;
  };
  return { world, journal };
}

/** One line of a journal: parts as they are now, and what changes with every change. */
export function writeChanges(world: World, now: number, paths: Iterable<Path>): string {
  const parts = [...paths].map(path => [path, partAt(world, path)]);
  return `${JSON.stringify({ lastId: world.lastId, clock: { ...world.clock, now }, parts })}\n`;
}

/** Plays a journal. A last line that was cut off, when the process was killed, is as good as never written. */
export function replay(world: World, journal: string): void {
  for (const line of journal.split('\n')) {
    if (line === '') continue;
    let change: Pick<World, 'lastId' | 'clock'> & { readonly parts: readonly [Path, unknown][] };
    try {
      change = JSON.parse(line);
    } catch {
      return;
    }
    world.lastId = change.lastId;
    world.clock = change.clock;
    // JSON has no undefined: what is gone was written as null.
    for (const [path, value] of change.parts) putPart(world, path, value ?? undefined);
  }
}

function isMap(value: unknown): value is { readonly $map: readonly [unknown, unknown][] } {
  return typeof value === 'object' && value !== null && '$map' in value && Array.isArray(value.$map);
}
