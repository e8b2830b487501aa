import { type Card, say } from '../../src/cards/reply.ts';
import { count, plain } from '../../src/cards/words.ts';
import { type Asked, defineCommand } from '../../src/discord/define-command.ts';
import { addAudit } from '../../src/store/audit.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import { setDeliveryReady } from '../../src/store/deliveries.ts';
import { listStuck } from '../../src/store/delivery-lists.ts';
import { anyCohortOption, cohortAsked, cohortPressed } from '../_posts.ts';

const sentences = {
  nothing: (cohort: string) =>
    `Nothing of **${plain(cohort)}** is blocked or given up. \`/delivery status\` shows what comes.`,
  trying: (cohort: string, posts: number) =>
    `I try ${count(posts, 'post')} of **${plain(cohort)}** again now. \`/delivery status\` shows in a moment how it went.`,
};

/** Nobody has more that waits; and an answer has to come in time. */
const most = 25;

export default defineCommand({
  description: 'Try again at once what is blocked or given up',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: anyCohortOption },

  run: async call => retry(call, await cohortAsked(call, call.options.cohort)),

  buttons: {
    open: { who: 'moderator', run: async call => retry(call, await cohortPressed(call, call.argument)) },
  },
});

async function retry({ db, guildId, memberId, now }: Asked, cohort: Cohort): Promise<Card> {
  const stuck = await listStuck(db, guildId, [cohort.id], { limit: most, now });
  const ready = await db.transaction(async tx => {
    let changed = 0;
    for (const { id } of stuck) changed += Number(await setDeliveryReady(tx, guildId, id));
    if (changed > 0) {
      await addAudit(tx, {
        guildId,
        cohortId: cohort.id,
        actorId: memberId,
        action: 'deliveries-retried',
        detail: { posts: changed },
        at: now,
      });
    }
    return changed;
  });
  if (ready === 0) return say(sentences.nothing(cohort.name));
  return { ...say(sentences.trying(cohort.name, ready)), wakes: true };
}
