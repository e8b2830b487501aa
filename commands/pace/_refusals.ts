/** Why a plan can't be changed like that, in words. */
import { dayWords } from '../../src/cards/day-words.ts';
import { type ChangeRefusal, FURTHEST_SHIFT, LONGEST_REST_DAYS } from '../../src/core/plan-change.ts';
import { UNDO_HOURS, type UndoRefusal } from '../../src/core/plan-undo.ts';
import type { StudyDay } from '../../src/core/time.ts';

export interface RefusedChange {
  /** The first day that can still be changed. */
  readonly firstFree: StudyDay;
  /** IANA name of the zone to which the days belong. */
  readonly zone: string;
  /** Titles of the two units in question, where there are two. */
  readonly titles: readonly [string, string] | undefined;
}

const nothing = 'Nothing was changed.';

const sentences = {
  'day-decided': ({ firstFree, zone }) =>
    `That day is over or already posted, so it stays as it is. The first day that you can still change is ${dayWords(firstFree)} (${zone}). ${nothing}`,
  'ends-before-it-starts': () =>
    `That would end before it starts. The second day must come after the first. ${nothing}`,
  'too-long': () =>
    `That is more than ${LONGEST_REST_DAYS} days of rest at once, which is more likely a slip of the keyboard. Give a shorter time, or use \`/pace pause\` without an end. ${nothing}`,
  'already-paused': () =>
    `This plan is paused already, with no end yet. \`/pace resume\` lets it go on. ${nothing}`,
  'not-paused': () => `No pause is planned from that day on, so there is nothing to resume. ${nothing}`,
  'shift-out-of-range': () =>
    `A plan moves by 1 to ${FURTHEST_SHIFT} study days at once, or before its first post by as many to earlier ones. ${nothing}`,
  'shift-before-start': ({ firstFree, zone }) =>
    `A plan can come earlier only before its first post, and not before ${dayWords(firstFree)} (${zone}). ${nothing}`,
  'plan-over': () =>
    `Nothing of this plan is left to come then, so there is nothing to change. \`/pace show\` shows its days. ${nothing}`,
  'unknown-unit': () => `This plan has no such lesson. ${nothing}`,
  'already-taught': () =>
    `That lesson is posted already, and what is posted stays as it is. Choose one that is still to come. ${nothing}`,
  'already-skipped': () =>
    `That lesson is left out already. \`/pace undo\` takes back the newest change. ${nothing}`,
  'same-unit': () => `Those are the same lesson. Choose two different ones. ${nothing}`,
  'breaks-order': ({ titles }) =>
    titles
      ? `Then “${titles[0]}” would come before “${titles[1]}”, which it builds on. Choose two others, or swap those first. ${nothing}`
      : `Then a lesson would come before one that it builds on. ${nothing}`,
  'not-a-study-day': () =>
    `Nothing comes on that day: it is no study day of this cohort, or a rest day. Choose one of its study days. ${nothing}`,
  'day-taken': () => `There is an inserted day on that date already. Choose another date. ${nothing}`,
  'load-out-of-range': () => `Give 1 to 5 lessons a day, or 10 to 480 minutes. ${nothing}`,
  'no-study-days': () => `Then no study day would be left. Choose at least one weekday. ${nothing}`,
  'nothing-new': () => `The plan has every lesson of the curriculum already, as it is there. ${nothing}`,
  'nothing-changes': () => `That would move nothing: the plan is like that already. ${nothing}`,
} as const satisfies Record<ChangeRefusal, (facts: RefusedChange) => string>;

export const refusalWords = (reason: ChangeRefusal, facts: RefusedChange): string => sentences[reason](facts);

export const undoSentences = {
  'nothing-to-undo':
    'There is no change to take back: nobody has changed this plan, or all changes are taken back already. Nothing was changed.',
  'too-late': `The newest change is more than ${UNDO_HOURS} hours old, so it can’t be taken back any more. Change the plan the other way instead, such as with \`/pace resume\` or \`/pace shift\`. Nothing was changed.`,
} as const satisfies Record<UndoRefusal, string>;
