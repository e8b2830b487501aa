import { randomUUID } from 'node:crypto';
import { say } from '../src/cards/reply.ts';
import { person, plain, visible } from '../src/cards/words.ts';
import { decideThanks, THANKS_POINTS, type ThanksRefusal } from '../src/core/thanks.ts';
import { defineCommand, Refusal } from '../src/discord/define-command.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { addThanks } from '../src/store/thanks.ts';

const sorry = {
  oneself: 'That is you. Thanks are for somebody who helped you: choose them in `member`.',
  'not-together':
    'They are in none of your cohorts, so there is nothing to add their points to. Choose somebody who studies with you.',
} satisfies Record<ThanksRefusal, string>;

const sentences = {
  thanked: (memberId: string, cohort: string, what: string) =>
    `Good of you to say it. ${person(memberId)} hears at their next command that you thank them${what}, and gets the points for help in **${plain(cohort)}**: ${THANKS_POINTS} each time, up to three times a week.`,
  what: (note: string) => ` for “${plain(note, longestNote)}”`,
  again: (memberId: string) =>
    `You have thanked ${person(memberId)} this week already, and they are told. You can thank them again from Monday on.`,
};

const longestNote = 200;

export default defineCommand({
  description: 'Thank somebody who helped you; they get points for it',
  who: 'member',
  where: ['server', 'thread'],
  options: {
    member: { type: 'member', description: 'Who helped you', required: true },
    for: { type: 'text', description: 'What they helped you with; they read it', maxLength: longestNote },
  },

  async run({ db, guildId, memberId: actorId, now, options }) {
    const { member } = options;
    const [own, theirs] = await Promise.all([
      listCohortsOfMember(db, guildId, actorId),
      listCohortsOfMember(db, guildId, member),
    ]);
    const outcome = decideThanks({ from: actorId, to: member }, own, theirs, now);
    if (outcome.kind === 'refused') throw new Refusal(sorry[outcome.reason]);
    const { cohort, week } = outcome;
    const note = visible(options.for ?? '') || null;
    const isNew = await addThanks(
      db,
      {
        ...{ guildId, id: randomUUID(), memberId: member, actorId, week, note },
        ...{ cohortId: cohort.id, cohortName: cohort.name },
      },
      now,
    );
    if (!isNew) throw new Refusal(sentences.again(member));
    const what = note === null ? '' : sentences.what(note);
    return say(sentences.thanked(member, cohort.name, what));
  },
});
