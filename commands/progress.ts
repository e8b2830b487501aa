import { dayLine } from '../src/cards/lesson-parts.ts';
import { type Block, buttons, type Card, divider, text } from '../src/cards/reply.ts';
import { bar, count, plain } from '../src/cards/words.ts';
import { isCatchingUp, ON_TRACK } from '../src/core/catch-up.ts';
import { countDay } from '../src/core/day-count.ts';
import { isPosted } from '../src/core/delivery.ts';
import { openPause } from '../src/core/plan-change.ts';
import { type Break, breakAt } from '../src/core/streak.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { type Delivery, listDeliveries } from '../src/store/deliveries.ts';
import { listMemberships, type Membership } from '../src/store/memberships.ts';
import { listPauses } from '../src/store/pauses.ts';
import { findPlan, type Plan } from '../src/store/plans.ts';
import { sumPoints } from '../src/store/points.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { countAnswers } from '../src/store/quizzes.ts';
import { findStreakRecord, type StreakRecord } from '../src/store/streaks.ts';
import { breakLines } from './_break.ts';
import { openFor } from './_open.ts';
import { listSoloPlaces, soloProgress, soloSentences } from './_solo.ts';
import { streakIn } from './_streak.ts';

/** More would not fit into one message. */
const shownAtOnce = 8;

const sentences = {
  noQuiz: 'no quiz answered yet',
  rightShare: (right: number, given: number) => `${right} of ${count(given, 'answer')} right`,
  audit: 'You read along here: no streak is counted. `/join` lets you take part in another way.',
  streak: (streak: number) => `Streak: ${count(streak, 'study day')} in a row`,
  waits: (streak: number) => `Streak: ${count(streak, 'study day')} in a row. It waits for you.`,
  freezes: (freezes: number) => (freezes === 0 ? 'no freeze left' : count(freezes, 'freeze')),
  keptOf: (kept: number, days: number) => `${kept} of ${days} kept`,
};

export default defineCommand({
  description: 'What you have learned so far',
  who: 'everyone',
  where: ['server', 'thread'],
  run: progress,
  buttons: { open: { who: 'everyone', run: progress } },
});

/** What every cohort's block is made from. */
interface Facts {
  readonly done: ReadonlySet<string>;
  readonly posts: readonly Delivery[];
  readonly record: StreakRecord;
  readonly breaks: readonly Break[];
}

async function progress(asked: Asked): Promise<Card> {
  const { db, guildId, memberId, now } = asked;
  const own = (await listMemberships(db, guildId, memberId)).slice(0, shownAtOnce);
  const ids = own.map(({ cohort }) => cohort.id);
  const [done, answers, points, posts, record, breaks, ...plans] = await Promise.all([
    listLessonsDone(db, guildId, memberId),
    countAnswers(db, guildId, memberId),
    sumPoints(db, guildId, memberId),
    listDeliveries(db, guildId, ids),
    findStreakRecord(db, asked, ids),
    listPauses(db, asked),
    ...own.map(({ cohort }) => findPlan(db, cohort)),
  ]);
  const alone = await listSoloPlaces(asked, done);
  if (own.length === 0 && alone.length === 0) throw new Refusal(soloSentences.notStudying);
  const facts: Facts = { done, posts, record, breaks };
  const rightShare =
    answers.given === 0 ? sentences.noQuiz : sentences.rightShare(answers.right, answers.given);
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [
      text(
        '## Your progress',
        `${count(points, 'point')} · ${count(done.size, 'lesson')} done · ${rightShare}`,
        ...breakLines(breaks, now),
      ),
      ...own.flatMap((membership, place) => [divider, cohortBlock(asked, membership, plans[place], facts)]),
      ...alone.slice(0, shownAtOnce).flatMap(place => [divider, soloProgress(place)]),
      nextButtons(asked, own, facts),
    ],
  };
}

/** Whoever is not on track is shown the way; nobody is told how far behind they are. */
function nextButtons(
  { curriculum, now }: Asked,
  own: readonly Membership[],
  { posts, done, breaks }: Facts,
): Block {
  if (own.length === 0) {
    return buttons({
      label: 'My next lesson',
      style: 'primary',
      press: { command: 'solo/next', action: 'open' },
    });
  }
  const isBehind = own.some(membership => {
    const ofCohort = posts.filter(({ cohortId }) => cohortId === membership.cohort.id);
    const { since, earlier } = openFor(curriculum, membership, ofCohort, done);
    if (membership.mode === 'audit') return false;
    return since.length > ON_TRACK || (isCatchingUp(membership, now) && earlier.length > 0);
  });
  return buttons(
    { label: 'Today’s lesson', style: 'primary', press: { command: 'today', action: 'open' } },
    ...(isBehind && !breakAt(breaks, now)
      ? [{ label: 'My way back', press: { command: 'catchup', action: 'open' } }]
      : []),
    { label: 'Leaderboard', press: { command: 'leaderboard', action: 'open' } },
  );
}

function cohortBlock(
  { curriculum, now }: Asked,
  membership: Membership,
  plan: Plan | undefined,
  { done, posts, record, breaks }: Facts,
): Block {
  const { cohort, mode } = membership;
  const pathway = curriculum.pathways.get(cohort.pathwayId);
  const skipped = new Set(plan?.inputs.skipped);
  const lessons = (plan?.inputs.units ?? []).filter(
    ({ kind, key }) => kind === 'lesson' && !skipped.has(key),
  );
  const learned = lessons.filter(({ lessonId }) => done.has(lessonId ?? '')).length;
  const posted = posts.filter(post => post.cohortId === cohort.id && isPosted(post));
  const { streak, freezes, days } = streakIn(curriculum, { membership, posts, record, breaks }, now);
  // Days on which they rested, or on which our post came too late, were never theirs unless they kept them.
  const theirs = days.filter(({ became }) => became !== 'rest' && became !== 'late');
  const kept = theirs.filter(({ became }) => became === 'kept' || became === 'repaired').length;
  const line = breakAt(breaks, now)
    ? sentences.waits(streak)
    : `${sentences.streak(streak)}; ${sentences.keptOf(kept, theirs.length)}; ${sentences.freezes(freezes)}`;
  return text(
    `-# ${[plain(cohort.name), pathway?.title ?? cohort.pathwayId, ...dayWords(plan, posted)].join(' ▸ ')}`,
    `Lessons ${bar(learned, lessons.length)}`,
    mode === 'audit' ? sentences.audit : line,
  );
}

/** The day on which the cohort is. While a pause has no end, nobody knows of how many. */
function dayWords(plan: Plan | undefined, posted: readonly Delivery[]): string[] {
  const latest = posted.at(-1)?.studyDay;
  if (!plan || latest === undefined) return [];
  const slots = plan.days.map(({ day }) => ({ studyDay: day }));
  const { day, days } = countDay(slots, latest);
  if (day === 0) return [];
  return [dayLine(day, openPause(plan.inputs) ? undefined : days)];
}
