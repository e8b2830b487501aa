/** A bot that asks questions of one type only, and somebody who gets them in a cohort. */
import { optionsOf } from '../../src/cards/quiz-card.ts';
import { startTestBot, type TestBot, type TestMember } from './bot.ts';
import { postLesson } from './posted.ts';

export const friday = '2026-11-20T12:00:00Z';
export const lessonId = 'db/acid';

/** A bot whose curriculum asks one question of this type in this lesson, and nothing else there. */
export async function botAsking(type: string): Promise<TestBot> {
  const { curriculum } = await startTestBot(friday);
  // An output that is typed before one that is chosen: the others are chosen already.
  const question = [...curriculum.lessons.values()]
    .flatMap(lesson => lesson.questions)
    .filter(one => one.type === type)
    .sort((a, b) => (type === 'output' ? optionsOf(a).length - optionsOf(b).length : 0))[0];
  const lesson = curriculum.lessons.get(lessonId);
  if (!question || !lesson) throw new Error(`no question of the type ${type}`);
  const lessons = new Map(curriculum.lessons).set(lessonId, {
    ...lesson,
    questions: [{ ...question, lessonId }],
  });
  return startTestBot(friday, { curriculum: { ...curriculum, lessons } });
}

/** Somebody in a cohort to which the lesson was posted three hours ago. */
export async function joinPosted(bot: TestBot, hoursAgo = 3): Promise<TestMember> {
  const ada = bot.member('ada');
  const cohortId = await bot.startCohort('Autumn');
  await ada.runs('join');
  await postLesson(bot, cohortId, lessonId, new Date(bot.now().getTime() - hoursAgo * 3_600_000));
  return ada;
}
