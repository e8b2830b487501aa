import { defineCommand } from '../../src/discord/define-command.ts';
import { previewChange } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { unitOption, unitTyped } from './_units.ts';

export default defineCommand({
  description: 'Let two lessons change places; shown before it is applied',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    lesson: unitOption('One lesson that is still to come'),
    other: unitOption('The lesson with which it changes places'),
    cohort: cohortOption,
  },

  async run(call) {
    const { lesson, other } = call.options;
    const cohort = await cohortMeant(call, call.options.cohort);
    return previewChange(call, cohort, plan => ({
      kind: 'change',
      change: {
        kind: 'swap',
        keys: [unitTyped(call.curriculum, plan, lesson), unitTyped(call.curriculum, plan, other)],
      },
    }));
  },
});
