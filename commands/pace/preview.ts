import { buttons, say, text } from '../../src/cards/reply.ts';
import { plain } from '../../src/cards/words.ts';
import { addDays, dayIn } from '../../src/core/time.ts';
import { defineCommand } from '../../src/discord/define-command.ts';
import { applyDraft, forgetDraft } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { dayOption, dayTyped } from './_day.ts';
import { planNow } from './_plan.ts';
import { windowLines } from './_window.ts';

const sentences = {
  title: (name: string) => `## The next days of ${name}`,
  zone: (zone: string, time: string) => `-# Lessons come at ${time}, dates in ${zone}`,
  cancelled: 'Cancelled. Nothing was changed.',
};
const usualDays = 14;
const mostDays = 31;

export default defineCommand({
  description: 'What comes on the next days, in words',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    days: {
      type: 'number',
      description: `How many days; ${usualDays} if left out`,
      least: 1,
      most: mostDays,
    },
    from: dayOption('From which day on; today if left out'),
    cohort: cohortOption,
  },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    const from = dayTyped(call.options.from, cohort, call.now) ?? dayIn(cohort.zone, call.now);
    const { plan } = await planNow(call.db, cohort, call.now);
    const to = addDays(from, (call.options.days ?? usualDays) - 1);
    return {
      kind: 'card',
      accent: 'map',
      private: true,
      blocks: [
        text(sentences.title(plain(cohort.name)), ...windowLines(call.curriculum, plan, { from, to })),
        text(sentences.zone(cohort.zone, cohort.postTime)),
        buttons({
          label: 'As a calendar',
          press: { command: 'pace/show', action: 'open', argument: cohort.id },
        }),
      ],
    };
  },

  // The buttons of every previewed change.
  buttons: {
    apply: { who: 'moderator', run: call => applyDraft(call, call.argument, { announces: false }) },
    announce: { who: 'moderator', run: call => applyDraft(call, call.argument, { announces: true }) },
    cancel: {
      who: 'moderator',
      async run(call) {
        await forgetDraft(call, call.argument);
        return { ...say(sentences.cancelled), replaces: true };
      },
    },
  },
});
