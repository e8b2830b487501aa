import { correctedButton } from '../src/cards/correction-words.ts';
import { dayLine } from '../src/cards/lesson-parts.ts';
import { type Block, buttons, type Card, divider, text } from '../src/cards/reply.ts';
import { bar, count, person, plain } from '../src/cards/words.ts';
import { isCatchingUp, ON_TRACK } from '../src/core/catch-up.ts';
import { countDay } from '../src/core/day-count.ts';
import { isPosted } from '../src/core/delivery.ts';
import { domainName } from '../src/core/domains.ts';
import { masteryByTopic } from '../src/core/mastery.ts';
import { openPause } from '../src/core/plan-change.ts';
import { breakAt } from '../src/core/streak.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { type ProgressFacts, progressPicture } from '../src/pictures/progress.ts';
import { topicWords } from '../src/pictures/progress-words.ts';
import type { Membership } from '../src/store/memberships.ts';
import { breakLines } from './_break.ts';
import { drawnBlocks } from './_drawn.ts';
import { formerPlaces } from './_former.ts';
import { rightNow } from './_judged.ts';
import { openFor } from './_open.ts';
import { type Progress, plannedLessons, readProgress, shownAtOnce } from './_progress.ts';
import { notStudying, placeIn, type SoloPlace } from './_solo.ts';
import { studyDaysOf } from './_study-days.ts';

/** The picture shows more. */
const topicsInWords = 4;

const sentences = {
  own: '## Your progress',
  of: (memberId: string) => `## Progress of ${person(memberId)}`,
  noQuiz: 'no quiz answered yet',
  rightShare: (right: number, given: number) => `${right} of ${count(given, 'answer')} right`,
  audit: 'You read along here: no streak is counted. `/join` lets you take part in another way.',
  auditOf: 'Reads along here.',
  streak: (streak: number) => `Streak: ${count(streak, 'study day')} in a row`,
  waits: (streak: number) => `Streak: ${count(streak, 'study day')} in a row. It waits for you.`,
  freezes: (freezes: number) => (freezes === 0 ? 'no freeze left' : count(freezes, 'freeze')),
  keptOf: (kept: number, days: number) => `${kept} of ${days} kept`,
  lessons: (done: string, elsewhere: number) =>
    `Lessons ${done}${elsewhere > 0 ? `, ${elsewhere} of them from elsewhere` : ''}`,
  topics: (topics: readonly string[]) => `Right at the newest answer: ${topics.join(' · ')}`,
  alone: 'Alone, at your own pace',
  past: 'Learned so far',
  idle: (hasCohorts: boolean) =>
    `No cohort of yours goes on at the moment. What you learned stays yours, and counts wherever you go on: ${hasCohorts ? '`/cohorts` shows what runs here and `/join` takes you in, or ' : ''}\`/solo start\` goes on at your own pace.`,
  nothingToShow: 'They study nothing here at the moment.',
};

export default defineCommand({
  description: 'What you have learned so far',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    member: { type: 'member', description: 'Somebody who lets you see theirs; leave it out for your own' },
  },
  run: call => progress(call, call.options.member ?? call.memberId),
  buttons: { open: { who: 'everyone', run: call => progress(call, call.memberId) } },
});

/** What is shown of a cohort's pathway, or of one that is studied alone. */
interface Study {
  /** In words, below the heading. */
  readonly block: Block;
  readonly facts: Omit<ProgressFacts, 'topics'>;
}

async function progress(asked: Asked, memberId: string): Promise<Card> {
  const isOwn = memberId === asked.memberId;
  const read = await readProgress(asked, memberId);
  const { points, done, answers, breaks, settings } = read;
  const places = read.alone.flatMap(study => placeIn(asked.curriculum, study, new Set(done.keys())) ?? []);
  const current = [
    ...read.memberships.map(membership => ofCohort(asked, membership, read, isOwn)),
    ...places.map(place => ofSolo(place, read)),
  ];
  const isIdle = current.length === 0;
  if (isIdle && !isOwn) throw new Refusal(sentences.nothingToShow);
  if (isIdle && done.size === 0 && answers.given === 0 && points === 0)
    throw new Refusal(await notStudying(asked));
  const past = isOwn ? pastPlaces(asked, read, places).map(ofPast) : [];
  const studies = [...current, ...past.slice(0, Math.max(0, shownAtOnce - current.length))];
  const [first] = studies;
  const topics = masteryByTopic(read.newest).map(({ topic, ...numbers }) => ({
    name: domainName(topic),
    ...numbers,
  }));
  const facts: ProgressFacts | undefined = first && { ...first.facts, topics };
  const words = topicWords({ topics }, topicsInWords).map(word => plain(word));
  const rightShare =
    answers.given === 0
      ? sentences.noQuiz
      : sentences.rightShare(rightNow(asked.curriculum, answers, read.corrected), answers.given);
  const sums = [`${count(done.size, 'lesson')} done`, rightShare];
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [
      text(
        isOwn ? sentences.own : sentences.of(memberId),
        // Points would tell which alias on the board is theirs.
        (isOwn ? [count(points, 'point'), ...sums] : sums).join(' · '),
        ...(words.length > 0 ? [sentences.topics(words)] : []),
        ...(isOwn ? breakLines(breaks, asked.now) : []),
        ...(isIdle ? [sentences.idle(read.hasCohorts)] : []),
      ),
      ...(facts && !settings.textOnly ? await drawnBlocks(() => progressPicture(facts)) : []),
      ...studies.flatMap(({ block }) => [divider, block]),
      ...(isOwn ? [isIdle ? idleButtons(read) : nextButtons(asked, read)] : []),
      ...(isOwn && read.corrected.length > 0 ? [buttons(correctedButton)] : []),
    ],
  };
}

