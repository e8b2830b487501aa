/** The curriculum as each guild teaches it: ours, with the corrections of its moderators. */
import { type Erratum, withCorrections } from '../core/errata.ts';
import type { Curriculum } from '../curriculum/types.ts';
import type { Db } from '../store/connect.ts';
import { listErrata } from '../store/errata.ts';
import { findKeyRevision } from '../store/key-revision.ts';
import type { Taught } from './define-command.ts';

export interface Corrections {
  /**
   * What this guild teaches, asked of the database once in a while. `within` ms of elapsed time: then our own has to do, for those who
   * only want to see something.
   */
  taughtIn(guildId: string, within?: number): Promise<Taught>;
  /** The same, newer than what had this revision: for an answer that wasn't kept since a key was corrected meanwhile. */
  taughtAfter(guildId: string, keyRevision: number): Promise<Taught>;
  /** A correction was made: what is known of this guild is out of date. */
  forget(guildId: string): void;
}

interface Known {
  readonly errata: readonly Erratum[];
  /** Never newer than the errata: an answer graded by them may be refused needlessly, and is never kept by an old key. */
  readonly keyRevision: number;
  readonly until: number;
  /** Made of this curriculum; another one needs another. */
  made?: { readonly of: Curriculum; readonly corrected: Curriculum };
}

/**
 * Another process may correct, too: what is known is asked again after this many ms of elapsed time. Until then questions are shown as
 * they were; answers to them are told by their revision.
 */
const knownFor = 60_000;

/** What no guild has: nothing that was graded without knowing the corrections is kept. */
const unknownRevision = -1;

export function createCorrections(
  db: Db,
  curriculum: () => Curriculum,
  elapsedMs = () => performance.now(),
): Corrections {
  const guilds = new Map<string, Promise<Known>>();

  async function ask(guildId: string): Promise<Known> {
    const keyRevision = await findKeyRevision(db, guildId);
    return { errata: await listErrata(db, guildId), keyRevision, until: elapsedMs() + knownFor };
  }

  async function known(guildId: string): Promise<Known> {
    const kept = guilds.get(guildId);
    if (kept && (await kept).until > elapsedMs()) return kept;
    // Whoever waited meanwhile for the same may have asked already.
    const newer = guilds.get(guildId);
    if (newer && newer !== kept) return newer;
    const asked = ask(guildId);
    guilds.set(guildId, asked);
    // What could not be asked is asked again the next time.
    asked.catch(() => {
      if (guilds.get(guildId) === asked) guilds.delete(guildId);
    });
    return asked;
  }

  function taught(guild: Known | undefined): Taught {
    const uncorrected = curriculum();
    if (!guild) return { curriculum: uncorrected, uncorrected, keyRevision: unknownRevision };
    const { errata, keyRevision } = guild;
    if (errata.length === 0) return { curriculum: uncorrected, uncorrected, keyRevision };
    if (guild.made?.of !== uncorrected)
      guild.made = { of: uncorrected, corrected: withCorrections(uncorrected, errata) };
    return { curriculum: guild.made.corrected, uncorrected, keyRevision };
  }

  return {
    async taughtIn(guildId, within) {
      if (guildId === '') return taught(undefined);
      // With the database away what needs none is answered all the same; what needs it will say so.
      const asked = known(guildId).catch(() => undefined);
      return taught(await (within === undefined ? asked : Promise.race([asked, after(within)])));
    },
    async taughtAfter(guildId, keyRevision) {
      const kept = guilds.get(guildId);
      // Of many who come at once the first asks for all.
      if (
        kept &&
        (await kept.catch(() => undefined))?.keyRevision === keyRevision &&
        guilds.get(guildId) === kept
      )
        guilds.delete(guildId);
      return taught(await known(guildId));
    },
    forget: guildId => void guilds.delete(guildId),
  };
}

const after = (ms: number): Promise<undefined> =>
  new Promise(resolve => {
    setTimeout(resolve, ms, undefined).unref();
  });
