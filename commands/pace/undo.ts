import { appliedCard } from '../../src/cards/plan-preview.ts';
import type { Card } from '../../src/cards/reply.ts';
import { count } from '../../src/cards/words.ts';
import { dueAt } from '../../src/core/study-days.ts';
import { type Asked, defineCommand } from '../../src/discord/define-command.ts';
import { type Cohort, claimCohort } from '../../src/store/cohorts.ts';
import { listDaysOfVersion } from '../../src/store/plans.ts';
import { previewChange, saveProposal, shownOf } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { type PlanNow, planNow } from './_plan.ts';
import { proposeUndo, type UndoProposal } from './_propose.ts';

const sentences = {
  between: (posts: number, slips: number) =>
    [
      ...(posts > 0 ? [`${count(posts, 'post')} came since that change. What is posted stays.`] : []),
      ...(slips > 0
        ? [
            'The plan moved since for another reason, such as a post that could not come in time; that is kept.',
          ]
        : []),
      ...(posts === 0 && slips === 0
        ? ['Days have passed since that change, so not all of it can be taken back.']
        : []),
    ].join(' '),
};

export default defineCommand({
  description: 'Take back the newest change of a plan, within 24 hours',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: cohortOption },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    const plan = await planNow(call.db, cohort, call.now);
    const seen = await proposeUndo(call.db, plan, call.now);
    const posts = postsSince(plan, seen);
    if (posts === 0 && seen.slips === 0 && (await isExact(call, plan, seen))) {
      const done = await takeBack(call, cohort, seen);
      if (done) return done;
    }
    return previewChange(call, cohort, () => ({ kind: 'undo' }), [sentences.between(posts, seen.slips)]);
  },
});

/** Posts whose time came after the change. */
const postsSince = ({ cohort, settled }: PlanNow, { taken }: UndoProposal): number =>
  settled.decided.filter(
    ({ day }) => dueAt({ day, time: cohort.postTime, zone: cohort.zone }) > taken.createdAt,
  ).length;

/** Whether each day comes back just as it stood before the change. */
async function isExact({ db }: Asked, { cohort }: PlanNow, { taken, days }: UndoProposal): Promise<boolean> {
  const before = await listDaysOfVersion(db, cohort, taken.version - 1);
  const slots = (list: typeof before | typeof days) =>
    JSON.stringify(list.map(({ day, slot, kind, key }) => [day, slot, kind, key]));
  return slots(before) === slots(days);
}

/** Takes it back at once; undefined, and nothing is changed, when the plan has moved on since it was looked at. */
async function takeBack(asked: Asked, cohort: Cohort, seen: UndoProposal): Promise<Card | undefined> {
  return asked.db.transaction(async tx => {
    const claimed = await claimCohort(tx, cohort);
    const plan = await planNow(tx, claimed, asked.now);
    const proposal = await proposeUndo(tx, plan, asked.now);
    if (proposal.print !== seen.print) return undefined;
    await saveProposal(tx, asked, plan, proposal);
    return appliedCard(shownOf(asked, plan.cohort, proposal), { isAnnounced: false, replaces: false });
  });
}
