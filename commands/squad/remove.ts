import { buttons, type Card, say } from '../../src/cards/reply.ts';
import { count, plain } from '../../src/cards/words.ts';
import { defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { addAudit } from '../../src/store/audit.ts';
import { removeSquad } from '../../src/store/squads.ts';
import { allSquads, anySquadOption, squadMeant, squadSentences } from './_squad.ts';

const sentences = {
  ask: (name: string, members: number) =>
    `Remove **${plain(name)}**? ${members === 0 ? 'Nobody is in it.' : `Its ${count(members, 'member')} will be in no squad until they join another.`} Nobody loses a point.`,
  removed: (name: string) => `**${plain(name)}** is gone. Nobody lost a point.`,
  kept: 'All right, the squad stays. Nothing was changed.',
};

export default defineCommand({
  description: 'Remove a squad; its members keep their points',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { squad: anySquadOption },

  async run(call) {
    const { squad } = squadMeant(await allSquads(call), call.options.squad);
    const press = (action: string) => ({ command: 'squad/remove', action, argument: squad.id });
    return say(
      sentences.ask(squad.name, squad.memberIds.length),
      buttons(
        { label: 'Remove it', style: 'danger', press: press('confirm') },
        { label: 'Keep it', press: press('keep') },
      ),
    );
  },

  buttons: {
    confirm: { who: 'moderator', run: confirm },
    keep: { who: 'moderator', run: () => ({ ...say(sentences.kept), replaces: true }) },
  },
});

async function confirm(call: PressCall): Promise<Card> {
  const { db, guildId, memberId, now, argument } = call;
  const found = (await allSquads(call)).find(({ squad }) => squad.id === argument);
  if (!found) throw new Refusal(squadSentences.gone);
  const { cohort, squad } = found;
  await db.transaction(async tx => {
    if (!(await removeSquad(tx, { guildId, cohortId: cohort.id, id: squad.id })))
      throw new Refusal(squadSentences.gone);
    const about = { guildId, cohortId: cohort.id, actorId: memberId };
    await addAudit(tx, { ...about, action: 'squad-removed', detail: { name: squad.name }, at: now });
  });
  return { ...say(sentences.removed(squad.name)), replaces: true };
}
