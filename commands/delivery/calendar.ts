import { defineCommand } from '../../src/discord/define-command.ts';
import { calendarCard } from '../_calendar.ts';
import { anyCohortOption, cohortAsked } from '../_posts.ts';

export default defineCommand({
  description: 'The plan of a cohort as a calendar file',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: anyCohortOption },

  run: async call => calendarCard(call, await cohortAsked(call, call.options.cohort)),
});
