/** Whose pace is meant: the cohort named, the one of this channel, or the only one. */
import { plain } from '../../src/cards/words.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { type Cohort, listCohorts } from '../../src/store/cohorts.ts';
import { cohortNamed, suggestCohort } from '../_cohort.ts';

const sentences = {
  none: 'There is no cohort here yet. Start one with `/cohort create`.',
  unknown: (typed: string, known: string) =>
    `I don’t know a cohort called “${plain(typed)}” here. These are here: ${known}. Nothing was changed.`,
  which: (known: string) =>
    `More than one cohort studies here, so say which one in the option \`cohort\`: ${known}. Nothing was changed.`,
};

/** More names than this are no help. */
const mostNames = 10;

export const cohortOption = {
  type: 'text',
  description: 'Which cohort; leave it out in its own channel',
  maxLength: 100,
  suggest: suggestCohort,
} as const;

/** Throws a `Refusal` that names the cohorts when it can't be told which is meant. */
export async function cohortMeant(asked: Asked, typed: string | undefined): Promise<Cohort> {
  const cohorts = await listCohorts(asked.db, asked.guildId);
  if (cohorts.length === 0) throw new Refusal(sentences.none);
  if (typed !== undefined) {
    const named = cohortNamed(cohorts, typed);
    if (!named) throw new Refusal(sentences.unknown(typed, namesOf(cohorts)));
    return named;
  }
  const [meant, ...others] = cohortsHere(asked, cohorts);
  if (!meant || others.length > 0) throw new Refusal(sentences.which(namesOf(cohorts)));
  return meant;
}

/** The cohorts that may be meant where nothing is said: those of this channel, else all. */
export function cohortsHere({ channelId }: Asked, cohorts: readonly Cohort[]): readonly Cohort[] {
  const here = cohorts.filter(cohort => cohort.channelId === channelId);
  return here.length > 0 ? here : cohorts;
}

const namesOf = (cohorts: readonly Cohort[]): string =>
  cohorts
    .slice(0, mostNames)
    .map(({ name }) => `**${plain(name)}**`)
    .join(', ') + (cohorts.length > mostNames ? ' …' : '');
