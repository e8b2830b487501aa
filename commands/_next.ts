/** What is next for a member: offered before they type the first letter. */

import type { Choice } from '../src/cards/reply.ts';
import { cut } from '../src/cards/words.ts';
import { isCatchingUp } from '../src/core/catch-up.ts';
import { isPosted } from '../src/core/delivery.ts';
import { type NextUp, type NextUpReason, nextUp } from '../src/core/next-up.ts';
import { suggestLessons } from '../src/curriculum/find.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { type Delivery, listDeliveries } from '../src/store/deliveries.ts';
import { findLearner, type Learner } from './_learner.ts';
import { openFor } from './_open.ts';

/** As many as Discord shows. */
export const mostChoices = 25;
/** Room that is kept for what is done, to look at once more. */
const mostDone = 5;

const marks = {
  today: 'today',
  next: 'next for you',
  'catch-up': 'to catch up',
  later: undefined,
  done: 'done',
} satisfies Record<NextUpReason, string | undefined>;

/** Two round trips; one for who is in no cohort. Whoever studies nothing is offered where each pathway begins. */
export async function listNextUp(
  asked: Asked,
): Promise<{ readonly learner: Learner; readonly list: readonly NextUp[] }> {
  const { db, guildId, curriculum } = asked;
  const learner = await findLearner(asked);
  const { memberships, studies, done } = learner;
  const posts = await listDeliveries(
    db,
    guildId,
    memberships.map(({ cohort }) => cohort.id),
  );
  const own = studies.map(({ lessons }) => lessons.map(({ id }) => id));
  const all = Array.from(curriculum.pathways.values(), ({ lessons }) =>
    lessons.map(({ lessonId }) => lessonId),
  );
  const list = nextUp({
    today: memberships.flatMap(({ cohort }) => latestOf(posts.filter(post => post.cohortId === cohort.id))),
    studies: own.length > 0 ? own : all,
    due: dueFor(asked, learner, posts),
    done,
    ahead: own.length > 0 ? 3 : 1,
  });
  return { learner, list: list.filter(({ lessonId }) => curriculum.lessons.has(lessonId)) };
}

/** Lessons of the latest study day that was posted. */
function latestOf(posts: readonly Delivery[]): string[] {
  const posted = posts.filter(isPosted);
  const latest = posted.at(-1)?.studyDay;
  return posted.flatMap(({ studyDay, lessonId }) => (studyDay === latest && lessonId ? [lessonId] : []));
}

function dueFor({ curriculum, now }: Asked, { memberships, done }: Learner, posts: readonly Delivery[]) {
  return memberships.flatMap(membership => {
    if (membership.mode === 'audit') return [];
    const ofCohort = posts.filter(({ cohortId }) => cohortId === membership.cohort.id);
    const { since, earlier } = openFor(curriculum, membership, ofCohort, done);
    return [...since, ...(isCatchingUp(membership, now) ? earlier : [])].map(({ lessonId }) => lessonId);
  });
}

/** Before the first letter what is next, then what is done, then everything else; afterwards what fits the letters. */
async function suggest(asked: Asked, typed: string): Promise<Choice[]> {
  const { curriculum } = asked;
  if (typed.trim() !== '') {
    return suggestLessons(curriculum, typed, mostChoices).map(({ title, id }) => ({
      label: title,
      value: id,
    }));
  }
  const { list } = await listNextUp(asked);
  const reasons = new Map(list.map(({ lessonId, reason }) => [lessonId, reason]));
  const [done, open] = [true, false].map(isDone =>
    [...reasons.keys()].filter(id => (reasons.get(id) === 'done') === isDone),
  );
  const recalled = (done ?? []).slice(0, mostDone);
  const ids = [
    ...(open ?? []).slice(0, mostChoices - recalled.length),
    ...recalled,
    ...curriculum.lessons.keys(),
  ];
  return [...new Set(ids)].slice(0, mostChoices).flatMap(id => {
    const lesson = curriculum.lessons.get(id);
    return lesson ? [{ label: marked(lesson.title, marks[reasons.get(id) ?? 'later']), value: id }] : [];
  });
}

const marked = (title: string, mark: string | undefined): string =>
  mark === undefined ? title : `${cut(title, 97 - mark.length)} · ${mark}`;

/** For commands that are about one lesson. */
export const lessonOption = {
  type: 'text',
  description: 'Which lesson; leave it out for your next one',
  maxLength: 100,
  suggest,
} as const;
