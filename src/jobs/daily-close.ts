/** What comes after a daily quiz is closed: answers that nobody locked count as they were given. */
import { gradeAnswer, rightOf } from '../core/grading.ts';
import { answerReason, worthOfAnswer } from '../core/points.ts';
import { daysThatCount, LONGEST_OPEN } from '../core/study-days.ts';
import type { Curriculum } from '../curriculum/types.ts';
import type { Db } from '../store/connect.ts';
import { type LeftOpen, listLeftOpen } from '../store/daily-answers.ts';
import { findKeyRevision } from '../store/key-revision.ts';
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
  const taught = new Map<string, Taught>();
  for (const left of await listLeftOpen(parts.db, now)) {
    const known = taught.get(left.guildId) ?? (await taughtIn(parts, left.guildId));
    taught.set(left.guildId, known);
    if (await lock(parts.db, known, left)) continue;
    // A key was corrected meanwhile. Where it is once more just now, the next tick locks it.
    const anew = await taughtIn(parts, left.guildId);
    taught.set(left.guildId, anew);
    await lock(parts.db, anew, left);
  }
}

interface Taught {
  readonly curriculum: Curriculum;
  readonly keyRevision: number;
}

async function taughtIn(parts: CardParts, guildId: string): Promise<Taught> {
  const keyRevision = await findKeyRevision(parts.db, guildId);
  return { keyRevision, curriculum: await curriculumOf(parts, guildId) };
}

/** False where its key was corrected meanwhile: then it is open still. */
async function lock(db: Db, { curriculum, keyRevision }: Taught, left: LeftOpen): Promise<boolean> {
  const { guildId, memberId, quizId, questionId, quiz, zone, chosen, givenAt } = left;
  const [lessonId = '', id = ''] = questionId.split('#');
  const question = curriculum.lessons.get(lessonId)?.questions.find(one => one.id === id);
  const grade = question && !question.retired ? gradeAnswer(question, chosen) : undefined;
  // What isn't asked any more has no key to be measured by.
  if (question && grade) {
    const since = new Date(givenAt.getTime() - LONGEST_OPEN);
    const posted = await listPostedDays(db, guildId, memberId, since);
    const kept = await addAnswer(
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
        keyRevision,
      },
    );
    if (kept === 'stale') return false;
  }
  await removeOpenAnswer(db, { guildId, quizId, memberId, questionId });
  return true;
}
