/** What several commands do alike: find the lesson that is meant, and count what was learned. */
import { nextButton, quizButton } from '../src/cards/lesson-card.ts';
import { buttons, type Card, say, text } from '../src/cards/reply.ts';
import { count } from '../src/cards/words.ts';
import { lessonReason, pointsForLesson, worthAhead } from '../src/core/points.ts';
import { daysThatCount, isLessonOpen, LONGEST_OPEN } from '../src/core/study-days.ts';
import { findLesson, suggestLessons } from '../src/curriculum/find.ts';
import { placesOf } from '../src/curriculum/places.ts';
import type { Curriculum, Lesson, Pathway, PathwayNode } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { addPoints, addPracticePoints } from '../src/store/points.ts';
import {
  addKeptDay,
  addLessonDone,
  keepDaysDone,
  listCohortsPosted,
  listPostedDays,
  type PostedDay,
  type Standing,
} from '../src/store/progress.ts';

/** The lesson with this id, alias or title; undefined for anything else. */
export function lessonNamed(curriculum: Curriculum, typed: string): Lesson | undefined {
  const title = typed.toLowerCase();
  return (
    findLesson(curriculum, typed) ??
    [...curriculum.lessons.values()].find(one => one.title.toLowerCase() === title)
  );
}

/** Up to three lessons that may have been meant, as a sentence's end; empty when none is near. */
export function nearLessons(curriculum: Curriculum, typed: string): string {
  const near = suggestLessons(curriculum, typed, 3).map(lesson => `“${lesson.title}”`);
  return near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
}

/** Where a lesson stands: in the pathway asked for, else in the first that has it. */
export function placeOf(
  curriculum: Curriculum,
  lessonId: string,
  pathwayId?: string,
): { readonly pathway: Pathway | undefined; readonly node: PathwayNode | undefined } {
  const [place] = placesOf(curriculum, lessonId, pathwayId === undefined ? [] : [pathwayId]);
  return { pathway: place?.pathway, node: place?.node };
}

/** What is next for a member: their cohorts' latest post, else the first lesson that they haven't done. */
export function nextLesson(curriculum: Curriculum, { posted, done }: Standing): Lesson | undefined {
  const latest = curriculum.lessons.get(posted ?? '');
  if (latest) return latest;
  const ordered = [...curriculum.pathways.values()].flatMap(pathway => pathway.lessons);
  const open = ordered.find(({ lessonId }) => !done.has(lessonId)) ?? ordered[0];
  return open && curriculum.lessons.get(open.lessonId);
}

/** Days due before this are closed everywhere. */
export const openSince = ({ now }: Asked): Date => new Date(now.getTime() - LONGEST_OPEN);

/** What an action of now keeps, of what was posted to the member's cohorts lately. */
export const daysToKeep = ({ now }: Asked, posted: readonly PostedDay[]) => daysThatCount(posted, now);

/**
 * The cohort in which something learned now is counted: the one whose post was pressed, if the member studies there;
 * else one that has the lesson on its pathway, the one joined last first.
 */
export function cohortFor(
  cohorts: readonly Cohort[],
  curriculum: Curriculum,
  lessonId: string,
  pressedIn?: string,
): Cohort | undefined {
  const teaches = (cohort: Cohort) =>
    curriculum.pathways.get(cohort.pathwayId)?.lessons.some(lesson => lesson.lessonId === lessonId) ?? false;
  return cohorts.find(cohort => cohort.id === pressedIn) ?? cohorts.find(teaches) ?? cohorts[0];
}

/** Whoever has joined a cohort just now keeps its open study days whose lesson they did before they came. */
export async function keepDoneBefore(asked: Asked, cohortId: string): Promise<void> {
  const { db, guildId, memberId, now } = asked;
  const posted = await listPostedDays(db, guildId, memberId, openSince(asked));
  const open = posted.filter(
    one => one.cohortId === cohortId && one.lessonId !== null && isLessonOpen([one], one.lessonId, now),
  );
  if (open.length > 0) await keepDaysDone(db, { guildId, memberId }, open);
}

/** What marking a lesson done has brought. */
export interface MarkedDone {
  readonly points: number;
  /** `practice`: it was posted to none of their cohorts yet. `alone`: they are in no cohort. */
  readonly as: 'lesson' | 'practice' | 'alone';
}

/** Marks a lesson done, with its points and its study day, whole or not at all. Undefined when it was done before. */
export async function markDone(
  asked: Asked,
  lesson: Lesson,
  pressedIn?: string,
): Promise<MarkedDone | undefined> {
  const { db, guildId, memberId, now, curriculum } = asked;
  const [cohorts, posted] = await Promise.all([
    listCohortsOfMember(db, guildId, memberId),
    listPostedDays(db, guildId, memberId, openSince(asked)),
  ]);
  const ids = cohorts.map(({ id }) => id);
  const postedTo = await listCohortsPosted(db, guildId, ids, lesson.id);
  const had = cohorts.filter(({ id }) => postedTo.has(id));
  // Where it was posted it counts, and nowhere sooner than it came.
  const cohort = cohortFor(had.length > 0 ? had : cohorts, curriculum, lesson.id, pressedIn);
  const days = daysToKeep(asked, posted);
  const cohortId = cohort?.id ?? null;
  return db.transaction(async tx => {
    const isNew = await addLessonDone(tx, {
      guildId,
      memberId,
      lessonId: lesson.id,
      rev: lesson.rev,
      cohortId,
      doneAt: now,
    });
    if (!isNew) return undefined;
    const person = { guildId, memberId, cohortId };
    const isAhead = cohort !== undefined && had.length === 0;
    const points = pointsForLesson({ alreadyDone: false, wasPosted: !isAhead });
    const paid = isAhead
      ? await addPracticePoints(tx, person, worthAhead(cohort.zone, now), now)
      : await addPoints(tx, { ...person, reason: lessonReason(lesson.id), points }, now);
    for (const day of days)
      await addKeptDay(tx, { guildId, memberId, ...day, action: 'lesson', keptAt: now });
    return { points: paid ? points : 0, as: isAhead ? 'practice' : cohort ? 'lesson' : 'alone' };
  });
}

const doneSentences = {
  done: (title: string, points: number) =>
    `**${title}** is done.${points > 0 ? ` +${count(points, 'point')}.` : ''}`,
  as: {
    lesson: '',
    practice: ' It came before its day, so it counts as practice.',
    alone: ' These points stand on no board: what you earn after `/join` does.',
  } satisfies Record<MarkedDone['as'], string>,
};

/** That a lesson is done, what it earned, and why it earned less or nothing. */
export const doneWords = (lesson: Lesson, { points, as }: MarkedDone): string =>
  `${doneSentences.done(lesson.title, points)}${doneSentences.as[as]}`;

interface AfterDone {
  /** What comes after it for them. */
  readonly next?: Lesson | undefined;
  /** What it does for days that they missed. */
  readonly repairs: readonly string[];
}

/** What is said to who has marked a lesson as done, or had done so before. */
export function doneCard(lesson: Lesson, done: MarkedDone | undefined, { next, repairs }: AfterDone): Card {
  const press = { command: 'progress', action: 'open' };
  const more = buttons({ ...quizButton(lesson.id), style: 'primary' }, ...(next ? [nextButton(next)] : []), {
    label: 'My progress',
    press,
  });
  if (!done)
    return say(['You have done this lesson already, so nothing changed.', ...repairs].join('\n'), more);
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [text(doneWords(lesson, done), ...repairs), more],
  };
}
