/** Which kind of message helps somebody who may need a word. It never says how much is open. */
import { SILENT_DAYS } from './cohort-report.ts';

/**
 * `just-started`: nothing was done yet. `behind`: they were here lately, and much is open. `was-active`: nothing was heard for two weeks.
 * `long-silent`: for a month or more of the cohort's days.
 */
export type Situation = 'just-started' | 'behind' | 'was-active' | 'long-silent';

const LONG_SILENT_DAYS = 2 * SILENT_DAYS;

export function situationOf({
  hasBegun,
  silentDays,
}: {
  /** Whether they ever did anything that counts. */
  readonly hasBegun: boolean;
  /** Days of study without a sign of them. */
  readonly silentDays: number;
}): Situation {
  if (!hasBegun) return 'just-started';
  if (silentDays < SILENT_DAYS) return 'behind';
  return silentDays >= LONG_SILENT_DAYS ? 'long-silent' : 'was-active';
}
