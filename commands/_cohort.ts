/** Which cohort is meant: by its id (from a list) or its name as typed. */
import type { Choice } from '../src/cards/reply.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { type Cohort, listCohorts } from '../src/store/cohorts.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';

export function cohortNamed(cohorts: readonly Cohort[], typed: string): Cohort | undefined {
  const name = typed.trim().toLowerCase();
  return cohorts.find(cohort => cohort.id === typed || cohort.name.toLowerCase() === name);
}

export const suggestCohort = async ({ db, guildId }: Asked, typed: string): Promise<Choice[]> =>
  choices(await listCohorts(db, guildId), typed);

const suggestOwnCohort = async ({ db, guildId, memberId }: Asked, typed: string): Promise<Choice[]> =>
  choices(await listCohortsOfMember(db, guildId, memberId), typed);

const choices = (cohorts: readonly Cohort[], typed: string): Choice[] =>
  cohorts
    .filter(cohort => cohort.name.toLowerCase().includes(typed.toLowerCase()))
    .map(cohort => ({ label: cohort.name, value: cohort.id }));

/** For commands that are about one of the member's own cohorts. */
export const ownCohortOption = {
  type: 'text',
  description: 'Which cohort, if you are in several',
  maxLength: 100,
  suggest: suggestOwnCohort,
} as const;