/** Ways on for who studies nothing now. */
const idleButtons = ({ hasCohorts }: Progress): Block =>
  buttons(...(hasCohorts ? [{ label: 'Cohorts here', press: { command: 'cohorts', action: 'open' } }] : []), {
    label: 'Review',
    press: { command: 'review', action: 'open' },
  });

/** Whoever is not on track is shown the way; nobody is told how far behind they are. */
function nextButtons({ curriculum, now }: Asked, { memberships, posts, done, breaks }: Progress): Block {
  if (memberships.length === 0) {
    return buttons({
      label: 'My next lesson',
      style: 'primary',
      press: { command: 'solo/next', action: 'open' },
    });
  }
  const isBehind = memberships.some(membership => {
    const ofCohort = posts.filter(({ cohortId }) => cohortId === membership.cohort.id);
    const { since, earlier } = openFor(curriculum, membership, ofCohort, new Set(done.keys()));
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

function ofCohort(
  { curriculum, now }: Asked,
  membership: Membership,
  { done, posts, record, breaks, plans }: Progress,
  isOwn: boolean,
): Study {
  const { cohort, mode } = membership;
  const pathway = curriculum.pathways.get(cohort.pathwayId);
  const plan = plans.get(cohort.id);
  const lessons = countedIn(plannedLessons(plan), done, cohort.id);
  const ofThis = posts.filter(post => post.cohortId === cohort.id);
  const own = studyDaysOf(curriculum, { membership, posts: ofThis, record, breaks }, now);
  const isWaiting = isOwn && breakAt(breaks, now);
  const streak = isWaiting
    ? sentences.waits(own.streak)
    : `${sentences.streak(own.streak)}; ${sentences.keptOf(own.kept, own.counted)}${isOwn ? `; ${sentences.freezes(own.freezes)}` : ''}`;
  const latest = ofThis.filter(isPosted).at(-1)?.studyDay;
  const slots = plan?.days.map(({ day }) => ({ studyDay: day })) ?? [];
  const { day, days } = latest === undefined ? { day: 0, days: 0 } : countDay(slots, latest);
  // While a pause has no end, nobody knows of how many.
  const dayWords = plan && day > 0 ? [dayLine(day, openPause(plan.inputs) ? undefined : days)] : [];
  const title = pathway?.title ?? cohort.pathwayId;
  return {
    block: text(
      `-# ${[plain(cohort.name), title, ...dayWords].join(' ▸ ')}`,
      lessonsLine(lessons),
      mode === 'audit' ? (isOwn ? sentences.audit : sentences.auditOf) : streak,
    ),
    facts: {
      ...{ title, note: [cohort.name, ...dayWords].join(' · '), lessons },
      ...(mode === 'audit' ? { days: [], streak: undefined } : { days: own.days, streak: own.streak }),
    },
  };
}

const ofSolo = (place: SoloPlace, { done }: Progress): Study =>
  withoutDays(
    place,
    sentences.alone,
    countedIn(
      place.lessons.map(({ id }) => id),
      done,
      null,
    ),
  );

/** Nothing of it comes from elsewhere: all is past. */
const ofPast = (place: SoloPlace): Study =>
  withoutDays(place, sentences.past, { here: place.done, elsewhere: 0, total: place.lessons.length });

/** No cohort, and so no study days to keep. */
function withoutDays({ pathway, track }: SoloPlace, head: string, lessons: ProgressFacts['lessons']): Study {
  const where = [pathway.title, track?.title].filter(part => part !== undefined);
  return {
    block: text(`-# ${[head, ...where].join(' ▸ ')}`, lessonsLine(lessons)),
    facts: {
      ...{ title: pathway.title, note: [head, ...where.slice(1)].join(' · ') },
      ...{ days: [], streak: undefined, lessons },
    },
  };
}

/** Pathways with lessons done that stand in nothing that is studied now. */
function pastPlaces(
  { curriculum }: Asked,
  { memberships, former, done, plans }: Progress,
  alone: readonly SoloPlace[],
): readonly SoloPlace[] {
  const ids = new Set(done.keys());
  const places = [...alone, ...memberships.flatMap(({ cohort }) => placeIn(curriculum, cohort, ids) ?? [])];
  const planned = [...plans.values()].flatMap(({ inputs }) => inputs.units.map(unit => unit.lessonId ?? ''));
  const shown = new Set([...places.flatMap(({ lessons }) => lessons.map(({ id }) => id)), ...planned]);
  return formerPlaces(curriculum, former, ids, shown);
}

/** A lesson that was done in another cohort, or outside of any, counts here like one that was done here. */
function countedIn(
  lessons: readonly string[],
  done: Progress['done'],
  cohortId: string | null,
): ProgressFacts['lessons'] {
  const all = lessons.flatMap(id => done.get(id) ?? []);
  const here = all.filter(one => one.cohortId === cohortId).length;
  return { here, elsewhere: all.length - here, total: lessons.length };
}

const lessonsLine = ({ here, elsewhere, total }: ProgressFacts['lessons']): string =>
  sentences.lessons(bar(here + elsewhere, total), elsewhere);
