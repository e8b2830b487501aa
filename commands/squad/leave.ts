import { say } from '../../src/cards/reply.ts';
import { plain } from '../../src/cards/words.ts';
import { defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { listCohortsOfMember } from '../../src/store/memberships.ts';
import { removeSquadMember } from '../../src/store/squads.ts';
import { cohortNamed, ownCohortOption } from '../_cohort.ts';
import { ownSquads } from './_squad.ts';

const sentences = {
  left: (name: string) => `You have left **${plain(name)}**. Your points are yours as before.`,
  none: 'You are in no squad, so nothing was changed. `/squad list` shows them.',
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
};

export default defineCommand({
  description: 'Leave your squad',
  who: 'member',
  where: ['server', 'thread'],
  options: { cohort: ownCohortOption },

  async run(call) {
    const { db, guildId, memberId } = call;
    const own = await listCohortsOfMember(db, guildId, memberId);
    const typed = call.options.cohort;
    const named = typed === undefined ? undefined : cohortNamed(own, typed);
    if (typed !== undefined && !named) throw new Refusal(sentences.unknown);
    const mine = (await ownSquads(call)).find(
      ({ cohort, squad }) => (!named || cohort.id === named.id) && squad.memberIds.includes(memberId),
    );
    const left = mine && (await removeSquadMember(db, { guildId, cohortId: mine.cohort.id }, memberId));
    if (!mine || left === undefined) throw new Refusal(sentences.none);
    return say(sentences.left(mine.squad.name));
  },
});
