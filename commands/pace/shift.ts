import { FURTHEST_SHIFT } from '../../src/core/plan-change.ts';
import { defineCommand } from '../../src/discord/define-command.ts';
import { previewChange } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';

export default defineCommand({
  description: 'Move everything that is to come; shown before it is applied',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    days: {
      type: 'number',
      description: 'Study days later; with a minus earlier, which works before the first post',
      required: true,
      least: -FURTHEST_SHIFT,
      most: FURTHEST_SHIFT,
    },
    cohort: cohortOption,
  },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    return previewChange(call, cohort, () => ({
      kind: 'change',
      change: { kind: 'shift', days: call.options.days },
    }));
  },
});
