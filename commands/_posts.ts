/** Posts of cohorts as their moderators see them. Spoken by the subcommands of `/delivery`. */
import { kindWords } from '../src/cards/day-words.ts';
import { plain } from '../src/cards/words.ts';
import type { DayKind } from '../src/core/plan-inputs.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import { type Cohort, listCohorts } from '../src/store/cohorts.ts';
import { meantAmong, suggestCohort } from './_cohort.ts';

const sentences = {
  several: (names: string) => `There are several cohorts here: ${names}. Name the one you mean.`,
  gone: 'I don’t know that cohort any more, so nothing was done.',
};

/** For moderators' commands about one cohort: needless where there is only one. */
export const anyCohortOption = {
  type: 'text',
  description: 'Which cohort, if there are several',
  maxLength: 100,
  suggest: suggestCohort,
} as const;

/** The cohort that is named, else the only one. Throws a refusal with what to do. */
export async function cohortAsked({ db, guildId }: Asked, typed: string | undefined): Promise<Cohort> {
  const cohorts = await listCohorts(db, guildId);
  const [only, another] = cohorts;
  if (typed === undefined && only && !another) return only;
  if (typed === undefined && another) {
    throw new Refusal(sentences.several(cohorts.map(({ name }) => `**${plain(name)}**`).join(', ')));
  }
  return meantAmong(cohorts, typed ?? '');
}

/** The cohort that a button names. */
export async function cohortPressed({ db, guildId }: Asked, id: string): Promise<Cohort> {
  const found = (await listCohorts(db, guildId)).find(cohort => cohort.id === id);
  if (!found) throw new Refusal(sentences.gone);
  return found;
}

/** A lesson's title, or the kind of day with its phase or step. */
export function titleOf(
  { lessons, nodes }: Curriculum,
  {
    kind,
    lessonId,
    nodeId,
  }: { readonly kind: string; readonly lessonId: string | null; readonly nodeId: string | null },
): string {
  if (kind === 'lesson') return lessons.get(lessonId ?? '')?.title ?? lessonId ?? kindWords.lesson;
  if (!Object.hasOwn(kindWords, kind)) return besideWords[kind] ?? 'Notice to moderators';
  const node = nodes.get(nodeId ?? '')?.title;
  return `${kindWords[kind as DayKind]} day${node === undefined ? '' : ` (${node})`}`;
}

const besideWords: Readonly<Record<string, string>> = {
  announcement: 'Announcement of a change',
  closing: 'Goodbye at the end',
  'day-end': 'Note at the day’s end',
  digest: 'Digest of the week',
  'daily-quiz': 'Daily quiz',
  'daily-result': 'Result of the daily quiz',
};
