/** From a draft to a cohort: once, however often its button is pressed. */

import { planSummary } from '../../src/cards/plan-words.ts';
import { type Card, type Choice, text } from '../../src/cards/reply.ts';
import { place, plain, time } from '../../src/cards/words.ts';
import type { PlanInputs, PlannedDay } from '../../src/core/plan-inputs.ts';
import { dueAt } from '../../src/core/study-days.ts';
import { suggestPathways } from '../../src/curriculum/find.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { addCohort, type Cohort, findCohort } from '../../src/store/cohorts.ts';
import { removeDraft } from '../../src/store/drafts.ts';
import { findPlan } from '../../src/store/plans.ts';
import { draftKey, draftSentences } from './_draft.ts';
import { draftPlan } from './_plan.ts';
import { checkChannel, checkRole, type NewCohortSettings } from './_settings.ts';

const sentences = {
  ready: (name: string) => `## ${plain(name)} is ready`,
  what: (what: string, { channelId }: Cohort, summary: string) =>
    `**${what}** in ${place(channelId)}: ${summary}.`,
  days: (first: Date, last: Date, now: Date) =>
    `First lesson: ${first <= now ? 'now' : time(first)}. Last day: ${time(last, 'D')}.`,
  join: 'Tell people to type `/join`.',
};

export const nameTaken = (name: string) =>
  `There is a cohort called **${plain(name)}** here already. Choose another name. Nothing was saved.`;

/** The draft's id becomes the cohort's, so that a second press finds what the first one made. Throws a `Refusal` and keeps the draft. */
export async function startCohort(asked: Asked, id: string): Promise<Card> {
  const { db, guildId, memberId, now } = asked;
  await db.transaction(async tx => {
    const draft = await removeDraft<NewCohortSettings>(tx, draftKey(asked, 'cohort', id), now);
    if (!draft) return;
    checkChannel(asked.lacksIn(draft.channelId, { threads: draft.hasThreads, pins: draft.hasPins }));
    checkRole(draft.roleId, guildId);
    const { start, inputs, days } = draftPlan(asked, draft);
    const { name, pathwayId, trackId, channelId, roleId, pings, zone, postTime } = draft;
    const { latePolicy, lateWindowHours, hasThreads, hasPins, hasDayEnd, dailyQuestions, hasDigest } = draft;
    const { hasWeeklyBoard } = draft;
    const first = dueOf(days[0], draft);
    const saved = await addCohort(tx, {
      cohort: {
        ...{ guildId, id, name, pathwayId, trackId, channelId, zone, postTime },
        ...{ latePolicy, lateWindowHours, hasThreads, hasPins, hasDayEnd, dailyQuestions, hasDigest },
        hasWeeklyBoard,
        roleId: pings ? roleId : null,
        startDay: start,
        // A first day whose time has passed is due now: the tick that this reply wakes will post it.
        nextDueAt: first < now ? now : first,
        createdAt: now,
      },
      inputs,
      days,
      actorId: memberId,
    });
    if (!saved) throw new Refusal(nameTaken(name));
  });
  const [cohort, plan] = await Promise.all([findCohort(db, guildId, id), findPlan(db, { guildId, id })]);
  if (!cohort || !plan) throw new Refusal(draftSentences.gone);
  return readyCard(asked, cohort, plan);
}

function readyCard(
  { curriculum, now }: Asked,
  cohort: Cohort,
  plan: { readonly inputs: PlanInputs; readonly days: readonly PlannedDay[] },
): Card {
  const pathway = curriculum.pathways.get(cohort.pathwayId);
  const track = pathway?.tracks.find(({ id }) => id === cohort.trackId);
  const what = [pathway?.title ?? cohort.pathwayId, ...(track ? [track.title] : [])].join(', ');
  const [first, last] = [dueOf(plan.days[0], cohort), dueOf(plan.days.at(-1), cohort)];
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces: true,
    wakes: true,
    blocks: [
      text(
        sentences.ready(cohort.name),
        sentences.what(what, cohort, planSummary({ ...plan, ...cohort })),
        sentences.days(first, last, now),
        sentences.join,
      ),
    ],
  };
}

/** Of a plan that has days: a pathway without lessons never gets so far. */
function dueOf(day: PlannedDay | undefined, { postTime, zone }: Pick<Cohort, 'postTime' | 'zone'>): Date {
  if (!day) throw new Error('a cohort’s plan has no days');
  return dueAt({ day: day.day, time: postTime, zone });
}

/** Pathways that can be studied. */
export function suggestPathway({ curriculum }: Asked, typed: string): Choice[] {
  return suggestPathways(curriculum, typed, 25)
    .filter(({ lessons }) => lessons.length > 0)
    .map(({ id, title }) => ({ label: title, value: id }));
}
