/** Somebody who has done lessons of the first pathway and still knows them, written straight into the records. */
import { addLessonDone } from '../../src/store/progress.ts';
import { submissions } from '../../src/store/schema.ts';
import type { TestBot } from './bot.ts';
import { answerTo, giveAnswers } from './given-answers.ts';

const WEEK = 7 * 86_400_000;

/** Every lesson but `without` is done a week ago; every question of those but `unheld` is answered rightly now; every project is passed. */
export async function complete(
  bot: TestBot,
  memberId: string,
  { without = 0, unheld = 0 }: { readonly without?: number; readonly unheld?: number } = {},
): Promise<void> {
  const { curriculum, db, guildId } = bot;
  const [pathway] = curriculum.pathways.values();
  const all = (pathway?.lessons ?? []).flatMap(({ lessonId }) => curriculum.lessons.get(lessonId) ?? []);
  const lessons = all.slice(0, all.length - without);
  const doneAt = new Date(bot.now().getTime() - WEEK);
  for (const lesson of lessons)
    await addLessonDone(db, {
      guildId,
      memberId,
      lessonId: lesson.id,
      rev: lesson.rev,
      cohortId: null,
      doneAt,
    });
  const questions = lessons
    .slice(0, lessons.length - unheld)
    .flatMap(({ questions: of }) => of.filter(({ retired }) => !retired));
  await giveAnswers(
    bot,
    questions.map(question => ({ question, memberId, chosen: answerTo(question, true) })),
  );
  const projects = (pathway?.nodes ?? []).flatMap(({ projectId }) => projectId ?? []);
  for (const [n, projectId] of projects.entries())
    await db.insert(submissions).values({
      ...{ guildId, id: `work-${memberId}-${n}`, memberId, projectId, link: 'https://example.org' },
      ...{ state: 'passed', submittedAt: doneAt, settledAt: doneAt },
    });
}
