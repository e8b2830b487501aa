/** Members who want to be forgotten: written into the journal first, then carried out, however often that has to be tried. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Db } from '../store/connect.ts';
import { forget } from '../store/deletion.ts';
import type { Deleted, Journal, JournalLine } from '../store/journal.ts';

/** `not-begun`: it couldn't be written down, so nothing goes. `under-way`: it is written down, and goes on until it is done. */
type DeletionOutcome = 'done' | 'under-way' | 'not-begun';

export interface Deletions {
  /** Deletes in one guild, or everywhere when `guildId` is undefined. Answers after `patienceMs` at the latest, once it is written down. */
  forget(deleted: Deleted): Promise<DeletionOutcome>;
  /** Waits for what is under way; what isn't done by then is carried out at the next start, since it stands in the journal. */
  stop(): Promise<void>;
}

export interface DeletionParts {
  readonly db: Db;
  readonly journal: Journal;
  readonly now: () => Date;
  readonly log: Logger;
  /** Elapsed time: well below what an interaction may take. */
  readonly patienceMs?: number;
}

export function startDeletions({ db, journal, now, log, patienceMs = 1_200 }: DeletionParts): Deletions {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  /** Until it is done. A database that is away, or another that holds the same rows, is no reason to forget the wish. */
  async function carryOut(line: JournalLine, deleted: Deleted): Promise<void> {
    for (let waitMs = 250; !stopping.signal.aborted; waitMs = Math.min(waitMs * 2, 30_000)) {
      try {
        await forget(db, line, deleted);
        return;
      } catch (error) {
        log.warn({ err: error }, 'a deletion has to be tried again');
        await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
    throw new Error('stopped before it was done');
  }

  return {
    async forget(deleted) {
      let line: JournalLine;
      try {
        line = await journal.add(deleted, now());
      } catch (error) {
        log.error({ err: error }, 'a deletion could not be written into the journal, so it was refused');
        return 'not-begun';
      }
      const done = carryOut(line, deleted).then(
        () => 'done' as const,
        () => 'under-way' as const,
      );
      const settled = done.then(() => {});
      underWay.add(settled);
      void settled.finally(() => underWay.delete(settled));
      return Promise.race([done, sleep(patienceMs, 'under-way' as const, { ref: false })]);
    },

    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
