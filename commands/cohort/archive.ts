import { buttons, say } from '../../src/cards/reply.ts';
import { plain } from '../../src/cards/words.ts';
import { defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { setCohortArchived } from '../../src/store/cohort-settings.ts';
import { findCohort } from '../../src/store/cohorts.ts';
import { cohortMeant, cohortOption } from '../_cohort.ts';

const sentences = {
  ask: (name: string) =>
    `Archive **${plain(name)}**? Nothing more is posted for it, it leaves every list, and its name is free again. What its members learned stays. This can’t be taken back; \`/cohort clone\` starts it anew.`,
  done: (name: string) =>
    `**${plain(name)}** is archived. What its members learned stays with them. \`/cohort clone\` runs it again.`,
  kept: 'All right, the cohort goes on. Nothing was changed.',
  gone: 'That cohort is archived already, or not of this server. Nothing was changed.',
};

export default defineCommand({
  description: 'Close a cohort: nothing more is posted, its name is free again',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: cohortOption },

  async run(call) {
    const { id, name } = await cohortMeant(call, call.options.cohort);
    const press = (action: string) => ({ command: 'cohort/archive', action, argument: id });
    return say(
      sentences.ask(name),
      buttons(
        { label: 'Archive it', style: 'danger', press: press('confirm') },
        { label: 'Keep it', press: press('keep') },
      ),
    );
  },

  buttons: {
    confirm: {
      who: 'moderator',
      async run({ db, guildId, memberId, now, argument }) {
        const cohort = await findCohort(db, guildId, argument);
        const done = cohort && (await setCohortArchived(db, cohort, { actorId: memberId, now }));
        if (!done) throw new Refusal(sentences.gone);
        return { ...say(sentences.done(cohort.name)), replaces: true };
      },
    },
    keep: { who: 'moderator', run: () => ({ ...say(sentences.kept), replaces: true }) },
  },
});
