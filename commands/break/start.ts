import { say } from '../../src/cards/reply.ts';
import { time } from '../../src/cards/words.ts';
import { breakAt } from '../../src/core/streak.ts';
import { addDays, dayIn, instantOf } from '../../src/core/time.ts';
import { type Call, defineCommand, Refusal } from '../../src/discord/define-command.ts';
import { listCohortsOfMember } from '../../src/store/memberships.ts';
import { addPause, listPauses, setPauseUntil } from '../../src/store/pauses.ts';
import { readDay } from '../_typed.ts';

const sentences = {
  past: (tomorrow: string) =>
    `You can come back tomorrow (${tomorrow}) or later. Leave the day out if you don’t know yet. Nothing was changed.`,
  far: 'That is more than a year away. Leave the day out: the break then lasts until you end it. Nothing was changed.',
  open: 'You are on a break. Take all the time you need: nothing is asked of you, and your streak waits. When you are back, type `/break end`.',
  until: (until: Date) =>
    `You are on a break until ${time(until, 'D')}. Nothing is asked of you, and your streak waits. It ends by itself on that day; \`/break end\` ends it sooner.`,
  already: (until: Date | null) =>
    `You are on a break already${until === null ? '' : `, until ${time(until, 'D')}`}. \`/break end\` ends it, and \`/break start\` with a day moves its end.`,
  counts: 'The lessons go on in their channel. If you feel like doing one, it counts.',
};

const options = {
  until: {
    type: 'text',
    description: 'The day on which you come back, such as 2026-11-30; leave it out if you don’t know',
    maxLength: 20,
  },
} as const;

/** A longer break is more likely a typing error; who really needs one leaves its end open. */
const longestDays = 366;

export default defineCommand({
  description: 'Rest: nothing is asked of you, and your streak waits',
  who: 'member',
  where: ['server', 'thread'],
  options,

  async run(call) {
    const { db, now } = call;
    const until = await understand(call);
    const current = breakAt(await listPauses(db, call), now);
    if (current && until === null) return say(sentences.already(current.until));
    if (!(current && (await setPauseUntil(db, call, until, now)))) {
      await addPause(db, call, { from: now, until });
    }
    return say(`${until === null ? sentences.open : sentences.until(until)}\n${sentences.counts}`);
  },
});

/** The instant at which the day of coming back begins, in the zone of the member's cohort; null for an open break. */
async function understand({ db, guildId, memberId, now, options: given }: Call<typeof options>) {
  if (given.until === undefined) return null;
  const [cohort] = await listCohortsOfMember(db, guildId, memberId);
  const zone = cohort?.zone ?? 'UTC';
  const today = dayIn(zone, now);
  const day = readDay(given.until, today);
  if (day <= today) throw new Refusal(sentences.past(addDays(today, 1)));
  if (day > addDays(today, longestDays)) throw new Refusal(sentences.far);
  return instantOf(day, '00:00', zone);
}
