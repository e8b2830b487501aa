import { defineCommand } from '../../src/discord/define-command.ts';
import { previewChange } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { dayOption, dayTyped } from './_day.ts';

export default defineCommand({
  description: 'Let nothing come for a while; shown before it is applied',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    from: dayOption('First day of the pause; the next that can be changed if left out'),
    until: dayOption('First day with lessons again; leave it out while you don’t know'),
    cohort: cohortOption,
  },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    const from = dayTyped(call.options.from, cohort, call.now);
    const until = dayTyped(call.options.until, cohort, call.now) ?? null;
    return previewChange(call, cohort, ({ settled }) => ({
      kind: 'change',
      change: { kind: 'pause', from: from ?? settled.from, until },
    }));
  },
});
