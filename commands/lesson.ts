import { lessonCard, lessonPage } from '../src/cards/lesson-card.ts';
import { buttons, type Card, say, text } from '../src/cards/reply.ts';
import { count } from '../src/cards/words.ts';
import type { Lesson } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, Refusal } from '../src/discord/define-command.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import { lessonNamed, markDone, nearLessons, nextLesson, placeOf, suggestLesson } from './_study.ts';

const sentences = {
  unknown: (near: string) =>
    `I don’t know a lesson of that name.${near} Type \`/lesson\` and a letter to choose from a list.`,
  none: 'There are no lessons here yet.',
  before: 'You have done this lesson already, so nothing changed.',
};

export default defineCommand({
  description: 'Open a lesson: the next one for you, or any other',
  who: 'everyone',
  where: ['server', 'thread'],
  options: {
    lesson: {
      type: 'text',
      description: 'Which lesson; leave it out for your next one',
      maxLength: 100,
      suggest: suggestLesson,
    },
  },

  async run(call) {
    const typed = call.options.lesson;
    const lesson = typed === undefined ? await nextLesson(call) : lessonNamed(call.curriculum, typed);
    if (!lesson)
      throw new Refusal(
        typed === undefined ? sentences.none : sentences.unknown(nearLessons(call.curriculum, typed)),
      );
    return overview(call, lesson);
  },

  buttons: {
    open: { who: 'everyone', run: call => overview(call, known(call, call.chosen[0] ?? call.argument)) },
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

/** Also spoken by `/today`, whose button does the same. */
export function doneCard(lesson: Lesson, done: { readonly points: number } | undefined): Card {
  const press = { command: 'progress', action: 'open' };
  const more = buttons(
    { label: 'My progress', press },
    { label: 'Quiz me', style: 'primary', press: { command: 'quiz', action: 'start', argument: lesson.id } },
  );
  if (!done) return say(sentences.before, more);
  return {
    kind: 'card',
    accent: 'progress',
    private: true,
    blocks: [text(`**${lesson.title}** is done. +${count(done.points, 'point')}.`), more],
  };
}

function known({ curriculum }: Asked, id: string): Lesson {
  const lesson = lessonNamed(curriculum, id);
  if (!lesson) throw new Refusal(sentences.unknown(''));
  return lesson;
}

async function overview(asked: Asked, lesson: Lesson): Promise<Card> {
  const { curriculum, db, guildId, memberId } = asked;
  const done = await listLessonsDone(db, guildId, memberId);
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
