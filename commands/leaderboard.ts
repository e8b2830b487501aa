import { buttons, type Card, say, text } from '../src/cards/reply.ts';
import { count, person, plain } from '../src/cards/words.ts';
import { rankMembers } from '../src/core/board.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { listScores } from '../src/store/points.ts';
import { cohortNamed, ownCohortOption } from './_cohort.ts';

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
  nobody: 'Nobody has earned a point yet. The first answer makes the difference.',
};

const shownAtOnce = 10;

export default defineCommand({
  description: 'How your cohort is doing',
  who: 'member',
  where: ['server', 'thread'],
  options: { cohort: ownCohortOption },

  async run(call) {
    const own = await listCohortsOfMember(call.db, call.guildId, call.memberId);
    const cohort = call.options.cohort === undefined ? own[0] : cohortNamed(own, call.options.cohort);
    if (!cohort) throw new Refusal(sentences.unknown);
    return board(call, cohort);
  },

  buttons: {
    open: {
      who: 'member',
      async run(call) {
        const [cohort] = await listCohortsOfMember(call.db, call.guildId, call.memberId);
        if (!cohort) throw new Refusal(sentences.unknown);
        return board(call, cohort);
      },
    },
  },
});

async function board({ db, guildId, memberId }: Asked, cohort: Cohort): Promise<Card> {
  const ranked = rankMembers(await listScores(db, guildId, cohort.id));
  // Without points there is no rank: nobody is shown as last.
  const earned = ranked.filter(one => one.points > 0);
  if (earned.length === 0) return say(sentences.nobody);
  const line = (one: (typeof ranked)[number]) =>
    `${one.rank}. ${person(one.memberId)} ${count(one.points, 'point')}${one.memberId === memberId ? ' (you)' : ''}`;
  const top = earned.slice(0, shownAtOnce);
  const own = earned.find(one => one.memberId === memberId);
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [
      text(
        `-# ${plain(cohort.name)}`,
        '## Leaderboard',
        ...top.map(line),
        ...(own && !top.includes(own) ? ['…', line(own)] : []),
      ),
      buttons(
        { label: 'My progress', press: { command: 'progress', action: 'open' } },
        { label: 'Today’s lesson', style: 'primary', press: { command: 'today', action: 'open' } },
      ),
    ],
  };
}
