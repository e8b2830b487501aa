import { noCohort } from '../src/cards/no-cohort.ts';
import type { Card, Choice } from '../src/cards/reply.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { listCohortsOfMember, listPastCohorts } from '../src/store/memberships.ts';
import { board, readWhich } from './_board.ts';
import { choicesOf, cohortNamed, ownCohortOption } from './_cohort.ts';

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
};

export default defineCommand({
  description: 'How your cohort is doing: this week, since the start, or its squads',
  who: 'everyone',
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
    cohort: { ...ownCohortOption, suggest: suggestSeen },
  },

  async run(call) {
    const cohort = await ownCohort(call, call.options.cohort);
    return board(call, cohort, readWhich(call.options.which ?? '', cohort, call.now), false);
  },

  buttons: {
    open: { who: 'everyone', run: call => open(call, '', false) },
    /** Another board of the cohort that the button names: only for who is in it, or was when it was archived. */
    show: { who: 'everyone', run: call => open(call, call.argument, true) },
    /** As a message of its own: the post in the channel stays. */
    'show-new': { who: 'everyone', run: call => open(call, call.argument, false) },
  },
});

async function open(asked: Asked, argument: string, replaces: boolean): Promise<Card> {
  const [cohortId, which = ''] = argument.split('.');
  const cohort = await ownCohort(asked, cohortId === '' ? undefined : cohortId);
  return board(asked, cohort, readWhich(which, cohort, asked.now), replaces);
}

/** The cohort joined last, unless one is named; of those that are archived, with the member in them, only one that is named. */
async function ownCohort(asked: Asked, typed: string | undefined): Promise<Cohort> {
  const { db, guildId, memberId } = asked;
  const own = await listCohortsOfMember(db, guildId, memberId);
  const found = typed === undefined ? own[0] : cohortNamed(own, typed);
  if (found) return found;
  const past = await listPastCohorts(db, guildId, memberId);
  const archived = typed === undefined ? undefined : cohortNamed(past.filter(isOver), typed);
  if (archived) return archived;
  throw new Refusal(own.length > 0 ? sentences.unknown : noCohort(past));
}

const isOver = ({ hasLeft }: { readonly hasLeft: boolean }): boolean => !hasLeft;

/** The member's own cohorts, then those of theirs that are archived. */
async function suggestSeen({ db, guildId, memberId }: Asked, typed: string): Promise<Choice[]> {
  const own = await listCohortsOfMember(db, guildId, memberId);
  const past = await listPastCohorts(db, guildId, memberId);
  return choicesOf([...own, ...past.filter(isOver)], typed);
}
