/** Which squad is meant: by its id (from a list) or its name as typed. */
import type { Choice } from '../../src/cards/reply.ts';
import { plain, visible } from '../../src/cards/words.ts';
import { nearest } from '../../src/curriculum/did-you-mean.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { type Cohort, listCohorts } from '../../src/store/cohorts.ts';
import { listCohortsOfMember } from '../../src/store/memberships.ts';
import { listSquads, type Squad } from '../../src/store/squads.ts';

export const squadSentences = {
  nothingYet: 'There are no squads here yet. Moderators make some with `/squad deal` or `/squad create`.',
  none: 'There are no squads here yet, so nothing was changed. Moderators make some with `/squad deal` or `/squad create`.',
  unknown: (typed: string, near: string | undefined) =>
    `I don’t know a squad called “${plain(typed)}”. ${near === undefined ? '`/squad list` shows them.' : `Did you mean **${plain(near)}**?`} Nothing was changed.`,
  gone: 'That squad is gone. Nothing was changed. `/squad list` shows those that are there.',
  taken: (name: string) =>
    `The cohort has a squad called **${plain(name)}** already. Nothing was changed. Choose another name.`,
  name: 'Give the squad a name that people can read. Nothing was changed.',
};

/** Long enough for a name, short enough for a button. */
export const mostName = 40;

export interface Found {
  readonly cohort: Cohort;
  readonly squad: Squad;
}

/** Squads of the member's own cohorts. */
export const ownSquads = async (asked: Asked): Promise<readonly Found[]> =>
  squadsOf(asked, await listCohortsOfMember(asked.db, asked.guildId, asked.memberId));

/** Squads of every cohort here, for moderators. */
export const allSquads = async (asked: Asked): Promise<readonly Found[]> =>
  squadsOf(asked, await listCohorts(asked.db, asked.guildId));

async function squadsOf({ db, guildId }: Asked, cohorts: readonly Cohort[]): Promise<readonly Found[]> {
  const lists = await Promise.all(
    cohorts.map(async cohort =>
      (await listSquads(db, { guildId, cohortId: cohort.id })).map(squad => ({ cohort, squad })),
    ),
  );
  return lists.flat();
}

/** Throws a refusal with the nearest name when there is none. */
export function squadMeant(found: readonly Found[], typed: string): Found {
  if (found.length === 0) throw new Refusal(squadSentences.none);
  const name = typed.trim().toLowerCase();
  const meant = found.find(({ squad }) => squad.id === typed || squad.name.toLowerCase() === name);
  if (meant) return meant;
  throw new Refusal(
    squadSentences.unknown(
      typed,
      nearest(
        typed,
        found.map(({ squad }) => squad.name),
      ),
    ),
  );
}

/** Saved as it can be read. Throws a refusal for what can't. */
export function readSquadName(typed: string): string {
  const name = visible(typed);
  if (name === '') throw new Refusal(squadSentences.name);
  return name;
}

const suggest =
  (list: (asked: Asked) => Promise<readonly Found[]>) =>
  async (asked: Asked, typed: string): Promise<Choice[]> => {
    const found = await list(asked);
    const several = new Set(found.map(({ cohort }) => cohort.id)).size > 1;
    return found
      .filter(({ squad }) => squad.name.toLowerCase().includes(typed.toLowerCase()))
      .map(({ cohort, squad }) => ({
        label: several ? `${squad.name} (${cohort.name})` : squad.name,
        value: squad.id,
      }));
  };

const option = { type: 'text', description: 'Which squad', required: true, maxLength: 100 } as const;
export const ownSquadOption = { ...option, suggest: suggest(ownSquads) } as const;
export const anySquadOption = { ...option, suggest: suggest(allSquads) } as const;
