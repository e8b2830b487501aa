/** The one state: the world, what lives only as long as the process, and what comes in from outside. */
import type { Change } from './changes.ts';
import type { Interaction } from './interaction.ts';
import { nextSnowflake } from './snowflake.ts';
import type { World } from './world.ts';

/** The bytes of attachments, kept apart from the world because they are large and never change. */
export interface Files {
  readonly put: (id: string, bytes: Uint8Array) => void;
  readonly get: (id: string) => Uint8Array | undefined;
}

export interface Outside {
  /** Calendar time in milliseconds since 1970; can be moved. */
  readonly now: () => number;
  /** Elapsed time in milliseconds; never jumps. */
  readonly elapsed: () => number;
  /** At least 0, less than 1. */
  readonly random: () => number;
  readonly files: Files;
  /** Where attachments are served, without a trailing slash. */
  readonly address: () => string;
  /** How many threads of a guild can be open at once (160006 beyond). */
  readonly maxActiveThreads: number;
}

export interface State extends Outside {
  readonly world: World;
  /** By id. They die with the process: no bot can answer one from before a restart. */
  readonly interactions: Map<string, Interaction>;
  /** What an author has said with enforce_nonce, and when (elapsed milliseconds). */
  readonly nonces: Map<
    string,
    { readonly messageId: string; readonly channelId: string; readonly at: number }
  >;
  /** Those that the calendar will end, by their message. */
  readonly openPolls: Map<string, { readonly channelId: string; readonly endsAt: number }>;
  readonly listeners: Set<(change: Change) => void>;
}

export function makeState(world: World, outside: Outside): State {
  const openPolls: State['openPolls'] = new Map();
  for (const messages of world.messages.values()) {
    for (const { id, channelId, poll } of messages)
      if (poll && !poll.ended) openPolls.set(id, { channelId, endsAt: poll.endsAt });
  }
  return { ...outside, world, interactions: new Map(), nonces: new Map(), openPolls, listeners: new Set() };
}

/** A new id from the movable clock: 17 to 19 digits, always greater than every id before it. */
export function newId(state: State): string {
  state.world.lastId = nextSnowflake(state.world.lastId, state.now());
  return state.world.lastId;
}

let last = { instant: Number.NaN, text: '' };

/** The calendar as Discord writes it: UTC with microseconds. What happens in one millisecond shares one text. */
export function timestamp(state: State): string {
  const instant = Math.trunc(state.now());
  if (instant !== last.instant)
    last = { instant, text: new Date(instant).toISOString().replace('Z', '000+00:00') };
  return last.text;
}

export function tell(state: State, change: Change): void {
  for (const listener of state.listeners) listener(change);
}
