import { lessonCard, lessonPage } from '../src/cards/lesson-card.ts';
import type { Card } from '../src/cards/reply.ts';
import type { Lesson } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { findStanding, listLessonsDone } from '../src/store/progress.ts';
import { doneCard, lessonNamed, lessonOption, markDone, nearLessons, nextLesson, placeOf } from './_study.ts';

const sentences = {
  unknown: (near: string) =>
    `I don’t know a lesson of that name.${near} Type \`/lesson\` and a letter to choose from a list.`,
  none: 'There are no lessons here yet.',
};

export default defineCommand({
  description: 'Open a lesson: the next one for you, or any other',
  who: 'everyone',
  where: ['server', 'thread'],
  options: { lesson: lessonOption },

  async run(call) {
    const typed = call.options.lesson;
    const standing = await findStanding(call.db, call.guildId, call.memberId);
    const lesson =
      typed === undefined ? nextLesson(call.curriculum, standing) : lessonNamed(call.curriculum, typed);
    if (!lesson)
      throw new Refusal(
        typed === undefined ? sentences.none : sentences.unknown(nearLessons(call.curriculum, typed)),
      );
    return overview(call, lesson, standing.done);
  },

  buttons: {
    open: {
      who: 'everyone',
      run: async call => overview(call, known(call, call.chosen[0] ?? call.argument), await doneBy(call)),
    },
    begin: {
      who: 'everyone',
      run(call) {
        const lesson = known(call, call.argument);
        return lessonPage(lesson, placeOf(call.curriculum, lesson.id), 0, { replaces: false });
      },
    },
    read: {
      who: 'everyone',
      run(call) {
        const [id = '', page = ''] = call.argument.split('.');
        const lesson = known(call, id);
        const number = Number.parseInt(page, 10) || 0;
        return lessonPage(lesson, placeOf(call.curriculum, lesson.id), number, { replaces: true });
      },
    },
    done: {
      who: 'everyone',
      async run(call) {
        const lesson = known(call, call.argument);
        return doneCard(lesson, await markDone(call, lesson));
      },
    },
  },
});

function known({ curriculum }: Asked, id: string): Lesson {
  const lesson = lessonNamed(curriculum, id);
  if (!lesson) throw new Refusal(sentences.unknown(''));
  return lesson;
}

const doneBy = ({ db, guildId, memberId }: Asked) => listLessonsDone(db, guildId, memberId);

function overview({ curriculum }: Asked, lesson: Lesson, done: ReadonlySet<string>): Card {
  const prerequisites = lesson.prerequisites.flatMap(id => {
    const before = curriculum.lessons.get(id);
    return before ? [{ title: before.title, isDone: done.has(id) }] : [];
  });
  return lessonCard({
    ...placeOf(curriculum, lesson.id),
    lesson,
    resources: curriculum.resources,
    isDone: done.has(lesson.id),
    prerequisites,
  });
}
