/** Late joiners: what came before them, and the ways to take part. Spoken by `/join`. */

import { dayWords } from '../src/cards/day-words.ts';
import type { Card } from '../src/cards/reply.ts';
import { type CatchUpPace, catchUpPaces, takePartCard, takesPartCard } from '../src/cards/take-part-card.ts';
import { plain } from '../src/cards/words.ts';
import { isCatchingUp, planOldLessons } from '../src/core/catch-up.ts';
import { dayIn, type StudyDay } from '../src/core/time.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { listDeliveries } from '../src/store/deliveries.ts';
import { listMemberships, type Membership, setMembership } from '../src/store/memberships.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { openFor, postedBefore } from './_open.ts';

const sentences = {
  gone: 'You are not in that cohort any more, so nothing was changed. `/join` brings you back.',
  nothingEarlier: (cohort: string) =>
    `You have done everything that came before you in **${plain(cohort)}**: there is nothing to catch up with. Nothing was changed.`,
  live: (cohort: string) => `You study live with **${plain(cohort)}**, from today’s lesson on.`,
  catchUp: (cohort: string, aDay: number, until: StudyDay) =>
    `You catch up with **${plain(cohort)}** at ${aDay} a day, until ${dayWords(until)}. \`/catchup\` shows which lessons on which days.`,
  audit: (cohort: string) =>
    `You read along in **${plain(cohort)}**: no reminders, no leaderboard, no streak. What you learn still counts as your progress.`,
  now: {
    live: 'You take part **live** at the moment.',
    'catch-up': 'You are **catching up** at the moment.',
    audit: 'You **read along** at the moment.',
  } satisfies Record<Membership['mode'], string>,
};

/** How much old there is to choose from. */
const paces = [1, 2, 3] as const;

/** The question to somebody who comes late, or undefined where nothing came before today. */
export async function askHow(
  asked: Asked,
  cohort: Cohort,
  first: readonly string[],
): Promise<Card | undefined> {
  if (cohort.state === 'ended') return undefined;
  const { before, earlier } = await countBefore(asked, cohort);
  if (before === 0) return undefined;
  return takePartCard({ cohortId: cohort.id, first, lessons: before, open: earlier });
}

/** How a member takes part now, in words. */
export async function howNow({ db, guildId, memberId, now }: Asked, cohort: Cohort): Promise<string[]> {
  const own = await listMemberships(db, guildId, memberId);
  const found = own.find(one => one.cohort.id === cohort.id);
  if (!found) return [];
  const isOver = found.mode === 'catch-up' && !isCatchingUp(found, now);
  return [sentences.now[isOver ? 'live' : found.mode]];
}

/** Live: lessons are counted from today on, and what came before is nobody's business. */
export async function takePartLive(asked: Asked, cohortId: string): Promise<Card> {
  const { cohort } = await membershipIn(asked, cohortId);
  await change(asked, cohort, { mode: 'live', catchUpADay: null, joinedAt: asked.now });
  return takesPartCard(sentences.live(cohort.name), { catchesUp: false });
}

export async function readAlong(asked: Asked, cohortId: string): Promise<Card> {
  const { cohort } = await membershipIn(asked, cohortId);
  await change(asked, cohort, { mode: 'audit', catchUpADay: null });
  return takesPartCard(sentences.audit(cohort.name), { catchesUp: false });
}

/** Asks how many old lessons a day. */
export async function askPace(asked: Asked, cohortId: string): Promise<Card> {
  const { cohort } = await membershipIn(asked, cohortId);
  const { earlier } = await countBefore(asked, cohort);
  if (earlier === 0) throw new Refusal(sentences.nothingEarlier(cohort.name));
  const today = dayIn(cohort.zone, asked.now);
  return catchUpPaces(
    cohort.id,
    earlier,
    paces.map((aDay): CatchUpPace => ({ aDay, ...planOldLessons({ lessons: earlier, aDay, today }) })),
  );
}

/** `argument`: the cohort's id, a dot, and how many a day. */
export async function takePartBehind(asked: Asked, argument: string): Promise<Card> {
  const [cohortId = '', number] = argument.split('.');
  const aDay = paces.find(one => String(one) === number);
  if (aDay === undefined) throw new Refusal(sentences.gone);
  const { cohort } = await membershipIn(asked, cohortId);
  const { earlier } = await countBefore(asked, cohort);
  if (earlier === 0) throw new Refusal(sentences.nothingEarlier(cohort.name));
  await change(asked, cohort, { mode: 'catch-up', catchUpADay: aDay, joinedAt: asked.now });
  const { until } = planOldLessons({ lessons: earlier, aDay, today: dayIn(cohort.zone, asked.now) });
  return takesPartCard(sentences.catchUp(cohort.name, aDay, until), { catchesUp: true });
}

async function membershipIn({ db, guildId, memberId }: Asked, cohortId: string): Promise<Membership> {
  const own = await listMemberships(db, guildId, memberId);
  const found = own.find(({ cohort }) => cohort.id === cohortId);
  if (!found) throw new Refusal(sentences.gone);
  return found;
}

async function change(
  { db, guildId, memberId }: Asked,
  cohort: Cohort,
  to: Parameters<typeof setMembership>[2],
): Promise<void> {
  const changed = await setMembership(db, { guildId, cohortId: cohort.id, memberId }, to);
  if (!changed) throw new Refusal(sentences.gone);
}

/** Lessons posted before today in the cohort's zone, and how many of them the member hasn't done. */
async function countBefore({ db, guildId, memberId, now, curriculum }: Asked, cohort: Cohort) {
  const [posts, done] = await Promise.all([
    listDeliveries(db, guildId, [cohort.id]),
    listLessonsDone(db, guildId, memberId),
  ]);
  const { earlier } = openFor(curriculum, { cohort, joinedAt: now }, posts, done);
  return { before: postedBefore(posts, dayIn(cohort.zone, now)).length, earlier: earlier.length };
}
