import { defineCommand } from '../../src/discord/define-command.ts';
import { previewChange } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { dayOption, dayTyped } from './_day.ts';

export default defineCommand({
  description: 'Let a paused plan go on; shown before it is applied',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    on: dayOption('First day with lessons again; the next that can be changed if left out'),
    cohort: cohortOption,
  },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    const on = dayTyped(call.options.on, cohort, call.now);
    return previewChange(call, cohort, ({ settled }) => ({
      kind: 'change',
      change: { kind: 'resume', on: on ?? settled.from },
    }));
  },
});
