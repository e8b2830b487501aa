/** What several commands do alike: find the lesson that is meant, and count what was learned. */
import { buttons, type Card, type Choice, say, text } from '../src/cards/reply.ts';
import { count } from '../src/cards/words.ts';
import { lessonReason, pointsForLesson } from '../src/core/points.ts';
import { dayThatCounts, openStudyDays } from '../src/core/study-days.ts';
import type { StudyDay } from '../src/core/time.ts';
import { findLesson, suggestLessons } from '../src/curriculum/find.ts';
import type { Curriculum, Lesson, Pathway, PathwayNode } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import type { Cohort } from '../src/store/cohorts.ts';
import { findLatestLesson, listDeliveries } from '../src/store/deliveries.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { addPoints } from '../src/store/points.ts';
import { addKeptDay, addLessonDone, listKeptDays, listLessonsDone } from '../src/store/progress.ts';

/** The lesson with this id, alias or title; undefined for anything else. */
export function lessonNamed(curriculum: Curriculum, typed: string): Lesson | undefined {
  const title = typed.toLowerCase();
  return (
    findLesson(curriculum, typed) ??
    [...curriculum.lessons.values()].find(one => one.title.toLowerCase() === title)
  );
}

const suggestLesson = ({ curriculum }: Asked, typed: string): Choice[] =>
  suggestLessons(curriculum, typed, 25).map(lesson => ({ label: lesson.title, value: lesson.id }));

/** For commands that are about one lesson. */
export const lessonOption = {
  type: 'text',
  description: 'Which lesson; leave it out for your next one',
  maxLength: 100,
  suggest: suggestLesson,
} as const;

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
  const pathways = [...curriculum.pathways.values()].sort(
    (a, b) => Number(b.id === pathwayId) - Number(a.id === pathwayId),
  );
  const pathway = pathways.find(one => one.lessons.some(lesson => lesson.lessonId === lessonId));
  const nodeId = pathway?.lessons.find(lesson => lesson.lessonId === lessonId)?.nodeId;
  return { pathway, node: nodeId === undefined ? undefined : curriculum.nodes.get(nodeId) };
}

/** What is next for a member: their cohorts' latest post, else the first lesson that they haven't done. */
export async function nextLesson({ db, guildId, memberId, curriculum }: Asked): Promise<Lesson | undefined> {
  const posted = curriculum.lessons.get((await findLatestLesson(db, guildId, memberId)) ?? '');
  if (posted) return posted;
  const done = await listLessonsDone(db, guildId, memberId);
  const ordered = [...curriculum.pathways.values()].flatMap(pathway => pathway.lessons);
  const open = ordered.find(({ lessonId }) => !done.has(lessonId)) ?? ordered[0];
  return open && curriculum.lessons.get(open.lessonId);
}

/** In each of these cohorts of a member, the oldest open study day that isn't kept yet: one action keeps at most one day of a cohort. */
export async function daysToKeep(
  { db, guildId, memberId, now }: Asked,
  cohorts: readonly Cohort[],
): Promise<readonly { readonly cohortId: string; readonly studyDay: StudyDay }[]> {
  const ids = cohorts.map(cohort => cohort.id);
  const [posts, kept] = await Promise.all([
    listDeliveries(db, guildId, ids),
    listKeptDays(db, guildId, memberId, ids),
  ]);
  return cohorts.flatMap(cohort => {
    const days = posts
      .filter(post => post.cohortId === cohort.id && post.state === 'sent')
      .map(post => ({ day: post.studyDay, due: post.dueAt }));
    const counts = dayThatCounts(openStudyDays(days, cohort.zone, now), kept.get(cohort.id) ?? []);
    return counts ? [{ cohortId: cohort.id, studyDay: counts.day }] : [];
  });
}

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

/** Marks a lesson done, with its points and its study day, whole or not at all. Answers the points earned; undefined when it was done before. */
export async function markDone(
  asked: Asked,
  lesson: Lesson,
  pressedIn?: string,
): Promise<{ readonly points: number } | undefined> {
  const { db, guildId, memberId, now, curriculum } = asked;
  const cohorts = await listCohortsOfMember(db, guildId, memberId);
  const cohortId = cohortFor(cohorts, curriculum, lesson.id, pressedIn)?.id ?? null;
  const days = await daysToKeep(asked, cohorts);
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
    const points = pointsForLesson({ alreadyDone: false });
    await addPoints(tx, { guildId, memberId, reason: lessonReason(lesson.id), cohortId, points }, now);
    for (const day of days)
      await addKeptDay(tx, { guildId, memberId, ...day, action: 'lesson', keptAt: now });
    return { points };
  });
}

/** What is said to who has marked a lesson as done, or had done so before. */
export function doneCard(lesson: Lesson, done: { readonly points: number } | undefined): Card {
  const press = { command: 'progress', action: 'open' };
  const more = buttons(
    { label: 'My progress', press },
    { label: 'Quiz me', style: 'primary', press: { command: 'quiz', action: 'start', argument: lesson.id } },
  );
  if (!done) return say('You have done this lesson already, so nothing changed.', more);
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [text(`**${lesson.title}** is done. +${count(done.points, 'point')}.`), more],
  };
}
