import { kindWords } from '../../src/cards/day-words.ts';
import { defineCommand } from '../../src/discord/define-command.ts';
import { previewChange } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { dayOption, dayTyped } from './_day.ts';

export default defineCommand({
  description: 'Put in a day for catching up or for review; shown before it is applied',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    day: { ...dayOption('On which study day; what was to come then moves on'), required: true },
    kind: {
      type: 'text',
      description: 'What the day is for',
      required: true,
      choices: [
        { label: `${kindWords['catch-up']}: nothing new, time for what is open`, value: 'catch-up' },
        { label: `${kindWords.review}: recall the last lessons`, value: 'review' },
      ],
    },
    cohort: cohortOption,
  },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    const typed = dayTyped(call.options.day, cohort, call.now);
    return previewChange(call, cohort, ({ settled }) => ({
      kind: 'change',
      change: {
        kind: 'insert',
        day: typed ?? settled.from,
        what: call.options.kind === 'review' ? 'review' : 'catch-up',
      },
    }));
  },
});
