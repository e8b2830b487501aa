/** A live quiz: what it asks, who may play, and how it went for one person. */
import { randomBytes } from 'node:crypto';
import { noResultCard, ownResultCard } from '../src/cards/live-result-card.ts';
import { type Card, say } from '../src/cards/reply.ts';
import { isCounted, judgedNow } from '../src/core/live-firsts.ts';
import { firstRight, isEnded, LOBBY_SECONDS } from '../src/core/live-round.ts';
import type { Curriculum, Question } from '../src/curriculum/types.ts';
import { type Asked, Refusal } from '../src/discord/define-command.ts';
import {
  addLiveRound,
  findLastLive,
  findLiveRound,
  type LiveRound,
  listCohortsOfChannel,
} from '../src/store/live.ts';
import { listLiveAnswers } from '../src/store/live-answers.ts';
import { findQuiz, type Quiz } from '../src/store/quizzes.ts';
import { findHeldBack } from './_held-back.ts';
import { type Drawn, drawLive } from './_live-questions.ts';
import { findQuestion, fullId } from './_question.ts';
import { mayAnswer, type Wish } from './_quiz.ts';

export const liveSentences = {
  running: 'A live quiz is under way in this channel already. Wait until it is over, then begin another.',
  lacks: (names: string) =>
    `I can’t hold a live quiz in this channel: I need the permission ${names} here. Ask an admin to allow it, then try again.`,
  gone: 'I don’t know that live quiz any more, so nothing was changed. A moderator can begin another with `/live`.',
  notOver: 'The live quiz isn’t over yet. Your result comes at its end.',
  over: 'This live quiz is over, so that changes nothing.',
  calledOff:
    'This live quiz was called off before its first question, so there is no result. `/quiz` is always open.',
};

export interface LiveWish {
  /** Undefined for what this channel has had so far. */
  readonly wish: Wish | undefined;
  readonly count: number;
  readonly secondsEach: number;
}

/** Opens the lobby of a live quiz in the channel where it is asked for; its message is sent by whoever leads it on. Throws refusals. */
export async function beginLive(asked: Asked, { wish, count, secondsEach }: LiveWish): Promise<Drawn> {
  const { db, guildId, channelId, memberId, now } = asked;
  const missing = asked.lacksIn(channelId) ?? [];
  if (missing.length > 0) throw new Refusal(liveSentences.lacks(missing.join(', ')));
  const [cohorts, last] = await Promise.all([
    listCohortsOfChannel(db, guildId, channelId),
    findLastLive(db, guildId, channelId),
  ]);
  // Said before anything is looked for; whether it is so is decided when the lobby is kept.
  if (last && !isEnded(last)) throw new Refusal(liveSentences.running);
  // Of a channel that cohorts share nobody could tell whose quiz it is: then it is everybody's.
  const cohort = cohorts.length === 1 ? cohorts[0] : undefined;
  const seed = randomBytes(12).toString('hex');
  const drawn = await drawLive(asked, {
    ...{ lessons: wish?.lessons, count, seed, cohorts },
    ...{ cohort, asked: last?.questionIds ?? [] },
  });
  const lessons = new Set(drawn.questionIds.map(id => id.split('#')[0] ?? ''));
  const quiz: Quiz = {
    guildId,
    id: randomBytes(9).toString('hex'),
    kind: 'live',
    memberId: null,
    cohortId: cohort?.id ?? null,
    studyDay: null,
    lessonId: lessons.size === 1 ? ([...lessons][0] ?? null) : null,
    seed,
    questionIds: [...drawn.questionIds],
    wish: wish?.word ?? null,
    openedAt: now,
    closesAt: null,
  };
  const stepEndsAt = new Date(now.getTime() + LOBBY_SECONDS * 1000);
  const isOpen = await addLiveRound(db, quiz, { channelId, secondsEach, stepEndsAt, actorId: memberId });
  if (!isOpen) throw new Refusal(liveSentences.running);
  return drawn;
}

/** A live quiz that this member may play, with where it stands. Throws a refusal otherwise. */
export async function findLive(
  asked: Asked,
  quizId: string,
): Promise<{ readonly quiz: Quiz; readonly round: LiveRound }> {
  const { db, guildId } = asked;
  const [quiz, round] = await Promise.all([
    findQuiz(db, guildId, quizId),
    findLiveRound(db, guildId, quizId),
  ]);
  if (!quiz || !round) throw new Refusal(liveSentences.gone);
  return { quiz: await mayAnswer(asked, quiz), round };
}

/** How it went for whoever asks, by the keys that hold now. Before the end it is nobody's business: then it refuses. */
export async function ownResult(
  asked: Asked,
  { quiz, round }: { readonly quiz: Quiz; readonly round: LiveRound },
  note?: string,
): Promise<Card> {
  const { curriculum, db, memberId } = asked;
  if (!isEnded(round)) throw new Refusal(liveSentences.notOver);
  if (round.step === 'cancelled') return say(liveSentences.calledOff);
  const [answers, heldBack] = await Promise.all([listLiveAnswers(db, round), findHeldBack(asked)]);
  if (!answers.some(one => one.memberId === memberId)) return noResultCard(quiz.id, note);
  const went = quiz.questionIds.slice(0, round.place + 1).map(id => {
    const question = findQuestion(curriculum, id);
    const given = judgedNow(
      question,
      answers.filter(one => one.questionId === id),
    );
    if (!isCounted(question, given)) return 'out';
    if (heldBack.has(id)) return 'waits';
    if (firstRight(given)?.memberId === memberId) return 'first';
    const own = given.find(one => one.memberId === memberId);
    return own && (own.right ? 'right' : 'wrong');
  });
  return ownResultCard({ quizId: quiz.id, went, ...(note === undefined ? {} : { note }) });
}

/** The questions of a quiz by place, as they are asked here. */
export const questionsByPlace = (
  curriculum: Curriculum,
  { questionIds }: Quiz,
): readonly (Question | undefined)[] => questionIds.map(id => findQuestion(curriculum, id));

/** These questions and no others, as practice for one person. */
export function theseAgain({ curriculum }: Asked, quiz: Quiz): Wish {
  const wanted = new Set(quiz.questionIds);
  const ids = [...new Set(quiz.questionIds.map(id => id.split('#')[0] ?? ''))];
  const lessons = ids.flatMap(id => {
    const lesson = curriculum.lessons.get(id);
    return lesson
      ? [{ ...lesson, questions: lesson.questions.filter(question => wanted.has(fullId(question))) }]
      : [];
  });
  return { word: `quiz=${quiz.id}`, lessons, count: quiz.questionIds.length };
}
