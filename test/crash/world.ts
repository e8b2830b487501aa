/** A guild full of cohorts, in which a few posts come due with every minute of its calendar. */
import { connectLocalDiscord, type LocalDiscordClient } from '../../local-discord/client.ts';
import { addDays, asStudyDay } from '../../src/core/time.ts';
import type { Pathway } from '../../src/curriculum/types.ts';
import { addCohort } from '../../src/store/cohorts.ts';
import type { Db } from '../../src/store/connect.ts';
import { planOfLessons } from '../support/plans.ts';
import type { DuePost } from './judge.ts';
import { whenThere } from './ledger.ts';

export interface CrashWorld {
  readonly control: LocalDiscordClient;
  readonly channelIds: readonly string[];
  /** Every post whose time has come, as of the latest of the calls below. */
  due(): readonly DuePost[];
  /** Looks at the clock, which runs on by itself; answers the milliseconds until more comes due. */
  catchUp(): Promise<number>;
  /** Moves the clock to where the next posts come due. */
  moveOn(): Promise<void>;
}

/** A Monday morning. */
export const firstMorning = '2026-01-05T08:00:00Z';
const channels = 8;
const cohortsAtOnce = 48;
/**
 * As many posts a minute as bots under fire send in some seconds: then a dead one's posts are taken over before its minutes are over,
 * when only the mark in the ledger, and not their lateness, tells to look for them. After three minutes the next day makes them late.
 */
const cohortsAMinute = 16;
const lessons = 5;

export async function makeWorld(address: string, db: Db, pathway: Pathway): Promise<CrashWorld> {
  const control = connectLocalDiscord(address);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const channelIds: string[] = [];
  for (let n = 1; n <= channels; n += 1)
    channelIds.push((await control.addChannel(guild.id, { name: `lessons-${n}` })).id);

  const due: DuePost[] = [];
  let waiting: (DuePost & { readonly at: string })[] = [];
  let season = 0;

  /** Cohorts that study together for some weeks; the next ones follow when nothing of theirs is left to come. */
  async function addSeason(): Promise<void> {
    season += 1;
    const now = new Date((await control.clock()).now);
    const start = addDays(asStudyDay(now.toISOString().slice(0, 10)), season === 1 ? 0 : 1);
    const { inputs, days } = planOfLessons({ start, lessons: pathway.lessons.slice(0, lessons) });
    const posts: typeof waiting = [];
    for (let n = 0; n < cohortsAtOnce; n += 1) {
      const id = `season-${season}-${n}`;
      const channelId = channelIds[n % channels] ?? '';
      const postTime = `09:${String(Math.floor(n / cohortsAMinute)).padStart(2, '0')}`;
      // Told apart from the bot's own sums: in UTC a local time is an instant as it stands.
      const planned = days.map(({ day }) => ({
        cohortId: id,
        studyDay: day,
        channelId,
        at: `${day}T${postTime}:00.000Z`,
      }));
      const cohort = {
        cohort: {
          guildId: guild.id,
          id,
          name: id,
          pathwayId: pathway.id,
          channelId,
          roleId: null,
          zone: 'UTC',
          postTime,
          startDay: start,
          nextDueAt: new Date(planned[0]?.at ?? now),
          // The calendar runs ahead of bots under fire: nothing may be given up for being late, or it would count as lost.
          latePolicy: 'post',
          lateWindowHours: 72,
          // What is counted are lessons.
          dailyQuestions: 0,
          createdAt: now,
        },
        inputs,
        days,
        actorId: guild.ownerId,
      };
      // A second time changes nothing, should the first have been kept although its answer was lost.
      await whenThere(() => addCohort(db, cohort));
      posts.push(...planned);
    }
    waiting = posts.sort((a, b) => a.at.localeCompare(b.at));
  }

  async function catchUp(): Promise<number> {
    const { now } = await control.clock();
    due.push(...waiting.filter(post => post.at <= now));
    waiting = waiting.filter(post => post.at > now);
    return waiting[0] ? Date.parse(waiting[0].at) - Date.parse(now) : Number.POSITIVE_INFINITY;
  }

  return {
    control,
    channelIds,
    due: () => due,
    catchUp,
    async moveOn() {
      await catchUp();
      if (waiting.length === 0) await addSeason();
      if (waiting[0]) await control.moveTo(waiting[0].at);
      await catchUp();
    },
  };
}
