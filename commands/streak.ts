import { say } from '../src/cards/reply.ts';
import { type DayTold, streakCard, type ToRepair } from '../src/cards/streak-card.ts';
import { plain } from '../src/cards/words.ts';
import type { CountedDay } from '../src/core/freezes.ts';
import { type AskedIn, listRepairable, type Repairable, streakWith } from '../src/core/own-streak.ts';
import { repairUntil } from '../src/core/repair.ts';
import type { OwnDay } from '../src/core/streak.ts';
import { type StudyDay, weekday } from '../src/core/time.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { listDeliveries } from '../src/store/deliveries.ts';
import { listMemberships, type Membership } from '../src/store/memberships.ts';
import { listPauses } from '../src/store/pauses.ts';
import { findStreakRecord, type StreakRecord } from '../src/store/streaks.ts';
import { breakLines } from './_break.ts';
import { cohortNamed, ownCohortOption } from './_cohort.ts';
import { pageButtons, pageOf, pageWords, readPage } from './_pages.ts';
import { askedIn, streakIn } from './_streak.ts';

/** What a phone shows with a little scrolling. */
const daysAPage = 14;

const sentences = {
  unknown: 'You are not in a cohort of that name. Use `/cohorts` to see which ones you are in.',
  audit: (cohort: string) =>
    `You read along in **${plain(cohort)}**: no streak is counted. \`/join\` lets you take part in another way.`,
};

export default defineCommand({
  description: 'Your streak, day by day: why it is what it is',
  who: 'member',
  where: ['server', 'thread'],
  options: { cohort: ownCohortOption },

  run: call => streak(call, call.options.cohort, 0, false),

  buttons: {
    open: { who: 'member', run: call => streak(call, undefined, 0, false) },
    page: {
      who: 'member',
      run(call) {
        const { page, about } = readPage(call.argument);
        return streak(call, about, page, true);
      },
    },
  },
});

async function streak(asked: Asked, typed: string | undefined, wanted: number, replaces: boolean) {
  const { db, guildId, memberId, now, curriculum } = asked;
  const memberships = await listMemberships(db, guildId, memberId);
  const membership = memberOf(memberships, typed);
  const { cohort, mode } = membership;
  if (mode === 'audit') return say(sentences.audit(cohort.name));
  const [posts, record, breaks] = await Promise.all([
    listDeliveries(db, guildId, [cohort.id]),
    findStreakRecord(db, asked, [cohort.id]),
    listPauses(db, asked),
  ]);
  const own = streakIn(curriculum, { membership, posts, record, breaks }, now);
  const asksIn: AskedIn = id => askedIn(curriculum, id);
  const streakOf = (days: readonly StudyDay[]) => streakWith(own.facts, days, asksIn, now);
  const repairs = listRepairable(own.facts, own, asksIn, now).flatMap(one =>
    repairOf(asked, one, streakOf([one.closed.day])),
  );
  const page = pageOf([...own.days].reverse(), wanted, daysAPage);
  return streakCard({
    ...own,
    cohortName: cohort.name,
    pathwayTitle: curriculum.pathways.get(cohort.pathwayId)?.title,
    days: page.items.map(day => ({ day: day.own.day, told: toldOf(day, record) })),
    page: pageWords(page),
    repairs: page.page === 0 ? repairs : [],
    streakWithAll: streakOf(repairs.map(({ day }) => day)),
    cohortId: cohort.id,
    notes: breakLines(breaks, now),
    hasOpen: own.days.some(({ became }) => became === 'open'),
    pages: pageButtons('streak', cohort.id, page),
    others: memberships.filter(one => one !== membership && one.mode !== 'audit').map(one => one.cohort),
    replaces,
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

function toldOf({ own, became, streak }: CountedDay<OwnDay>, { kept, repairs }: StreakRecord): DayTold {
  const isThis = ({ day }: { readonly day: string }) => day === own.day;
  switch (became) {
    case 'kept':
      return { what: became, by: kept.find(isThis)?.action ?? '', streak };
    case 'repaired':
      return { what: became, reason: repairs.find(isThis)?.reason, streak };
    case 'open':
      return { what: became, until: own.closes ?? own.due };
    case 'frozen':
      return { what: became, streak };
    default:
      return { what: became };
  }
}

/** How a day can be repaired, by the lesson of it that needs least; none where no lesson of it is known any more. */
function repairOf({ curriculum }: Asked, { closed, became, ways }: Repairable, streak: number): ToRepair[] {
  const { day, closes } = closed;
  const known = ways.flatMap(({ lessonId, ...way }) => {
    const lesson = curriculum.lessons.get(lessonId);
    return lesson ? [{ lesson, ...way }] : [];
  });
  const [way] = known.sort((a, b) => a.questions - b.questions);
  if (!way) return [];
  const until = repairUntil(closes);
  return [{ day, weekday: weekday(day), until, ...way, streak, givesFreezeBack: became === 'frozen' }];
}
