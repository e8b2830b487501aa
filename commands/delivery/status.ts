import { statusBlocks } from '../../src/cards/delivery-status.ts';
import { type Card, divider, text } from '../../src/cards/reply.ts';
import { count } from '../../src/cards/words.ts';
import type { LatePolicy } from '../../src/core/misfire.ts';
import { type Asked, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { type Cohort, listCohorts } from '../../src/store/cohorts.ts';
import { type Delivery, findDelivery } from '../../src/store/deliveries.ts';
import { listLatest, listStuck } from '../../src/store/delivery-lists.ts';
import { findGuild } from '../../src/store/guilds.ts';
import { anyCohortOption, cohortAsked, cohortPressed, titleOf } from '../_posts.ts';

const sentences = {
  none: 'There is no cohort here yet. `/cohort create` starts one.',
  gone: 'I don’t know that post any more. `/delivery status` shows how all cohorts are.',
  more: (rest: number) => `And ${count(rest, 'more cohort')}: name one with \`/delivery status cohort\`.`,
  noNotices:
    '-# No notice channel is chosen, so nobody is told by itself when a post is blocked. `/setup` chooses one.',
};

/** More would not fit into one message. */
const cohortsAtOnce = 3;
const latestShown = 3;
const stuckShown = 5;

export default defineCommand({
  description: 'What was posted, what waits, and what to do about it',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: anyCohortOption },

  async run(call) {
    const { cohort } = call.options;
    if (cohort !== undefined) return status(call, [await cohortAsked(call, cohort)]);
    const cohorts = await listCohorts(call.db, call.guildId);
    if (cohorts.length === 0) throw new Refusal(sentences.none);
    return status(call, cohorts);
  },

  buttons: {
    /** Of the cohort of a delivery: notices carry its id. */
    open: {
      who: 'moderator',
      async run(call) {
        const delivery = await findDelivery(call.db, call.guildId, call.argument);
        if (!delivery) throw new Refusal(sentences.gone);
        return status(call, [await cohortPressed(call, delivery.cohortId)]);
      },
    },
  },
});

async function status(asked: Asked, cohorts: readonly Cohort[]): Promise<Card> {
  const { db, guildId, now } = asked;
  const stuck = await listStuck(db, guildId, idsOf(cohorts), { limit: 100, now });
  const shown = troubledFirst(cohorts, stuck).slice(0, cohortsAtOnce);
  const parts = await Promise.all(shown.map(cohort => blocksOf(asked, cohort)));
  const rest = cohorts.length - shown.length;
  const guild = await findGuild(db, guildId);
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    blocks: [
      text('## Deliveries'),
      ...parts.flatMap(blocks => [divider, ...blocks]),
      ...(rest > 0 ? [divider, text(sentences.more(rest))] : []),
      ...(guild?.noticeChannelId ? [] : [text(sentences.noNotices)]),
    ],
  };
}

const idsOf = (cohorts: readonly Cohort[]): string[] => cohorts.map(({ id }) => id);

/** Where a hand is needed comes first. */
function troubledFirst(cohorts: readonly Cohort[], stuck: readonly Delivery[]): readonly Cohort[] {
  const needsHand = new Set(
    stuck.filter(({ state }) => state === 'blocked' || state === 'dead').map(({ cohortId }) => cohortId),
  );
  return [...cohorts].sort((a, b) => Number(needsHand.has(b.id)) - Number(needsHand.has(a.id)));
}

async function blocksOf({ db, guildId, curriculum, lacksIn, now }: Asked, cohort: Cohort) {
  const [latest, stuck] = await Promise.all([
    listLatest(db, cohort, latestShown),
    listStuck(db, guildId, [cohort.id], { limit: stuckShown, now }),
  ]);
  const shown = (delivery: Delivery) => ({ ...delivery, title: titleOf(curriculum, delivery) });
  return statusBlocks({
    ...cohort,
    latePolicy: cohort.latePolicy as LatePolicy,
    latest: latest.map(shown),
    stuck: stuck.map(shown),
    lacksIn,
    now,
  });
}
