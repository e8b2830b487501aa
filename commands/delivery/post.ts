import { dayWords } from '../../src/cards/day-words.ts';
import { buttons, type Card, text } from '../../src/cards/reply.ts';
import { place, plain } from '../../src/cards/words.ts';
import { parseDay } from '../../src/core/time.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../../src/discord/define-command.ts';
import { addAudit } from '../../src/store/audit.ts';
import type { Cohort, PlanDay } from '../../src/store/cohorts.ts';
import { addDeliveryNow } from '../../src/store/decide.ts';
import { keyOf, listUndecided } from '../../src/store/ledger.ts';
import { listDecided } from '../../src/store/plans.ts';
import { anyCohortOption, cohortAsked, cohortPressed, titleOf } from '../_posts.ts';

const sentences = {
  paused: (cohort: string) =>
    `**${plain(cohort)}** is paused. \`/pace resume\` lets it go on; then this works. Nothing was posted.`,
  nothing: (cohort: string) => `Nothing more is planned for **${plain(cohort)}**. Nothing was posted.`,
  waits: (cohort: string) =>
    `An earlier post of **${plain(cohort)}** still waits and has to come first. \`/delivery status\` says why, and \`/delivery retry\` tries it at once. Nothing was posted.`,
  lacks: (channelId: string, lacks: readonly string[]) =>
    `I can’t post in ${place(channelId)}: I lack **${lacks.join('**, **')}** there. Give it to me in the channel’s settings under Permissions, then try again. Nothing was posted.`,
  noChannel:
    'Its channel is gone, or I can’t see it. Choose another one with `/cohort edit`. Nothing was posted.',
  ask: ({ channelId }: Cohort) => `## Post this in ${place(channelId)} now?`,
  planned: (day: PlanDay, { postTime, zone }: Cohort) =>
    `It is planned for ${dayWords(day.studyDay)}, ${postTime} (${zone}), and does not come again then. The days after it stay where they are.`,
  moved:
    'The plan has moved on since you were asked, so nothing was posted. `/delivery post` shows what is next now.',
  posted: ({ channelId }: Cohort) =>
    `It is on its way to ${place(channelId)}. \`/delivery status\` shows in a moment how it went.`,
  already: ({ channelId }: Cohort) =>
    `That day is in ${place(channelId)} already, or on its way there; it was not posted twice. \`/delivery status\` shows how it went.`,
  cancelled: 'Nothing was posted.',
};

export default defineCommand({
  description: 'Post the next planned day now instead of at its time',
  who: 'moderator',
  where: ['server', 'thread'],
  options: { cohort: anyCohortOption },

  async run(call) {
    const cohort = await cohortAsked(call, call.options.cohort);
    const slots = await nextDay(call, cohort);
    const [first] = slots;
    if (!first) throw new Refusal(sentences.nothing(cohort.name));
    const press = (action: string, argument: string) => ({ command: 'delivery/post', action, argument });
    return {
      kind: 'card',
      accent: 'notice',
      private: true,
      blocks: [
        text(
          sentences.ask(cohort),
          ...slots.map(slot => `- ${titleOf(call.curriculum, slot)}`),
          sentences.planned(first, cohort),
        ),
        buttons(
          { label: 'Post it now', style: 'primary', press: press('now', `${cohort.id}.${first.studyDay}`) },
          { label: 'Cancel', press: press('cancel', cohort.id) },
        ),
      ],
    };
  },

  buttons: {
    now: { who: 'moderator', run: postNow },
    cancel: { who: 'moderator', run: () => replaced(sentences.cancelled) },
  },
});

/** `argument`: the cohort's id, a dot, and the study day that was shown. */
async function postNow(call: PressCall): Promise<Card> {
  const { db, guildId, memberId, now } = call;
  const [id = '', typed = ''] = call.argument.split('.');
  const cohort = await cohortPressed(call, id);
  const day = parseDay(typed);
  if (!day) throw new Refusal(sentences.moved);
  const added = await db.transaction(async tx => {
    if (!(await addDeliveryNow(tx, cohort, now, day))) return false;
    await addAudit(tx, {
      guildId,
      cohortId: cohort.id,
      actorId: memberId,
      action: 'delivery-posted-now',
      detail: { studyDay: day },
      at: now,
    });
    return true;
  });
  if (added) return { ...replaced(sentences.posted(cohort)), wakes: true };
  const isDecided = (await listDecided(db, cohort)).some(one => one.day === day && one.taught);
  return replaced(isDecided ? sentences.already(cohort) : sentences.moved);
}

/** The slots of the next study day, all that stands in their way said in words. */
async function nextDay({ db, lacksIn }: Asked, cohort: Cohort): Promise<readonly PlanDay[]> {
  if (cohort.state === 'paused') throw new Refusal(sentences.paused(cohort.name));
  const next = (await listUndecided(db, [cohort], 10)).get(keyOf(cohort));
  if (next?.isWaiting) throw new Refusal(sentences.waits(cohort.name));
  if (cohort.state !== 'running') throw new Refusal(sentences.nothing(cohort.name));
  const lacks = lacksIn(cohort.channelId);
  if (!lacks) throw new Refusal(sentences.noChannel);
  if (lacks.length > 0) throw new Refusal(sentences.lacks(cohort.channelId, lacks));
  return next?.slots.filter(({ studyDay }) => studyDay === next.slots[0]?.studyDay) ?? [];
}

const replaced = (sentence: string): Card => ({
  kind: 'card',
  accent: 'notice',
  private: true,
  replaces: true,
  blocks: [text(sentence)],
});
