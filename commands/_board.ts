/** Boards as `/leaderboard` shows them: a week, the whole time, or squads. */
import { boardLines, unscoredLines } from '../src/cards/board-words.ts';
import { dateWords } from '../src/cards/day-words.ts';
import { type Block, type Button, buttons, type Card, say, text } from '../src/cards/reply.ts';
import { cut, plain } from '../src/cards/words.ts';
import { seasonOf } from '../src/core/aliases.ts';
import { type BoardLine, type Placed, pointsPerDay, rankMembers, viewBoard } from '../src/core/board.ts';
import { rankSquads, SQUAD_LEAST, squadTotal, viewUnscored } from '../src/core/squads.ts';
import { addDays, dayIn, parseDay, type StudyDay } from '../src/core/time.ts';
import { mondayIn, mondayOf, weekBounds } from '../src/core/week.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { type BoardFacts, boardPicture } from '../src/pictures/board.ts';
import {
  listBoardNames,
  listHidden,
  listJoined,
  listScoresWithin,
  listStudyDaysPosted,
} from '../src/store/board.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { findMemberSettings } from '../src/store/member-settings.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { listScores, type Score } from '../src/store/points.ts';
import { listSquadScores, listSquads } from '../src/store/squads.ts';
import { nobodyWords, noneWords } from './_board-empty.ts';
import { drawnFor } from './_drawn.ts';

const sentences = {
  title: '## Leaderboard',
  thisWeek: 'This week',
  week: (monday: StudyDay) => `Week of ${dateWords(monday)}`,
  all: 'Since the start',
  squads: 'Squads this week: the average of the best four',
  squadless: 'You are in no squad yet. `/squad join` takes you into one.',
  noSquads: 'This cohort has no squads yet. Its moderators can make some with `/squad deal`.',
  over: (when: string) => `${when} · archived`,
  noSquadYet: 'No squad has points yet this week. The next answer makes the difference.',
  squadSince:
    'Points count for a squad from the moment somebody is in it. What they earned before stays their own.',
  yours: ' (yours)',
  few: 'Missing places count as 0 until you are four.',
  hidden: 'Only you see your line: you are hidden from boards. `/settings` changes that.',
  alias: 'Others see you under this name. `/settings` lets you choose how you are shown.',
};

/** A row holds no more. */
const mostOthers = 5;

/** `all`, `squads`, or the Monday of a week. */
export type Which = 'all' | 'squads' | StudyDay;

const isOver = ({ state }: Cohort): boolean => state === 'archived';

/** The week that is shown first: the one that runs; of an archived cohort the one in which its plan ended, after which people may have gone on. */
const firstShown = (cohort: Cohort, now: Date): StudyDay =>
  mondayIn(cohort.zone, isOver(cohort) ? (cohort.endedAt ?? now) : now);

/** What a button named; for whatever it can't be this week, or the whole time of a cohort that is archived: its squads are no more. */
export function readWhich(typed: string, cohort: Cohort, now: Date): Which {
  const { zone, createdAt } = cohort;
  if (typed === 'all' || (typed === 'squads' && !isOver(cohort))) return typed;
  const day = parseDay(typed);
  if (day === undefined) return isOver(cohort) ? 'all' : firstShown(cohort, now);
  const monday = mondayOf(day);
  return monday > mondayIn(zone, now) || monday < mondayIn(zone, createdAt)
    ? firstShown(cohort, now)
    : monday;
}

export async function board(asked: Asked, cohort: Cohort, which: Which, replaces: boolean): Promise<Card> {
  if (which === 'squads') return squadBoard(asked, cohort, replaces);
  const key = { guildId: asked.guildId, cohortId: cohort.id };
  const scores =
    which === 'all'
      ? await listScores(asked.db, asked.guildId, cohort.id)
      : await listScoresWithin(asked.db, key, weekBounds(which, cohort.zone));
  const lines = await linesOf(asked, cohort, scores, which);
  const isNow = !isOver(cohort) && (which === 'all' || which === firstShown(cohort, asked.now));
  const when = which === 'all' ? sentences.all : isNow ? sentences.thisWeek : sentences.week(which);
  const note = isOver(cohort) ? sentences.over(when) : when;
  const span = isNow ? 'now' : which === 'all' ? 'ever' : 'week';
  if (lines.length === 0)
    return frame(asked, cohort, which, replaces, [text(sentences.title, note, nobodyWords(scores, span))]);
  const own = scores.find(one => one.memberId === asked.memberId);
  return frame(asked, cohort, which, replaces, [
    text(sentences.title, note),
    ...(await drawn(asked, { title: cohort.name, note, lines })),
    text(...boardLines(lines), '', await ownNote(asked, lines, noneWords(own, span))),
  ]);
}

async function linesOf(
  { db, guildId, memberId, now }: Asked,
  { id: cohortId, zone }: Cohort,
  scores: readonly Score[],
  which: Which,
): Promise<readonly BoardLine[]> {
  const key = { guildId, cohortId };
  const hidden = await listHidden(
    db,
    guildId,
    scores.filter(({ points }) => points > 0).map(one => one.memberId),
  );
  const placed = rankMembers(scores).map(one => ({ ...one, isHidden: hidden.has(one.memberId) }));
  const shown = viewBoard<Placed>(placed, memberId);
  const season = seasonOf(which === 'all' ? dayIn(zone, now) : (which as StudyDay));
  const names = await listBoardNames(
    db,
    { ...key, season },
    shown.map(one => one.memberId),
  );
  const days = which === 'all' ? await listStudyDaysPosted(db, key) : [];
  const joined = which === 'all' ? await listJoined(db, key) : new Map<string, Date>();
  return shown.map(one => {
    const since = joined.get(one.memberId);
    const line = {
      ...{ rank: one.rank, points: one.points, hasGap: one.hasGap, isOwn: one.memberId === memberId },
      ...(names.get(one.memberId) ?? { name: '', alias: '' }),
    };
    if (!since) return line;
    const from = dayIn(zone, since);
    return { ...line, perDay: pointsPerDay(one.points, days.filter(day => day >= from).length) };
  });
}

