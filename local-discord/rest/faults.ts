/** What goes wrong between a bot and Discord, on demand and repeatably. */
import { z } from 'zod';
import { type Code, isCode } from './errors.ts';

const probability = z.number().min(0).max(1).optional();

export const faultsBody = z.strictObject({
  latencyMs: z.tuple([z.number().min(0), z.number().min(0)]).optional(),
  dropAnswer: probability,
  error502Before: probability,
  error502After: probability,
  rateLimit429: probability,
  rateLimitScope: z.enum(['user', 'global', 'shared']).optional(),
  retryAfterMs: z.number().min(0).optional(),
  /** Refuses with one of Discord's codes before anything happens. */
  refuse: z
    .strictObject({
      code: z.int().refine(isCode, 'code must be one that the local Discord knows'),
      chance: z.number().min(0).max(1),
    })
    .optional(),
  /** Of the gateway. */
  refuseResume: z.boolean().optional(),
  ignoreHeartbeats: z.boolean().optional(),
  duplicateDispatch: probability,
  dispatchDelayMs: z.tuple([z.number().min(0), z.number().min(0)]).optional(),
  routes: z.string().refine(isPattern, 'routes must be a regular expression').optional(),
  seed: z.int().optional(),
});

export type Faults = z.infer<typeof faultsBody>;

interface Mishaps {
  /** Milliseconds to wait before the request is looked at. */
  readonly latency: number;
  /** A rate limit that this request hits whatever came before. */
  readonly limited: Limit | undefined;
  readonly refused: Code | undefined;
  readonly failBefore: boolean;
  readonly failAfter: boolean;
  readonly drop: boolean;
}

export interface Limit {
  readonly scope: 'user' | 'global' | 'shared';
  readonly retryAfterMs: number;
}

const none: Mishaps = {
  latency: 0,
  limited: undefined,
  refused: undefined,
  failBefore: false,
  failAfter: false,
  drop: false,
};

export interface FaultBox {
  readonly set: (faults: Faults | undefined) => void;
  readonly now: () => Faults;
  readonly draw: (method: string, path: string) => Mishaps;
  /** For one event of the gateway: how many milliseconds late it comes, and whether it comes twice. */
  readonly drawDispatch: () => { readonly delay: number; readonly twice: boolean };
}

/** Draws for every request in the same order, so that a seed tells the whole run. */
export function makeFaultBox(random: () => number): FaultBox {
  let faults: Faults | undefined;
  let routes: RegExp | undefined;
  let dice = random;
  return {
    set(wanted) {
      faults = wanted;
      routes = wanted?.routes === undefined ? undefined : new RegExp(wanted.routes);
      dice = wanted?.seed === undefined ? random : seeded(wanted.seed);
    },
    now: () => faults ?? {},
    drawDispatch() {
      if (!faults?.duplicateDispatch && !faults?.dispatchDelayMs) return { delay: 0, twice: false };
      const [low, high] = faults.dispatchDelayMs ?? [0, 0];
      return { delay: low + dice() * (high - low), twice: dice() < (faults.duplicateDispatch ?? 0) };
    },
    draw(method, path) {
      if (!faults || (routes && !routes.test(`${method} ${path}`))) return none;
      const [low, high] = faults.latencyMs ?? [0, 0];
      const happens = (p: number | undefined) => dice() < (p ?? 0);
      const { rateLimitScope: scope = 'shared', retryAfterMs = 250 } = faults;
      return {
        latency: low + dice() * (high - low),
        limited: happens(faults.rateLimit429) ? { scope, retryAfterMs } : undefined,
        failBefore: happens(faults.error502Before),
        failAfter: happens(faults.error502After),
        drop: happens(faults.dropAnswer),
        refused: faults.refuse && happens(faults.refuse.chance) ? (faults.refuse.code as Code) : undefined,
      };
    },
  };
}

/** A small random number generator (mulberry32): the same numbers for the same seed, at least 0 and below 1. */
export function seeded(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) !== undefined;
  } catch {
    return false;
  }
}
