import { buttons, type Card, say } from '../../src/cards/reply.ts';
import { plain } from '../../src/cards/words.ts';
import { defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { addSquadMember, type SquadJoined } from '../../src/store/squads.ts';
import { ownSquadOption, ownSquads, squadMeant, squadSentences } from './_squad.ts';

const sentences = {
  joined: (name: string) =>
    `Welcome to **${plain(name)}**. Your squad’s points are the average of its best four each week.`,
};

const refusals = {
  elsewhere:
    'You are in a squad of this cohort already, so nothing was changed. To move, type `/squad leave` first.',
  full: 'That squad has six members, which is as many as it can have. Nothing was changed. `/squad list` shows where there is room.',
  gone: squadSentences.gone,
  'not-studying':
    'Squads are for those who study in the cohort, and you read along. Nothing was changed. `/join` lets you choose anew how you take part.',
} satisfies Record<Exclude<SquadJoined, 'joined'>, string>;

export default defineCommand({
  description: 'Join a squad of your cohort',
  who: 'member',
  where: ['server', 'thread'],
  options: { squad: ownSquadOption },

  async run(call): Promise<Card> {
    const { db, guildId, memberId, now } = call;
    const { cohort, squad } = squadMeant(await ownSquads(call), call.options.squad);
    const joined = await addSquadMember(db, { guildId, cohortId: cohort.id, id: squad.id }, memberId, now);
    if (joined !== 'joined') throw new Refusal(refusals[joined]);
    return say(
      sentences.joined(squad.name),
      buttons({
        label: 'Squads',
        press: { command: 'leaderboard', action: 'show-new', argument: `${cohort.id}.squads` },
      }),
    );
  },
});
