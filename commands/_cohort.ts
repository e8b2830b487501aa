/** Which cohort is meant: by its id (from a list) or its name as typed. */

import type { Choice } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { nearest } from '../src/curriculum/did-you-mean.ts';
import { bestNamed } from '../src/curriculum/name-match.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { type Cohort, listCohorts, listEveryCohort } from '../src/store/cohorts.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';

const sentences = {
  none: 'There is no cohort here yet. `/cohort create` starts one.',
  unknown: (typed: string, near: string | undefined) =>
    `I don’t know a cohort called “${plain(typed)}” here. ${near === undefined ? '`/cohorts` lists them all.' : `Did you mean **${plain(near)}**?`} Nothing was changed.`,
};

/** Whoever has moderators' commands is one. */
export const mayModerate = ({ commands }: Pick<Asked, 'commands'>): boolean =>
  commands.some(({ who }) => who === 'moderator');

export function cohortNamed<C extends Pick<Cohort, 'id' | 'name'>>(
  cohorts: readonly C[],
  typed: string,
): C | undefined {
  const name = typed.trim().toLowerCase();
  return cohorts.find(cohort => cohort.id === typed || cohort.name.toLowerCase() === name);
}

/** The cohort of the guild that was named. Throws a `Refusal` with the nearest name when there is none. */
export async function cohortMeant(
  { db, guildId }: Pick<Asked, 'db' | 'guildId'>,
  typed: string,
): Promise<Cohort> {
  return meantAmong(await listCohorts(db, guildId), typed);
}

/** As `cohortMeant`, among these. */
export function meantAmong(cohorts: readonly Cohort[], typed: string): Cohort {
  if (cohorts.length === 0) throw new Refusal(sentences.none);
  const found = cohortNamed(cohorts, typed);
  if (found) return found;
  const names = cohorts.map(({ name }) => name);
  const near = nearest(typed, names) ?? names.find(name => name.toLowerCase().includes(typed.toLowerCase()));
  throw new Refusal(sentences.unknown(typed, near));
}

/** As `cohortMeant`, also those that are archived: what is over can still be read. */
export async function anyCohortMeant(
  { db, guildId }: Pick<Asked, 'db' | 'guildId'>,
  typed: string,
): Promise<Cohort> {
  return meantAmong(await listEveryCohort(db, guildId), typed);
}

export const suggestCohort = async ({ db, guildId }: Asked, typed: string): Promise<Choice[]> =>
  choicesOf(await listCohorts(db, guildId), typed);

const suggestOwnCohort = async ({ db, guildId, memberId }: Asked, typed: string): Promise<Choice[]> =>
  choicesOf(await listCohortsOfMember(db, guildId, memberId), typed);

/** For what members see of their own cohorts and moderators of all that aren't archived. */
export const seenCohortOption = {
  type: 'text',
  description: 'Which cohort, if you are in several; moderators may name any',
  maxLength: 100,
  suggest: (asked: Asked, typed: string): Promise<Choice[]> =>
    (mayModerate(asked) ? suggestCohort : suggestOwnCohort)(asked, typed),
} as const;

/** Two cohorts may have one name when one of them is over: that is said. */
export const choicesOf = (cohorts: readonly Cohort[], typed: string): Choice[] =>
  bestNamed(cohorts, ({ name }) => [name], typed, 25).map(({ name, id, state }) => ({
    label: state === 'archived' ? `${name} (archived)` : name,
    value: id,
  }));

/** Those that are archived, too. */
export const suggestAnyCohort = async ({ db, guildId }: Asked, typed: string): Promise<Choice[]> =>
  choicesOf(await listEveryCohort(db, guildId), typed);

/** For commands that are about one of the member's own cohorts. */
export const ownCohortOption = {
  type: 'text',
  description: 'Which cohort, if you are in several',
  maxLength: 100,
  suggest: suggestOwnCohort,
} as const;

/** For commands with which moderators look at a cohort, also at one that is over. */
export const anyCohortOption = {
  type: 'text',
  description: 'Which cohort; those that are archived, too',
  required: true,
  maxLength: 100,
  suggest: suggestAnyCohort,
} as const;

/** For commands with which moderators lead one cohort. */
export const cohortOption = {
  type: 'text',
  description: 'Which cohort',
  required: true,
  maxLength: 100,
  suggest: suggestCohort,
} as const;
