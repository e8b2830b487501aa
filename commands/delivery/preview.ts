import { planPost } from '../../src/cards/plan-post.ts';
import { type Block, type Card, divider, say, text } from '../../src/cards/reply.ts';
import { count, plain, time } from '../../src/cards/words.ts';
import { deliveryId } from '../../src/core/delivery.ts';
import { type Asked, defineCommand } from '../../src/discord/define-command.ts';
import { type Cohort, listPlanDays } from '../../src/store/cohorts.ts';
import { dueInstant } from '../../src/store/decide.ts';
import { keyOf, listUndecided } from '../../src/store/ledger.ts';
import { hasOpenPause } from '../../src/store/plans.ts';
import { anyCohortOption, cohortAsked, cohortPressed } from '../_posts.ts';

const sentences = {
  nothing: (cohort: string) =>
    `Nothing more is planned for **${plain(cohort)}**, so there is nothing to preview.`,
  head: (cohort: Cohort, at: Date, role: string | null) =>
    `-# Preview of the next post of ${plain(cohort.name)}, ${time(at)}. Only you see this${role === null ? '' : `; it will mention <@&${role}>`}. Its buttons work once it is posted.`,
  paused: '-# The cohort is paused: this comes when it goes on.',
  waits: '-# An earlier post waits and comes first: see `/delivery status`.',
  gone: 'The lesson of this day is no longer in the curriculum. `/pace refresh` brings the plan up to date.',
  more: (rest: number) => `-# And ${count(rest, 'more post')} on the same day.`,
};

/** A day can hold several posts; so many fit into one message. */
const postsAtOnce = 3;

export default defineCommand({
  description: 'The next post as it will be, for your eyes only',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: anyCohortOption },

  run: async call => preview(call, await cohortAsked(call, call.options.cohort)),

  buttons: {
    open: { who: 'moderator', run: async call => preview(call, await cohortPressed(call, call.argument)) },
  },
});

async function preview({ db, guildId, curriculum }: Asked, cohort: Cohort): Promise<Card> {
  const [plan, openEnd, undecided] = await Promise.all([
    listPlanDays(db, guildId, cohort.id),
    hasOpenPause(db, cohort),
    listUndecided(db, [cohort], 2 * postsAtOnce),
  ]);
  const next = undecided.get(keyOf(cohort));
  const [first] = next?.slots ?? [];
  if (!next || !first || cohort.state === 'ended') return say(sentences.nothing(cohort.name));
  const ofDay = next.slots.filter(({ studyDay }) => studyDay === first.studyDay);
  const cards = ofDay.slice(0, postsAtOnce).map(slot =>
    planPost({
      deliveryId: deliveryId({ guildId, cohortId: cohort.id, ...slot }),
      slot,
      plan,
      openEnd,
      cohort,
      curriculum,
    }),
  );
  return {
    kind: 'card',
    accent: cards[0]?.accent ?? 'notice',
    private: true,
    blocks: [
      text(
        sentences.head(cohort, dueInstant(cohort, first.studyDay), cohort.roleId),
        ...(cohort.state === 'paused' ? [sentences.paused] : []),
        ...(next.isWaiting ? [sentences.waits] : []),
      ),
      ...cards.flatMap(card => [divider, ...(card?.blocks.map(idle) ?? [text(sentences.gone)])]),
      ...(ofDay.length > cards.length ? [text(sentences.more(ofDay.length - cards.length))] : []),
    ],
  };
}

/** The delivery that its buttons name isn't decided yet. */
const idle = (block: Block): Block =>
  block.kind === 'buttons'
    ? { ...block, buttons: block.buttons.map(one => ('press' in one ? { ...one, disabled: true } : one)) }
    : block;
