/** Days as moderators type them into `/pace`. */

import { dayWords } from '../../src/cards/day-words.ts';
import type { Choice } from '../../src/cards/reply.ts';
import { addDays, dayIn, type StudyDay } from '../../src/core/time.ts';
import type { Asked } from '../../src/discord/define-command.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import { listCohorts } from '../../src/store/cohorts.ts';
import { readDay } from '../_typed.ts';
import { cohortsHere } from './_cohort.ts';

/** The day that was typed, or undefined where nothing was. Throws a `Refusal` with the nearest valid one. */
export const dayTyped = (typed: string | undefined, { zone }: Cohort, now: Date): StudyDay | undefined =>
  typed === undefined ? undefined : readDay(typed, dayIn(zone, now));

/** The next days, as `Mon 23 Nov 2026`, by what was typed of the date or of the words. */
async function suggestDay(asked: Asked, typed: string): Promise<Choice[]> {
  const [cohort] = cohortsHere(asked, await listCohorts(asked.db, asked.guildId));
  const today = dayIn(cohort?.zone ?? 'UTC', asked.now);
  const wanted = typed.trim().toLowerCase();
  return Array.from({ length: 366 }, (_, ahead) => addDays(today, ahead))
    .map(day => ({ label: dayWords(day), value: day }))
    .filter(({ label, value }) => value.startsWith(wanted) || label.toLowerCase().includes(wanted))
    .slice(0, 25);
}

export const dayOption = <const D extends string>(description: D) =>
  ({ type: 'text', description, maxLength: 40, suggest: suggestDay }) as const;
