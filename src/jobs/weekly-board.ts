/** Posts the board of the week that is over, where moderators want it: decided with the first study day of a week, reckoned when it is sent. */
import type { Block, Card } from '../cards/reply.ts';
import { weeklyBoardPost } from '../cards/weekly-board-post.ts';
import { seasonOf } from '../core/aliases.ts';
import type { BesideFacts } from '../core/beside.ts';
import { type BoardLine, mostImproved, rankMembers, viewTop } from '../core/board.ts';
import { deliveryId } from '../core/delivery.ts';
import { weeklyNotice } from '../core/forgets.ts';
import { firstSquads, rankSquads, squadTotal } from '../core/squads.ts';
import { addDays, type StudyDay } from '../core/time.ts';
import { mondayIn, mondayOf, weekBounds } from '../core/week.ts';
import { type BoardFacts, boardPicture } from '../pictures/board.ts';
import { listBoardNames, listHidden, listScoresWithin, listWeeksBegun } from '../store/board.ts';
import type { Cohort } from '../store/cohorts.ts';
import type { Db } from '../store/connect.ts';
import { dueInstant } from '../store/decide.ts';
import { addDeliveries, type NewDelivery } from '../store/deliveries.ts';
import { listSquadScores, listSquads } from '../store/squads.ts';

const sentences = { drawn: 'The week’s board' };

/**
 * Call it in the transaction that decides these days. A cohort gets one board a week, with the first study day of its week and in that
 * week: where it is switched on later, or a day is made up for weeks afterwards, the board would be of a week long past.
 */
export async function decideWeeklyBoards(
  tx: Db,
  days: readonly { readonly cohort: Cohort; readonly studyDay: StudyDay }[],
  now: Date,
): Promise<void> {
  const wanted = days.filter(
    ({ cohort, studyDay }) => cohort.hasWeeklyBoard && mondayOf(studyDay) === mondayIn(cohort.zone, now),
  );
  const begun = await listWeeksBegun(
    tx,
    wanted.map(({ cohort: { guildId, id: cohortId }, studyDay }) => ({
      ...{ guildId, cohortId, monday: mondayOf(studyDay), studyDay },
    })),
  );
  await addDeliveries(
    tx,
    wanted.flatMap(({ cohort, studyDay }): NewDelivery[] => {
      if (begun.has(cohort.id)) return [];
      const { day, dueAt } = weeklyNotice(studyDay, dueInstant(cohort, studyDay));
      const key = {
        ...{ guildId: cohort.guildId, cohortId: cohort.id },
        ...{ kind: 'weekly-board', studyDay: day, slot: 0 },
      };
      const facts: BesideFacts['weekly-board'] = { monday: addDays(day, -7) };
      return [{ ...key, id: deliveryId(key), lane: 'beside', facts, channelId: cohort.channelId, dueAt }];
    }),
  );
}

/** Undefined when nobody who may be shown has a point: then nothing is posted. */
export async function weeklyBoardCard(
  db: Db,
  { guildId, id: cohortId, zone, name: cohortName }: Cohort,
  { monday }: BesideFacts['weekly-board'],
  { deliveryId: id }: { readonly deliveryId: string },
): Promise<Card | undefined> {
  const key = { guildId, cohortId };
  const scores = await listScoresWithin(db, key, weekBounds(monday, zone));
  const before = await listScoresWithin(db, key, weekBounds(addDays(monday, -7), zone));
  const hidden = await listHidden(
    db,
    guildId,
    scores.map(({ memberId }) => memberId),
  );
  const ranked = rankMembers(scores).map(one => ({ ...one, isHidden: hidden.has(one.memberId) }));
  const { lines: top, more } = viewTop(ranked);
  const improved = mostImproved(ranked, new Map(before.map(one => [one.memberId, one.points])));
  const season = { ...key, season: seasonOf(monday) };
  const shown = new Set([...top, ...(improved ? [improved] : [])].map(({ memberId }) => memberId));
  const names = await listBoardNames(db, season, [...shown]);
  const nameOf = (memberId: string) => names.get(memberId) ?? { name: '', alias: '' };
  const lines = top.map(
    ({ memberId, rank, points }): BoardLine => ({
      ...{ rank, points, isOwn: false, hasGap: false },
      ...nameOf(memberId),
    }),
  );
  if (lines.length === 0) return undefined;
  const sums = await listSquadScores(db, key, weekBounds(monday, zone));
  const ranks = rankSquads(
    (await listSquads(db, key)).map(one => ({
      ...one,
      total: squadTotal(one.memberIds.map(member => sums.get(member) ?? 0)),
    })),
  );
  return weeklyBoardPost(
    {
      ...{ monday, lines, more, squads: firstSquads(ranks) },
      improved: improved && { ...nameOf(improved.memberId), gain: improved.gain },
    },
    {
      ...{ deliveryId: id, cohortName, cohortId },
      picture: await drawn({ title: cohortName, note: sentences.drawn, lines }),
    },
  );
}

/** Where a machine can't draw, the words alone have to do. */
async function drawn(facts: BoardFacts): Promise<Block[]> {
  try {
    return [{ kind: 'picture', ...(await boardPicture(facts)) }];
  } catch {
    return [];
  }
}
