import { defineCommand } from '../../src/discord/define-command.ts';
import { previewChange } from './_change.ts';
import { cohortMeant, cohortOption } from './_cohort.ts';
import { currentUnits } from './_curriculum.ts';

export default defineCommand({
  description: 'Bring in lessons that are new in the curriculum; shown before it is applied',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: cohortOption },

  async run(call) {
    const cohort = await cohortMeant(call, call.options.cohort);
    return previewChange(call, cohort, plan => ({
      kind: 'change',
      change: { kind: 'refresh', units: currentUnits(call, plan) },
    }));
  },
});
