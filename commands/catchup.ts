import { catchUpCard } from '../src/cards/catch-up-card.ts';
import { readButton } from '../src/cards/lesson-card.ts';
import { buttons, type Card, say } from '../src/cards/reply.ts';
import { count, plain } from '../src/cards/words.ts';
import { type CatchUp, type DailyShare, isCatchingUp, ON_TRACK, planCatchUp } from '../src/core/catch-up.ts';
import { dayIn } from '../src/core/time.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { listPlanDays } from '../src/store/cohorts.ts';
import { listDeliveries } from '../src/store/deliveries.ts';
import { listMemberships, type Membership } from '../src/store/memberships.ts';
import { listPauses } from '../src/store/pauses.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { breakLines } from './_break.ts';
import { cohortNamed, ownCohortOption } from './_cohort.ts';
import { comingFor, openFor } from './_open.ts';

const usualMinutes = 20;
const leastMinutes = 10;
const mostMinutes = 120;

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
  audit: (cohort: string) =>
    `You read along in **${plain(cohort)}**, so nothing waits for you there. \`/join\` lets you take part in another way.`,
  onTrack: (cohort: string) => `You are on track with **${plain(cohort)}**. Nothing is open.`,
  nearly: (cohort: string, open: number) =>
    `You are on track with **${plain(cohort)}**. ${count(open, 'lesson is', 'lessons are')} open: read on whenever it suits you.`,
  minutes: (minutes: number) => `${minutes} minutes a day`,
  lessons: (lessons: number) => `${count(lessons, 'earlier lesson')} a day besides the new ones`,
};

export default defineCommand({
  description: 'An easy way back to where your cohort is',
  who: 'member',
  where: ['server', 'thread'],
  options: {
    minutes: {
      type: 'number',
      description: `Minutes that you have on a day; ${usualMinutes} if left out`,
      least: leastMinutes,
      most: mostMinutes,
    },
    cohort: ownCohortOption,
  },

  run: call => catchUp(call, call.options),

  buttons: { open: { who: 'member', run: call => catchUp(call, {}) } },
});

async function catchUp(
  asked: Asked,
  wanted: { readonly minutes?: number | undefined; readonly cohort?: string | undefined },
): Promise<Card> {
  const { db, guildId, memberId, now, curriculum } = asked;
  const [own, done, breaks] = await Promise.all([
    listMemberships(db, guildId, memberId),
    listLessonsDone(db, guildId, memberId),
    listPauses(db, asked),
  ]);
  const membership = memberOf(own, wanted.cohort);
  const { cohort, mode, catchUpADay } = membership;
  const notes = breakLines(breaks, now);
  if (mode === 'audit') return say([...notes, sentences.audit(cohort.name)].join('\n'));

  const [posts, plan] = await Promise.all([
    listDeliveries(db, guildId, [cohort.id]),
    listPlanDays(db, guildId, cohort.id),
  ]);
  const { since, earlier } = openFor(curriculum, membership, posts, done);
  const catchesUp = isCatchingUp(membership, now);
  const wantedToo = catchesUp ? earlier : [];
  if (wantedToo.length === 0 && since.length <= ON_TRACK) {
    const words =
      since.length === 0 ? sentences.onTrack(cohort.name) : sentences.nearly(cohort.name, since.length);
    return say([...notes, words].join('\n'), ...readFirst(since[0]?.lessonId, cohort.id));
  }

  const share: DailyShare =
    wanted.minutes === undefined && catchesUp && catchUpADay !== null
      ? { lessons: catchUpADay }
      : { minutes: wanted.minutes ?? usualMinutes };
  const today = dayIn(cohort.zone, now);
  const given = { open: [...wantedToo, ...since], coming: comingFor(curriculum, plan, posts, done), today };
  const way = planCatchUp({ ...given, share });
  return catchUpCard({
    cohortId: cohort.id,
    cohortName: cohort.name,
    pathwayTitle: curriculum.pathways.get(cohort.pathwayId)?.title,
    today,
    share: 'minutes' in share ? sentences.minutes(share.minutes) : sentences.lessons(share.lessons),
    plan: way,
    enough: enoughFor(way, share, minutes => planCatchUp({ ...given, share: { minutes } })),
    titleOf: id => curriculum.lessons.get(id)?.title ?? id,
    notes,
  });
}

/** The one that is named, else the first in which the member takes part. */
function memberOf(own: readonly Membership[], named: string | undefined): Membership {
  const cohorts = own.map(({ cohort }) => cohort);
  const wanted = named === undefined ? undefined : cohortNamed(cohorts, named)?.id;
  const found =
    named === undefined
      ? (own.find(({ mode }) => mode !== 'audit') ?? own[0])
      : own.find(({ cohort }) => cohort.id === wanted);
  if (!found) throw new Refusal(sentences.unknown);
  return found;
}

/** The fewest minutes, in steps of ten, that are enough where those of the plan aren't. */
function enoughFor(way: CatchUp, share: DailyShare, planWith: (minutes: number) => CatchUp) {
  if (way.levelOn !== null) return undefined;
  const from = 'minutes' in share ? Math.floor(share.minutes / 10) * 10 + 10 : leastMinutes;
  for (let minutes = from; minutes <= mostMinutes; minutes += 10) {
    const { levelOn } = planWith(minutes);
    if (levelOn !== null) return { minutes, levelOn };
  }
  return undefined;
}

const readFirst = (lessonId: string | undefined, cohortId: string) =>
  lessonId === undefined ? [] : [buttons({ ...readButton(lessonId, cohortId), style: 'primary' as const })];
