import { defineCommand, Refusal } from '../src/discord/define-command.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { calendarCard } from './_calendar.ts';
import { cohortNamed, ownCohortOption } from './_cohort.ts';

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
};

export default defineCommand({
  description: 'Your cohort’s plan as a file for your calendar',
  who: 'member',
  where: ['server', 'thread'],
  options: { cohort: ownCohortOption },

  async run(call) {
    const own = await listCohortsOfMember(call.db, call.guildId, call.memberId);
    const { cohort: typed } = call.options;
    const cohort = typed === undefined ? own[0] : cohortNamed(own, typed);
    if (!cohort) throw new Refusal(sentences.unknown);
    return calendarCard(call, cohort);
  },
});
