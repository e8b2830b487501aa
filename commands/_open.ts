/** What is open for a member in a cohort: lessons that came and aren't done, counted from the day on which they joined. */
import { type ComingLesson, type LessonToDo, openLessons } from '../src/core/catch-up.ts';
import { isPosted } from '../src/core/delivery.ts';
import { dayIn, type StudyDay } from '../src/core/time.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { PlanDay } from '../src/store/cohorts.ts';
import type { Delivery } from '../src/store/deliveries.ts';
import type { Membership } from '../src/store/memberships.ts';

export interface Open {
  /** Posted on the day of joining or later. */
  readonly since: readonly LessonToDo[];
  /** Posted before that day: nobody asks for them unless the member wants to catch up. */
  readonly earlier: readonly LessonToDo[];
}

/** What is open of these posts of one cohort. A lesson that is no longer taught isn't. */
export function openFor(
  curriculum: Curriculum,
  { cohort, joinedAt }: Pick<Membership, 'cohort' | 'joinedAt'>,
  posts: readonly Delivery[],
  done: ReadonlySet<string>,
): Open {
  const posted = posts
    .filter(isPosted)
    .flatMap(({ studyDay, lessonId }) =>
      withMinutes(curriculum, lessonId).map(one => ({ ...one, studyDay })),
    );
  const { since, earlier } = openLessons(posted, done, dayIn(cohort.zone, joinedAt));
  return { since: since.map(toDo), earlier: earlier.map(toDo) };
}

/** Lessons of the plan that aren't posted yet. */
export function comingFor(
  curriculum: Curriculum,
  plan: readonly PlanDay[],
  posts: readonly Delivery[],
  done: ReadonlySet<string>,
): readonly ComingLesson[] {
  const decided = new Set(posts.filter(isPosted).map(post => post.lessonId));
  return plan
    .filter(({ lessonId }) => lessonId !== null && !decided.has(lessonId) && !done.has(lessonId))
    .flatMap(({ studyDay, lessonId }) =>
      withMinutes(curriculum, lessonId).map(one => ({ ...one, day: studyDay })),
    );
}

/** Lessons that stand in the channel from days before this one. */
export function postedBefore(posts: readonly Delivery[], day: StudyDay): readonly Delivery[] {
  return posts.filter(post => isPosted(post) && post.lessonId !== null && post.studyDay < day);
}

function withMinutes(curriculum: Curriculum, lessonId: string | null): LessonToDo[] {
  const lesson = curriculum.lessons.get(lessonId ?? '');
  return lesson ? [{ lessonId: lesson.id, minutes: lesson.minutes.read + lesson.minutes.practice }] : [];
}

const toDo = ({ lessonId, minutes }: LessonToDo): LessonToDo => ({ lessonId, minutes });
