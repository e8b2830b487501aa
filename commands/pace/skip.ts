import { defineCommand } from '../../src/discord/define-command.ts';
import { previewChange } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { unitOption, unitTyped } from './_units.ts';

export default defineCommand({
  description: 'Leave out a lesson that is still to come; shown before it is applied',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { lesson: unitOption('Which lesson to leave out'), cohort: cohortOption },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    return previewChange(call, cohort, plan => ({
      kind: 'change',
      change: { kind: 'skip', key: unitTyped(call.curriculum, plan, call.options.lesson) },
    }));
  },
});
