/** The curriculum as each guild teaches it: ours, with the corrections of its moderators. */
import { type Erratum, withCorrections } from '../core/errata.ts';
import type { Curriculum } from '../curriculum/types.ts';
import type { Db } from '../store/connect.ts';
import { hasNotes, listErrata } from '../store/errata.ts';

export interface Corrections {
  /**
   * The curriculum with this guild's corrections, asked of the database once in a while. `within` ms of elapsed time: then our own has
   * to do, for those who only want to see something.
   */
  curriculumOf(guildId: string, within?: number): Promise<Curriculum>;
  /** Whether somebody of this guild is still to be told of a correction. */
  hasNotes(guildId: string): Promise<boolean>;
  /** A correction was made: what is known of this guild is out of date. */
  forget(guildId: string): void;
}

interface Known {
  readonly errata: readonly Erratum[];
  readonly hasNotes: boolean;
  readonly until: number;
  /** Made of this curriculum; another one needs another. */
  made?: { readonly of: Curriculum; readonly corrected: Curriculum };
}

/** Another process may correct, too: what is known is asked again after this many ms of elapsed time. */
const knownFor = 60_000;

export function createCorrections(
  db: Db,
  curriculum: () => Curriculum,
  elapsedMs = () => performance.now(),
): Corrections {
  const guilds = new Map<string, Promise<Known>>();

  async function ask(guildId: string): Promise<Known> {
    const [errata, waits] = await Promise.all([listErrata(db, guildId), hasNotes(db, guildId)]);
    return { errata, hasNotes: waits, until: elapsedMs() + knownFor };
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

  return {
    async curriculumOf(guildId, within) {
      const base = curriculum();
      if (guildId === '') return base;
      // With the database away what needs none is answered all the same; what needs it will say so.
      const asked = known(guildId).catch(() => undefined);
      const guild = await (within === undefined ? asked : Promise.race([asked, after(within)]));
      if (!guild || guild.errata.length === 0) return base;
      if (guild.made?.of !== base) guild.made = { of: base, corrected: withCorrections(base, guild.errata) };
      return guild.made.corrected;
    },
    hasNotes: async guildId =>
      guildId !== '' &&
      known(guildId).then(
        guild => guild.hasNotes,
        () => false,
      ),
    forget: guildId => void guilds.delete(guildId),
  };
}

const after = (ms: number): Promise<undefined> =>
  new Promise(resolve => {
    setTimeout(resolve, ms, undefined).unref();
  });
