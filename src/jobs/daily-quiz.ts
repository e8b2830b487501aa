/** Daily quizzes: decided when the posts of a study day stand, each once, with the post that opens it and the one that tells how it went. */
import { pickDaily } from '../core/daily.ts';
import { deliveryId } from '../core/delivery.ts';
import { withCorrections } from '../core/errata.ts';
import type { Candidate } from '../core/pick-questions.ts';
import { closesAt, LONGEST_OPEN } from '../core/study-days.ts';
import type { Curriculum } from '../curriculum/types.ts';
import {
  addDailyQuizzes,
  type DayWithoutQuiz,
  listAsked,
  listDaysWithoutQuiz,
  listLessonsPosted,
} from '../store/daily.ts';
import type { NewDelivery } from '../store/deliveries.ts';
import { listErrata } from '../store/errata.ts';
import type { Quiz } from '../store/quizzes.ts';
import type { CardParts } from './card-for.ts';

const batch = 50;
/** On a day without a lesson the quiz is over the latest ones. */
const latestLessons = 5;

/**
 * Decides the quizzes of days whose posts stand by now. A day that is over gets none. Answers how many were decided. Safe to run in several
 * processes at once: a study day of a cohort has one quiz, and its posts are decided in the transaction that keeps it.
 */
export async function decideDailyQuizzes(parts: CardParts, now: Date): Promise<number> {
  const days = await listDaysWithoutQuiz(parts.db, new Date(now.getTime() - LONGEST_OPEN));
  const open = days.filter(day => closesAt(day.openFrom, day.cohort.zone) > now);
  let decided = 0;
  for (let start = 0; start < open.length; start += batch)
    decided += await decideSome(parts, open.slice(start, start + batch), now);
  return decided;
}

async function decideSome(parts: CardParts, days: readonly DayWithoutQuiz[], now: Date): Promise<number> {
  const cohorts = days.map(day => day.cohort);
  const [posted, asked] = [await listLessonsPosted(parts.db, cohorts), await listAsked(parts.db, cohorts)];
  const curricula = new Map<string, Curriculum>();
  for (const guildId of new Set(cohorts.map(cohort => cohort.guildId)))
    curricula.set(guildId, await curriculumOf(parts, guildId));
  const decisions = days.flatMap(day => {
    const curriculum = curricula.get(day.cohort.guildId) ?? parts.curriculum();
    const earlier = posted
      .filter(({ cohortId, studyDay }) => cohortId === day.cohort.id && studyDay < day.studyDay)
      .map(({ lessonId }) => lessonId)
      .filter(lessonId => !day.lessonIds.includes(lessonId));
    const quiz = quizOf(curriculum, day, { earlier, asked: asked.get(day.cohort.id) ?? new Set(), now });
    return quiz ? [{ quiz, posts: postsOf(day, quiz) }] : [];
  });
  return addDailyQuizzes(parts.db, decisions);
}

/** Ours, with the corrections that a guild's moderators made: a question that they took out isn't asked. */
export const curriculumOf = async ({ db, curriculum }: CardParts, guildId: string): Promise<Curriculum> =>
  withCorrections(curriculum(), await listErrata(db, guildId));

interface Before {
  /** Lessons of days before, the newest first. */
  readonly earlier: readonly string[];
  /** Questions that this cohort has had in daily quizzes. */
  readonly asked: ReadonlySet<string>;
  readonly now: Date;
}

/** Undefined where there is nothing to ask. */
function quizOf(
  curriculum: Curriculum,
  { cohort, studyDay, lessonIds, openFrom }: DayWithoutQuiz,
  { earlier, asked, now }: Before,
): Quiz | undefined {
  const candidates = (ids: readonly string[]) =>
    [...new Set(ids)].flatMap(id => candidatesOf(curriculum, id, asked));
  const ofDay = candidates(lessonIds);
  // A lesson whose questions are all gone counts as none.
  const before = candidates(ofDay.length > 0 ? earlier : [...new Set(earlier)].slice(0, latestLessons));
  const seed = randomHex(24);
  const questionIds = pickDaily({ ofDay, earlier: before, count: cohort.dailyQuestions, seed });
  if (questionIds.length === 0) return undefined;
  return {
    guildId: cohort.guildId,
    id: randomHex(18),
    kind: 'daily',
    memberId: null,
    cohortId: cohort.id,
    studyDay,
    lessonId: lessonIds.length === 1 ? (lessonIds[0] ?? null) : null,
    seed,
    questionIds: [...questionIds],
    wish: null,
    openedAt: now,
    closesAt: closesAt(openFrom, cohort.zone),
  };
}

/** What the cohort wasn't asked yet comes before what it was. */
function candidatesOf({ lessons }: Curriculum, lessonId: string, asked: ReadonlySet<string>): Candidate[] {
  const questions = lessons.get(lessonId)?.questions ?? [];
  return questions
    .filter(question => !question.retired)
    .map(({ id, kind }) => {
      const full = `${lessonId}#${id}`;
      return { id: full, kind, lastRight: asked.has(full) ? true : undefined };
    });
}

/** Both at once: then the ledger knows from the start what is to come, and nobody has to look for quizzes that are closed. */
function postsOf({ cohort, studyDay, openFrom }: DayWithoutQuiz, quiz: Quiz): NewDelivery[] {
  const post = (kind: 'daily-quiz' | 'daily-result', dueAt: Date): NewDelivery => {
    const key = { guildId: cohort.guildId, cohortId: cohort.id, kind, studyDay, slot: 0 };
    const facts = { quizId: quiz.id };
    return { ...key, id: deliveryId(key), lane: 'beside', facts, channelId: cohort.channelId, dueAt };
  };
  // Due when its day began: a restored backup, which decides it anew, looks in the channel first.
  return [post('daily-quiz', openFrom), post('daily-result', quiz.closesAt ?? openFrom)];
}

/** Nothing secret: it decides an order, and names a row. */
const randomHex = (length: number): string => crypto.randomUUID().replaceAll('-', '').slice(0, length);
