import { lessonCard, lessonPage } from '../src/cards/lesson-card.ts';
import { type Card, say } from '../src/cards/reply.ts';
import { nextAfter } from '../src/core/learned.ts';
import { suggestLessons } from '../src/curriculum/find.ts';
import { placesOf } from '../src/curriculum/places.ts';
import { listStations } from '../src/curriculum/stations.ts';
import type { Lesson } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { findLearner, type Learner, ownPathways } from './_learner.ts';
import { lessonOption } from './_next.ts';
import { placeFor } from './_place.ts';
import { repairLines } from './_repaired.ts';
import { doneCard, lessonNamed, markDone, nearLessons, nextLesson, placeOf } from './_study.ts';

const sentences = {
  unknown: (near: string) =>
    `I don’t know a lesson of that name.${near} Type \`/lesson\` and a letter to choose from a list.`,
  none: 'There are no lessons here yet.',
  open: 'Open one of these',
};

export default defineCommand({
  description: 'Open a lesson: the next one for you, or any other',
  who: 'everyone',
  where: ['server', 'thread'],
  options: { lesson: lessonOption },

  async run(call) {
    const typed = call.options.lesson;
    const learner = await findLearner(call);
    if (typed === undefined) {
      const next = nextFor(call, learner);
      if (!next) throw new Refusal(sentences.none);
      return overview(call, next, learner);
    }
    const near = suggestLessons(call.curriculum, typed, 10);
    // One that is near is the one that was meant.
    const lesson = lessonNamed(call.curriculum, typed) ?? (near.length === 1 ? near[0] : undefined);
    if (lesson) return overview(call, lesson, learner);
    return say(
      sentences.unknown(nearLessons(call.curriculum, typed)),
      ...(near.length === 0
        ? []
        : [
            {
              kind: 'choose',
              press: { command: 'lesson', action: 'open' },
              placeholder: sentences.open,
              choices: near.map(({ id, title }) => ({ label: title, value: id })),
            } as const,
          ]),
    );
  },

  buttons: {
    open: {
      who: 'everyone',
      async run(call) {
        const lesson = known(call, call.chosen[0] ?? call.argument);
        return overview(call, lesson, await findLearner(call));
      },
    },
    begin: {
      who: 'everyone',
      run(call) {
        const [id = '', cohortId] = call.argument.split('.');
        return page(call, { id, page: 0, cohortId }, false);
      },
    },
    read: {
      who: 'everyone',
      run(call) {
        const [id = '', wanted = '', cohortId] = call.argument.split('.');
        return page(call, { id, page: Number.parseInt(wanted, 10) || 0, cohortId }, true);
      },
    },
    done: {
      who: 'everyone',
      async run(call) {
        const lesson = known(call, call.argument);
        const [done, learner] = await Promise.all([markDone(call, lesson), findLearner(call)]);
        const next = lessonAfter(call, lesson, learner);
        return doneCard(lesson, done, { next, repairs: await repairLines(call, lesson.id) });
      },
    },
  },
});

interface Wanted {
  readonly id: string;
  readonly page: number;
  /** Of the cohort whose button opened it. */
  readonly cohortId: string | undefined;
}

async function page(asked: Asked, { id, page, cohortId }: Wanted, replaces: boolean): Promise<Card> {
  const lesson = known(asked, id);
  return lessonPage(lesson, await placeFor(asked, lesson.id, cohortId), page, { replaces, cohortId });
}

function known({ curriculum }: Asked, id: string): Lesson {
  const lesson = lessonNamed(curriculum, id);
  if (!lesson) throw new Refusal(sentences.unknown(''));
  return lesson;
}

/** The latest post of their cohorts, else the next of what they study, else the first that is open anywhere. */
function nextFor({ curriculum }: Asked, learner: Learner): Lesson | undefined {
  const posted = curriculum.lessons.get(learner.posted ?? '');
  const studied = learner.studies.flatMap(({ next }) => next ?? []);
  return posted ?? studied[0] ?? nextLesson(curriculum, learner);
}

function overview({ curriculum }: Asked, lesson: Lesson, learner: Learner): Card {
  const { done } = learner;
  return lessonCard({
    lesson,
    places: placesOf(curriculum, lesson.id, ownPathways(learner)),
    resources: curriculum.resources,
    isDone: done.has(lesson.id),
    prerequisites: lesson.prerequisites.flatMap(id => {
      const before = curriculum.lessons.get(id);
      return before ? [{ title: before.title, isDone: done.has(id) }] : [];
    }),
    stations: listStations(curriculum)
      .filter(({ id }) => lesson.lifecycle.includes(id))
      .map(({ title }) => title),
    projects: [...curriculum.projects.values()]
      .filter(project => project.lessons.includes(lesson.id))
      .map(({ title }) => title),
    next: lessonAfter({ curriculum }, lesson, learner),
  });
}

/** The next open lesson behind this one where the member meets it: in what they study, else in the first pathway that has it. */
function lessonAfter(
  { curriculum }: Pick<Asked, 'curriculum'>,
  { id }: Lesson,
  { studies, done }: Learner,
): Lesson | undefined {
  const studied = studies.find(({ lessons }) => lessons.some(lesson => lesson.id === id)) ?? undefined;
  const ids =
    studied?.lessons.map(lesson => lesson.id) ??
    placeOf(curriculum, id).pathway?.lessons.map(({ lessonId }) => lessonId) ??
    studies[0]?.lessons.map(lesson => lesson.id);
  return curriculum.lessons.get(nextAfter(ids ?? [], id, done) ?? '');
}
