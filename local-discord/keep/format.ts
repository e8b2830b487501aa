/** The world as text and back: maps become arrays of pairs under a key of their own. */
import type { World } from '../state/world.ts';

export function writeWorld(world: World, now: number): string {
  const clock = { ...world.clock, now };
  return JSON.stringify({ ...world, clock }, (_key, value) =>
    value instanceof Map ? { $map: [...value] } : value,
  );
}

/** Throws when the text is not a world of a format that we know. */
export function readWorld(text: string): World {
  const world: unknown = JSON.parse(text, (_key, value) => (isMap(value) ? new Map(value.$map) : value));
  if (typeof world !== 'object' || world === null || !('format' in world) || world.format !== 1) {
    throw new Error('The folder holds a world of a format that this version does not know.');
  }
  return world as World;
}

function isMap(value: unknown): value is { readonly $map: readonly [unknown, unknown][] } {
  return typeof value === 'object' && value !== null && '$map' in value && Array.isArray(value.$map);
}
