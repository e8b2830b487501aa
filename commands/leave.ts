import { say } from '../src/cards/reply.ts';
import { plain } from '../src/cards/words.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { listCohortsOfMember, setMembershipLeft } from '../src/store/memberships.ts';
import { cohortNamed, ownCohortOption } from './_cohort.ts';

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
  many: 'You are in several cohorts. Which one would you like to leave?',
  left: (cohort: Cohort) =>
    `You have left **${plain(cohort.name)}** and no longer stand on its leaderboard. What you learned, your answers and your points are kept; \`/join\` brings you back to where you were.`,
};

export default defineCommand({
  description: 'Leave a cohort; what you learned is kept',
  who: 'member',
  where: ['server', 'thread'],
  options: { cohort: ownCohortOption },

  async run(call) {
    const own = await listCohortsOfMember(call.db, call.guildId, call.memberId);
    const { cohort: typed } = call.options;
    const [only] = own;
    if (typed === undefined && own.length > 1) {
      return say(sentences.many, {
        kind: 'choose',
        press: { command: 'leave', action: 'pick' },
        placeholder: 'Choose a cohort',
        choices: own.map(cohort => ({ label: cohort.name, value: cohort.id })),
      });
    }
    return leave(call, typed === undefined ? only : cohortNamed(own, typed));
  },

  buttons: {
    pick: {
      who: 'member',
      async run(call) {
        const own = await listCohortsOfMember(call.db, call.guildId, call.memberId);
        return leave(call, cohortNamed(own, call.chosen[0] ?? ''));
      },
    },
  },
});

async function leave({ db, guildId, memberId, now }: Asked, cohort: Cohort | undefined) {
  const left = cohort && (await setMembershipLeft(db, { guildId, cohortId: cohort.id, memberId }, now));
  if (!cohort || !left) throw new Refusal(sentences.unknown);
  return say(sentences.left(cohort));
}
