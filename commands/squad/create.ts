import { randomBytes } from 'node:crypto';
import { say } from '../../src/cards/reply.ts';
import { plain } from '../../src/cards/words.ts';
import { defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { addAudit } from '../../src/store/audit.ts';
import { addSquad } from '../../src/store/squads.ts';
import { cohortMeant, cohortOption } from '../_cohort.ts';
import { mostName, readSquadName, squadSentences } from './_squad.ts';

const sentences = {
  made: (name: string, cohort: string) =>
    `**${plain(name)}** is there, in **${plain(cohort)}**. Members join it with \`/squad join\`, or you deal them with \`/squad deal\`.`,
};

export default defineCommand({
  description: 'Make a squad that members can join',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    cohort: cohortOption,
    name: { type: 'text', description: 'What it is called', required: true, maxLength: mostName },
  },

  async run(call) {
    const { db, guildId, memberId, now } = call;
    const cohort = await cohortMeant(call, call.options.cohort);
    const name = readSquadName(call.options.name);
    const id = randomBytes(8).toString('hex');
    await db.transaction(async tx => {
      if (!(await addSquad(tx, { guildId, cohortId: cohort.id, id, name }, now)))
        throw new Refusal(squadSentences.taken(name));
      const about = { guildId, cohortId: cohort.id, actorId: memberId };
      await addAudit(tx, { ...about, action: 'squad-created', detail: { name }, at: now });
    });
    return say(sentences.made(name, cohort.name));
  },
});