/** What the reader may want to know of their own line. */
async function ownNote(
  { db, guildId, memberId }: Asked,
  lines: readonly BoardLine[],
  noPoints: string,
): Promise<string> {
  if (!lines.some(({ isOwn }) => isOwn)) return `-# ${noPoints}`;
  const { shownAs } = await findMemberSettings(db, guildId, memberId);
  if (shownAs === 'hidden') return `-# ${sentences.hidden}`;
  return shownAs === null ? `-# ${sentences.alias}` : '';
}

async function squadBoard(asked: Asked, cohort: Cohort, replaces: boolean): Promise<Card> {
  const { db, guildId, memberId, now } = asked;
  const key = { guildId, cohortId: cohort.id };
  const squads = await listSquads(db, key);
  if (squads.length === 0) return { ...say(sentences.noSquads), replaces };
  const week = weekBounds(mondayIn(cohort.zone, now), cohort.zone);
  const scores = await listSquadScores(db, key, week);
  const own = squads.find(({ memberIds }) => memberIds.includes(memberId));
  const ranked = rankSquads(
    squads.map(squad => ({ ...squad, total: squadTotal(squad.memberIds.map(id => scores.get(id) ?? 0)) })),
  ).map(squad => ({ ...squad, memberId: squad.id, points: squad.total, isHidden: false }));
  const view = (squad: (typeof ranked)[number], place: number) => ({
    ...{ rank: squad.rank, name: squad.name, alias: `Squad ${place}`, points: squad.total },
    isOwn: squad.id === own?.id,
  });
  const lines = viewBoard(ranked, own?.id ?? '').map((squad, at) => ({
    ...view(squad, at + 1),
    hasGap: squad.hasGap,
  }));
  const { squads: unscored, more } = viewUnscored(ranked, own?.id);
  const others = unscoredLines(
    unscored.map((squad, at) => view(squad, lines.length + at + 1)),
    { own: sentences.yours, more },
  );
  const isFew = own !== undefined && own.memberIds.length < SQUAD_LEAST;
  const notes = [
    ...(own ? [] : [sentences.squadless]),
    ...(isFew ? [sentences.few] : []),
    sentences.squadSince,
  ];
  const tail = ['', ...notes.map(note => `-# ${note}`)];
  if (lines.length === 0)
    return frame(asked, cohort, 'squads', replaces, [
      text(sentences.title, sentences.squads, sentences.noSquadYet, '', ...others, ...tail),
    ]);
  return frame(asked, cohort, 'squads', replaces, [
    text(sentences.title, sentences.squads),
    ...(await drawn(asked, { title: cohort.name, note: sentences.squads, lines, isSquads: true })),
    text(...boardLines(lines, sentences.yours), ...others, ...tail),
  ]);
}

const drawn = (asked: Asked, facts: BoardFacts): Promise<Block[]> =>
  drawnFor(asked, () => boardPicture(facts));

async function frame(
  { db, guildId, memberId, now }: Asked,
  cohort: Cohort,
  which: Which,
  replaces: boolean,
  blocks: readonly Block[],
): Promise<Card> {
  const own = await listCohortsOfMember(db, guildId, memberId);
  const others = own.filter(({ id }) => id !== cohort.id).slice(0, mostOthers);
  return {
    ...{ kind: 'card', accent: 'progress', private: true, ...(replaces ? { replaces } : {}) },
    blocks: [
      text(`-# ${plain(cohort.name)}`),
      ...blocks,
      buttons(...onward(cohort, which, now)),
      ...(others.length > 0 ? [buttons(...others.map(one => toOther(one, which)))] : []),
    ],
  };
}

/** The same board of another cohort; a week is each cohort's own, so it begins with this one. */
const toOther = ({ id, name }: Cohort, which: Which): Button => ({
  label: cut(name, 80),
  press: {
    command: 'leaderboard',
    action: 'show',
    argument: `${id}.${which === 'all' || which === 'squads' ? which : ''}`,
  },
});

/** At most four: other boards, and the weeks beside this one. */
function onward(cohort: Cohort, which: Which, now: Date): readonly Button[] {
  const current = firstShown(cohort, now);
  const to = (label: string, what: Which): Button => ({
    label,
    press: { command: 'leaderboard', action: 'show', argument: `${cohort.id}.${what}` },
  });
  const squads = isOver(cohort) ? [] : [to('Squads', 'squads')];
  if (which === 'all') return [to(isOver(cohort) ? 'Its last week' : 'This week', current), ...squads];
  if (which === 'squads') return [to('This week', current), to('Since the start', 'all')];
  const first = mondayIn(cohort.zone, cohort.createdAt);
  return [
    ...(which > first ? [to('Week before', addDays(which, -7))] : []),
    ...(which < mondayIn(cohort.zone, now) ? [to('Week after', addDays(which, 7))] : []),
    to('Since the start', 'all'),
    ...squads,
  ];
}
