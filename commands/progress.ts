import { correctedButton } from '../src/cards/correction-words.ts';
import { dayLine } from '../src/cards/lesson-parts.ts';
import { type Block, buttons, type Card, divider, text } from '../src/cards/reply.ts';
import { bar, count, plain } from '../src/cards/words.ts';
import { isCatchingUp, ON_TRACK } from '../src/core/catch-up.ts';
import { countDay } from '../src/core/day-count.ts';
import { isPosted, openFrom } from '../src/core/delivery.ts';
import { isRightNow } from '../src/core/errata.ts';
import { openPause } from '../src/core/plan-change.ts';
import { type Break, breakAt, countStreak, dayStates } from '../src/core/streak.ts';
import { dayIn, type StudyDay } from '../src/core/time.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { type Delivery, listDeliveries } from '../src/store/deliveries.ts';
import { listMemberships, type Membership } from '../src/store/memberships.ts';
import { listPauses } from '../src/store/pauses.ts';
import { findPlan, type Plan } from '../src/store/plans.ts';
import { sumPoints } from '../src/store/points.ts';
import { listKeptDays, listLessonsDone } from '../src/store/progress.ts';
import { countAnswers, listAnswersTo } from '../src/store/quizzes.ts';
import { breakLines } from './_break.ts';
import { correctedIds } from './_errata.ts';
import { openFor } from './_open.ts';
import { findQuestion } from './_quiz.ts';
import { listSoloPlaces, soloProgress, soloSentences } from './_solo.ts';

/** More would not fit into one message. */
const shownAtOnce = 8;

const sentences = {
  noQuiz: 'no quiz answered yet',
  rightShare: (right: number, given: number) => `${right} of ${count(given, 'answer')} right`,
  audit: 'You read along here: no streak is counted. `/join` lets you take part in another way.',
  streak: (streak: number) => `Streak: ${count(streak, 'study day')} in a row`,
  waits: (streak: number) => `Streak: ${count(streak, 'study day')} in a row. It waits for you.`,
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
  readonly kept: ReadonlyMap<string, ReadonlySet<StudyDay>>;
  readonly breaks: readonly Break[];
}

async function progress(asked: Asked): Promise<Card> {
  const { db, guildId, memberId, now, curriculum } = asked;
  const own = (await listMemberships(db, guildId, memberId)).slice(0, shownAtOnce);
  const ids = own.map(({ cohort }) => cohort.id);
  const [done, answers, corrected, points, posts, kept, breaks, ...plans] = await Promise.all([
    listLessonsDone(db, guildId, memberId),
    countAnswers(db, guildId, memberId),
    listAnswersTo(db, guildId, memberId, correctedIds(curriculum)),
    sumPoints(db, guildId, memberId),
    listDeliveries(db, guildId, ids),
    listKeptDays(db, guildId, memberId, ids),
    listPauses(db, asked),
    ...own.map(({ cohort }) => findPlan(db, cohort)),
  ]);
  const alone = await listSoloPlaces(asked, done);
  if (own.length === 0 && alone.length === 0) throw new Refusal(soloSentences.notStudying);
  const facts: Facts = { done, posts, kept, breaks };
  // A correction counts as if the key had been right from the start, as it does for points.
  const turned = corrected.reduce(
    (sum, one) => sum + Number(isRightNow(findQuestion(curriculum, one.questionId), one)) - Number(one.right),
    0,
  );
  const rightShare =
    answers.given === 0 ? sentences.noQuiz : sentences.rightShare(answers.right + turned, answers.given);
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
      ...(corrected.length > 0 ? [buttons(correctedButton)] : []),
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
  { cohort, joinedAt, mode }: Membership,
  plan: Plan | undefined,
  { done, posts, kept, breaks }: Facts,
): Block {
  const pathway = curriculum.pathways.get(cohort.pathwayId);
  const skipped = new Set(plan?.inputs.skipped);
  const lessons = (plan?.inputs.units ?? []).filter(
    ({ kind, key }) => kind === 'lesson' && !skipped.has(key),
  );
  const learned = lessons.filter(({ lessonId }) => done.has(lessonId ?? '')).length;
  const posted = posts.filter(post => post.cohortId === cohort.id && isPosted(post));
  const days = posted.map(post => ({ day: post.studyDay, due: openFrom(post) }));
  const states = dayStates(days, kept.get(cohort.id) ?? [], cohort.zone, now, breaks);
  const joinedOn = dayIn(cohort.zone, joinedAt);
  // A day that was over when they joined was never theirs, unless they kept it.
  const theirs = states.filter(({ day, state }) => state === 'kept' || (state !== 'rest' && day >= joinedOn));
  const keptDays = theirs.filter(({ state }) => state === 'kept').length;
  const streak = countStreak(states);
  const line = breakAt(breaks, now)
    ? sentences.waits(streak)
    : `${sentences.streak(streak)}; ${sentences.keptOf(keptDays, theirs.length)}`;
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
