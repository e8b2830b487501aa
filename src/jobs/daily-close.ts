/** What comes after a daily quiz is closed: answers that nobody locked count as they were given. */
import { gradeAnswer, rightOf } from '../core/grading.ts';
import { answerReason, worthOfAnswer } from '../core/points.ts';
import { daysThatCount, LONGEST_OPEN } from '../core/study-days.ts';
import type { Curriculum } from '../curriculum/types.ts';
import type { Db } from '../store/connect.ts';
import { type LeftOpen, listLeftOpen } from '../store/daily-answers.ts';
import { removeOpenAnswer } from '../store/open-answers.ts';
import { listPostedDays } from '../store/progress.ts';
import { addAnswer } from '../store/quizzes.ts';
import type { CardParts } from './card-for.ts';
import { curriculumOf } from './daily-quiz.ts';

/**
 * Locks what was left open in daily quizzes that are closed at `now`. Doing it twice does nothing, so that it is simply done again after a
 * crash, and two processes may do it at once.
 */
export async function lockLeftOpen(parts: CardParts, now: Date): Promise<void> {
  const curricula = new Map<string, Curriculum>();
  for (const left of await listLeftOpen(parts.db, now)) {
    const curriculum = curricula.get(left.guildId) ?? (await curriculumOf(parts, left.guildId));
    curricula.set(left.guildId, curriculum);
    await lock(parts.db, curriculum, left);
  }
}

async function lock(db: Db, curriculum: Curriculum, left: LeftOpen): Promise<void> {
  const { guildId, memberId, quizId, questionId, quiz, zone, chosen, givenAt } = left;
  const [lessonId = '', id = ''] = questionId.split('#');
  const question = curriculum.lessons.get(lessonId)?.questions.find(one => one.id === id);
  const grade = question && !question.retired ? gradeAnswer(question, chosen) : undefined;
  // What isn't asked any more has no key to be measured by.
  if (question && grade) {
    const since = new Date(givenAt.getTime() - LONGEST_OPEN);
    const posted = await listPostedDays(db, guildId, memberId, since);
    await addAnswer(
      db,
      {
        ...{ guildId, quizId, memberId, questionId, questionRev: question.rev },
        ...{ chosen: [...chosen], rightThen: [...rightOf(question)], ...grade, answeredAt: givenAt },
      },
      {
        reason: answerReason(lessonId, id),
        lessonId,
        cohortId: quiz.cohortId,
        ...worthOfAnswer({ ...question, ...grade }, { kind: quiz.kind, zone, posted, now: givenAt }),
        days: daysThatCount(posted, givenAt),
      },
    );
  }
  await removeOpenAnswer(db, { guildId, quizId, memberId, questionId });
}
