import { say } from '../../src/cards/reply.ts';
import { plain } from '../../src/cards/words.ts';
import { defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { addAudit } from '../../src/store/audit.ts';
import { setSquadName } from '../../src/store/squads.ts';
import { allSquads, anySquadOption, mostName, readSquadName, squadMeant, squadSentences } from './_squad.ts';

const sentences = {
  renamed: (was: string, name: string) => `**${plain(was)}** is called **${plain(name)}** now.`,
};

export default defineCommand({
  description: 'Give a squad another name',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    squad: anySquadOption,
    name: { type: 'text', description: 'What it is called from now on', required: true, maxLength: mostName },
  },

  async run(call) {
    const { db, guildId, memberId, now } = call;
    const { cohort, squad } = squadMeant(await allSquads(call), call.options.squad);
    const name = readSquadName(call.options.name);
    await db.transaction(async tx => {
      const renamed = await setSquadName(tx, { guildId, cohortId: cohort.id, id: squad.id }, name);
      if (renamed === 'taken') throw new Refusal(squadSentences.taken(name));
      if (renamed === 'gone') throw new Refusal(squadSentences.gone);
      const about = { guildId, cohortId: cohort.id, actorId: memberId };
      await addAudit(tx, { ...about, action: 'squad-renamed', detail: { was: squad.name, name }, at: now });
    });
    return say(sentences.renamed(squad.name, name));
  },
});
