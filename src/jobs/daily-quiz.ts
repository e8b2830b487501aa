/** Daily quizzes: decided when the posts of a study day stand, each once, with the post that opens it and the one that tells how it went. */
import { pickDaily } from '../core/daily.ts';
import { deliveryId } from '../core/delivery.ts';
import { withCorrections } from '../core/errata.ts';
import type { Candidate } from '../core/pick-questions.ts';
import { closesAt } from '../core/study-days.ts';
import type { Curriculum } from '../curriculum/types.ts';
import type { Db } from '../store/connect.ts';
import {
  addDailyQuizzes,
  listAsked,
  listLessonsPosted,
  listQuizzesToCome,
  listReadyDays,
  type QuizToCome,
  type ReadyDay,
  setQuizzesCancelled,
} from '../store/daily.ts';
import type { NewDelivery } from '../store/deliveries.ts';
import { listErrata } from '../store/errata.ts';
import { holdDraws, listAskedElsewhere } from '../store/held-back.ts';
import type { Quiz } from '../store/quizzes.ts';
import type { CardParts } from './card-for.ts';

const batch = 100;
/** On a day without a lesson the quiz is over the latest ones. */
const latestLessons = 5;

/**
 * Decides what the quizzes ask whose days are done with: all posts stand by now, or never come. Answers how many were decided or given up.
 * Safe to run in several processes at once: a study day of a cohort has one quiz, and its posts are decided in the transaction that keeps
 * it. What isn't decided by the day's end never is: then its post comes due, and has nothing to say.
 */
export async function decideDailyQuizzes(parts: CardParts, now: Date): Promise<number> {
  let settled = 0;
  let after: QuizToCome | undefined;
  do {
    const page = await listQuizzesToCome(parts.db, now, { limit: batch, after });
    settled += await decideSome(parts, await listReadyDays(parts.db, page), now);
    after = page.length === batch ? page.at(-1) : undefined;
  } while (after);
  return settled;
}

async function decideSome(parts: CardParts, days: readonly ReadyDay[], now: Date): Promise<number> {
  if (days.length === 0) return 0;
  const cohorts = days.map(day => day.cohort);
  const [posted, asked] = [await listLessonsPosted(parts.db, cohorts), await listAsked(parts.db, cohorts)];
  const curricula = new Map<string, Curriculum>();
  const guildIds = [...new Set(cohorts.map(cohort => cohort.guildId))];
  for (const guildId of guildIds) curricula.set(guildId, await curriculumOf(parts, guildId));
  return parts.db.transaction(async tx => {
    await holdDraws(tx, guildIds);
    const elsewhere = await listAskedElsewhere(tx, guildIds, now);
    return keep(tx, drawAll(parts, days, { posted, asked, curricula, elsewhere, now }));
  });
}

interface Read {
  readonly posted: Awaited<ReturnType<typeof listLessonsPosted>>;
  readonly asked: Awaited<ReturnType<typeof listAsked>>;
  readonly curricula: ReadonlyMap<string, Curriculum>;
  /** By guild; what is drawn goes into it, so that the next cohort's quiz asks something else. */
  readonly elsewhere: ReadonlyMap<string, Set<string>>;
  readonly now: Date;
}

interface Drawn {
  readonly day: ReadyDay;
  /** Undefined where there is nothing to ask, or it is too late. */
  readonly quiz?: Quiz;
  readonly dueAt?: Date;
}

function drawAll(
  parts: CardParts,
  days: readonly ReadyDay[],
  { posted, asked, curricula, elsewhere, now }: Read,
): readonly Drawn[] {
  return days.map(day => {
    const { cohort, openFrom } = day;
    const closes = openFrom && closesAt(openFrom, cohort.zone);
    if (!closes || closes <= now) return { day };
    const earlier = posted
      .filter(({ cohortId, studyDay }) => cohortId === cohort.id && studyDay < day.studyDay)
      .map(({ lessonId }) => lessonId)
      .filter(lessonId => !day.lessonIds.includes(lessonId));
    const shared = elsewhere.get(cohort.guildId);
    const known = { earlier, asked: asked.get(cohort.id) ?? new Set(), elsewhere: shared, closes, now };
    const quiz = quizOf(curricula.get(cohort.guildId) ?? parts.curriculum(), day, known);
    for (const id of quiz?.questionIds ?? []) shared?.add(id);
    // Due when its day began: a restored backup, which decides it anew, looks in the channel first.
    return quiz ? { day, quiz, dueAt: openFrom } : { day };
  });
}

async function keep(tx: Db, decided: readonly Drawn[]): Promise<number> {
  const kept = await addDailyQuizzes(
    tx,
    decided.flatMap(({ day, quiz, dueAt }) =>
      quiz && dueAt
        ? [{ quiz, post: { guildId: day.guildId, id: day.id, dueAt }, result: resultOf(day, quiz) }]
        : [],
    ),
  );
  return (
    kept +
    (await setQuizzesCancelled(
      tx,
      decided.flatMap(({ day, quiz }) => (quiz ? [] : [day])),
    ))
  );
}

/** Ours, with the corrections that a guild's moderators made: a question that they took out isn't asked. */
export const curriculumOf = async (
  { db, curriculum }: Pick<CardParts, 'db' | 'curriculum'>,
  guildId: string,
): Promise<Curriculum> => withCorrections(curriculum(), await listErrata(db, guildId));

interface Before {
  /** Lessons of days before, the newest first. */
  readonly earlier: readonly string[];
  /** Questions that this cohort has had in daily quizzes. */
  readonly asked: ReadonlySet<string>;
  /** Questions that are asked elsewhere in the guild. */
  readonly elsewhere: ReadonlySet<string> | undefined;
  readonly closes: Date;
  readonly now: Date;
}

/** Undefined where there is nothing to ask. */
function quizOf(
  curriculum: Curriculum,
  { cohort, studyDay, lessonIds }: ReadyDay,
  { earlier, asked, elsewhere, closes, now }: Before,
): Quiz | undefined {
  const candidates = (ids: readonly string[]) =>
    [...new Set(ids)].flatMap(id => candidatesOf(curriculum, id, asked));
  const ofDay = candidates(lessonIds);
  // A lesson whose questions are all gone counts as none.
  const before = candidates(ofDay.length > 0 ? earlier : [...new Set(earlier)].slice(0, latestLessons));
  const seed = randomHex(24);
  const questionIds = pickDaily({
    ...{ ofDay, earlier: before, count: cohort.dailyQuestions, seed },
    ...(elsewhere ? { elsewhere } : {}),
  });
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
    closesAt: closes,
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

/** Decided with the quiz: then the ledger knows from the start what is to come, and nobody has to look for quizzes that are closed. */
function resultOf(
  { cohort, studyDay }: ReadyDay,
  { id: quizId, closesAt: closes, openedAt }: Quiz,
): NewDelivery {
  const key = { guildId: cohort.guildId, cohortId: cohort.id, kind: 'daily-result', studyDay, slot: 0 };
  const about = { lane: 'beside', facts: { quizId }, channelId: cohort.channelId, dueAt: closes ?? openedAt };
  return { ...key, id: deliveryId(key), ...about };
}

/** Nothing secret: it decides an order, and names a row. */
const randomHex = (length: number): string => crypto.randomUUID().replaceAll('-', '').slice(0, length);
