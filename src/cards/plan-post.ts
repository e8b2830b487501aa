/** The public post of a slot of a plan, whatever its kind of day. */
import { countDay } from '../core/day-count.ts';
import type { DayKind } from '../core/plan-inputs.ts';
import type { StudyDay } from '../core/time.ts';
import type { Curriculum } from '../curriculum/types.ts';
import { dayPost } from './day-post.ts';
import { lessonPost } from './lesson-post.ts';
import type { Card } from './reply.ts';

/** A slot of a plan, as the store knows it. */
export interface PostedSlot {
  readonly studyDay: StudyDay;
  readonly slot: number;
  readonly kind: string;
  readonly unitKey: string | null;
  readonly lessonId: string | null;
  readonly nodeId: string | null;
}

export interface PlanPost {
  readonly deliveryId: string;
  readonly slot: PostedSlot;
  /** Every slot of the plan in force, in order. */
  readonly plan: readonly PostedSlot[];
  /** A pause of the plan has no end: nobody knows how many days there will be. */
  readonly openEnd: boolean;
  readonly cohort: {
    readonly pathwayId: string;
    readonly roleId: string | null;
    readonly hasThreads: boolean;
  };
  readonly curriculum: Curriculum;
  /** Calendar time since it was due, in ms, where the post comes late. */
  readonly lateBy?: number | undefined;
}

/** Undefined when its lesson is no longer in the curriculum. */
export function planPost({
  deliveryId,
  slot,
  plan,
  openEnd,
  cohort,
  curriculum,
  lateBy,
}: PlanPost): Card | undefined {
  const { lessons, resources } = curriculum;
  const { day, days } = countDay(plan, slot.studyDay);
  const shared = {
    pathway: curriculum.pathways.get(cohort.pathwayId),
    node: curriculum.nodes.get(slot.nodeId ?? ''),
    resources,
    deliveryId,
    day,
    days: openEnd ? undefined : days,
    roleId: cohort.roleId ?? undefined,
    lateBy,
  };
  if (slot.kind === 'lesson') {
    const lesson = lessons.get(slot.lessonId ?? '');
    return lesson && lessonPost({ ...shared, lesson, hasThread: cohort.hasThreads });
  }
  const recentLessons = plan
    .filter(one => one.studyDay < slot.studyDay)
    .flatMap(({ lessonId }) => lessons.get(lessonId ?? '') ?? []);
  return dayPost({
    ...shared,
    unitKey: slot.unitKey,
    kind: slot.kind as Exclude<DayKind, 'lesson'>,
    recentLessons,
  });
}
