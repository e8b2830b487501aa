import type { Card } from '../src/cards/reply.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { board, readWhich } from './_board.ts';
import { cohortNamed, ownCohortOption } from './_cohort.ts';

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
};

export default defineCommand({
  description: 'How your cohort is doing: this week, since the start, or its squads',
  who: 'member',
  where: ['server', 'thread'],
  options: {
    which: {
      type: 'text',
      description: 'Which board; this week unless you choose another',
      choices: [
        { label: 'This week', value: 'week' },
        { label: 'Since the start', value: 'all' },
        { label: 'Squads', value: 'squads' },
      ],
    },
    cohort: ownCohortOption,
  },

  async run(call) {
    const cohort = await ownCohort(call, call.options.cohort);
    return board(call, cohort, readWhich(call.options.which ?? '', cohort, call.now), false);
  },

  buttons: {
    open: { who: 'member', run: call => open(call, '', false) },
    /** Another board of the cohort that the button names: only for who is in it. */
    show: { who: 'member', run: call => open(call, call.argument, true) },
    /** As a message of its own: the post in the channel stays. */
    'show-new': { who: 'member', run: call => open(call, call.argument, false) },
  },
});

async function open(asked: Asked, argument: string, replaces: boolean): Promise<Card> {
  const [cohortId, which = ''] = argument.split('.');
  const cohort = await ownCohort(asked, cohortId === '' ? undefined : cohortId);
  return board(asked, cohort, readWhich(which, cohort, asked.now), replaces);
}

/** The cohort joined last, unless one is named. */
async function ownCohort({ db, guildId, memberId }: Asked, typed: string | undefined): Promise<Cohort> {
  const own = await listCohortsOfMember(db, guildId, memberId);
  const cohort = typed === undefined ? own[0] : cohortNamed(own, typed);
  if (!cohort) throw new Refusal(sentences.unknown);
  return cohort;
}
