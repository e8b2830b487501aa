/** Starts bots and kills them, most of them while a post is under way. */
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { startBot } from './bot-process.ts';
import type { Door, Life } from './door.ts';
import { countHeld } from './ledger.ts';

export interface Tally {
  kills: number;
  /** Kills that left a post in the ledger of which Discord had been asked, and nobody knew what had become of it. */
  killsInFlight: number;
  /** Of these, the ones where at least one such message stood already. */
  killsAfterEffect: number;
  /** Starts that came to nothing by the bot's own doing, or because Postgres was away. */
  failedStarts: number;
  postgresKills: number;
}

export const noKills = (): Tally => ({
  kills: 0,
  killsInFlight: 0,
  killsAfterEffect: 0,
  failedStarts: 0,
  postgresKills: 0,
});

export interface KillerParts {
  readonly wanted: number;
  readonly tally: Tally;
  readonly door: Door;
  readonly env: Readonly<Record<string, string>>;
  readonly sql: postgres.Sql;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Milliseconds that are longer than the nonce window. */
  readonly longPauseMs: number;
  /** Milliseconds that a kill waits for a post under way. */
  readonly patienceMs: number;
  /** Shared by all killers: who has said which kill is theirs. */
  readonly claim: { taken: number };
}

/** Kills one bot after another until all wanted kills are claimed; leaves none behind, also when aborted. */
export async function keepKilling(parts: KillerParts): Promise<void> {
  const { claim, wanted, tally, signal, random } = parts;
  let failed = 0;
  while (claim.taken < wanted) {
    signal.throwIfAborted();
    const life = parts.door.newLife();
    const bot = startBot({ ...parts.env, DISCORD_API_URL: parts.door.api });
    const end = () => void bot.kill();
    signal.addEventListener('abort', end);
    try {
      if (!(await bot.ready)) {
        tally.failedStarts += 1;
        failed += 1;
        if (failed > 20) throw new Error('The bots don’t start; try --log warn.');
        continue;
      }
      failed = 0;
      await aim(life, parts);
    } finally {
      signal.removeEventListener('abort', end);
      await bot.kill();
    }
    if (claim.taken >= wanted) return;
    claim.taken += 1;
    const held = await countHeld(parts.sql, life.asked);
    tally.kills += 1;
    if (held > 0) tally.killsInFlight += 1;
    if (held > 0 && (await countHeld(parts.sql, life.kept)) > 0) tally.killsAfterEffect += 1;
    // One in five comes back after longer than Discord remembers a nonce; the others at once.
    if (random() < 0.2) await sleep(parts.longPauseMs * (1 + random()), undefined, { signal });
  }
}

/** Lets the bot post for a while, then waits, not for ever, until a post is under way, and then for some moment of its way. */
async function aim(
  life: Life,
  { random, signal, patienceMs }: Pick<KillerParts, 'random' | 'signal' | 'patienceMs'>,
): Promise<void> {
  const untilPosting = async () => {
    // Where Postgres is killed too, nothing is posted for some seconds.
    const end = performance.now() + patienceMs;
    while (life.open === 0 && performance.now() < end) await sleep(4, undefined, { signal });
  };
  await untilPosting();
  await sleep(between(random, 0, 300), undefined, { signal });
  await untilPosting();
  await sleep(between(random, 0, 80), undefined, { signal });
}

export const between = (random: () => number, low: number, high: number): number =>
  low + random() * (high - low);
