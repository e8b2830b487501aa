/** Broken requests, made from a seed: the same ones in every run. */

export type Random = () => number;

/** Numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[below(random, from.length)] ?? from[0];
}

export function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => below(random, 256)));
}

const names = [
  'content',
  'embeds',
  'components',
  'type',
  'data',
  'op',
  'd',
  'poll',
  'flags',
  '__proto__',
  'id',
] as const;

/** A value of any kind where another was meant: deep enough to reach what is nested in messages. */
export function anyValue(random: Random, depth = 4): unknown {
  const kind = below(random, depth > 0 ? 11 : 7);
  if (kind === 0) return null;
  if (kind === 1) return random() < 0.5;
  if (kind === 2) return below(random, 30);
  if (kind === 3) return pick(random, [-1, 0.5, 1e308, -0, 2 ** 53, 2 ** 31]);
  if (kind === 4)
    return pick(random, ['', 'x', '\u0000', '\ud800', '🦉', '../..', '%00', 'attachment://x', '@everyone']);
  if (kind === 5) return 'x'.repeat(below(random, 5000));
  if (kind === 6) return String(below(random, 1e9));
  const count = below(random, 4);
  if (kind < 9) return Array.from({ length: count }, () => anyValue(random, depth - 1));
  // Built by hand, because __proto__ would be lost in an object.
  const fields = Array.from(
    { length: count },
    () => `${JSON.stringify(pick(random, names))}:${JSON.stringify(anyValue(random, depth - 1))}`,
  );
  return JSON.parse(`{${fields.join(',')}}`);
}

/** Text that is nearly JSON, or JSON that is nearly right, or too much of it. */
export function anyText(random: Random): string | Buffer {
  const right = JSON.stringify(anyValue(random));
  switch (below(random, 6)) {
    case 0:
      return right.slice(0, below(random, right.length));
    case 1:
      return bytes(random, below(random, 300));
    case 2:
      return pick(random, ['[', '{"a":', '[{"components":']).repeat(below(random, 20_000));
    case 3:
      return `${right}${pick(random, [',', '}', ']', '\u0000', '//'])}`;
    default:
      return right;
  }
}
