/** Notices who has left the server: within a day or so they stand on no board and in no report, and get no message. */
import type { Logger } from 'pino';
import type { Db } from '../store/connect.ts';
import { claimUnseen, setGone } from '../store/departures.ts';

export interface DepartureParts {
  readonly db: Db;
  /** Whether somebody is still in the server. Rejects when Discord can't say. */
  readonly isInGuild: (guildId: string, memberId: string, signal: AbortSignal) => Promise<boolean>;
  /** Calendar time. */
  readonly now: () => Date;
  readonly log: Logger;
}

export interface Departures {
  /** Asks about a few, unless that is under way. */
  wake(): void;
  stop(): Promise<void>;
}

/** A minute's share of the requests that Discord allows; posts and answers come first. */
const atOnce = 20;
const patienceMs = 10_000;

export function startDepartures(parts: DepartureParts): Departures {
  let running: Promise<void> | undefined;
  const stopping = new AbortController();
  return {
    wake() {
      if (stopping.signal.aborted) return;
      running ??= look(parts, stopping.signal).finally(() => {
        running = undefined;
      });
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Never rejects: who couldn't be asked about is asked about tomorrow. */
async function look({ db, isInGuild, now, log }: DepartureParts, stopping: AbortSignal): Promise<void> {
  try {
    for (const member of await claimUnseen(db, now(), atOnce)) {
      const signal = AbortSignal.any([stopping, AbortSignal.timeout(patienceMs)]);
      // Not knowing is no reason to take anybody out.
      const isIn = await isInGuild(member.guildId, member.memberId, signal).catch(() => true);
      if (stopping.aborted) return;
      if (!isIn) await setGone(db, member, now());
    }
  } catch (error) {
    log.warn({ err: error }, 'nobody could be asked about; the next minute tries again');
  }
}
