import { randomBytes } from 'node:crypto';
import { buttons, type Card, say } from '../src/cards/reply.ts';
import { time } from '../src/cards/words.ts';
import { isAsked } from '../src/core/held-back.ts';
import { notFirst } from '../src/core/pick-questions.ts';
import { mostOverdue } from '../src/core/review.ts';
import { shuffle } from '../src/core/shuffle.ts';
import { type Asked, defineCommand } from '../src/discord/define-command.ts';
import { listCohortsOfMember } from '../src/store/memberships.ts';
import { addQuiz, findLastAnswer, findUnfinished, listAnswers, type Quiz } from '../src/store/quizzes.ts';
import { findNextDue, listDueCards } from '../src/store/reviews.ts';
import { findHeldBack, type HeldBack, leadTo, waitingAmong } from './_held-back.ts';
import { currentCard, goesOn } from './_quiz.ts';
import { listDue, mostAtOnce } from './_review.ts';

const sentences = {
  nothingYet:
    'There is nothing to review yet. Answer a few questions with `/quiz`; each comes back here when it is about to be forgotten.',
  inDaily:
    'What you would review now is in the daily quiz that is still open for you. Take that first: it counts as review, too.',
  inLive:
    'What you would review now is being asked in a live quiz just now. Come back in a few minutes, when that is over.',
  nothingDue: (next: Date) =>
    `Nothing is due now: you still know what you learned. The next question comes back ${time(next, 'R')}.`,
};

const quizMe = buttons({ label: 'Quiz me', style: 'primary', press: { command: 'quiz', action: 'more' } });

/** Milliseconds of calendar time in which a review that was broken off is taken up again. */
const takenUpFor = 24 * 3_600_000;

export default defineCommand({
  description: 'Repeat what you are about to forget: at most ten questions',
  who: 'everyone',
  where: ['server', 'thread'],
  run: call => review(call, false),
  buttons: { open: { who: 'everyone', run: call => review(call, false) } },
});

async function review(asked: Asked, replaces: boolean): Promise<Card> {
  const { db, guildId, memberId, now } = asked;
  const since = new Date(now.getTime() - takenUpFor);
  const [heldBack, unfinished] = await Promise.all([
    findHeldBack(asked),
    findUnfinished(db, guildId, memberId, { kind: 'review', since }),
  ]);
  const given = unfinished ? await listAnswers(db, guildId, unfinished.id, memberId) : [];
  if (unfinished && (await goesOn(asked, unfinished, given)))
    return currentCard(asked, unfinished, given, replaces);

  const due = await listDue(asked, heldBack);
  if (due.length === 0) return noneDue(asked, heldBack);
  const seed = randomBytes(12).toString('hex');
  const [[cohort], last] = await Promise.all([
    listCohortsOfMember(db, guildId, memberId),
    findLastAnswer(db, guildId, memberId),
  ]);
  const ids = mostOverdue(due, now, mostAtOnce).map(card => card.id);
  const quiz: Quiz = {
    guildId,
    id: randomBytes(9).toString('hex'),
    kind: 'review',
    memberId,
    cohortId: cohort?.id ?? null,
    studyDay: null,
    lessonId: null,
    seed,
    questionIds: [...notFirst(shuffle(ids, seed), last?.questionId)],
    wish: null,
    openedAt: now,
    closesAt: null,
  };
  await addQuiz(db, quiz);
  return currentCard(asked, quiz, [], replaces);
}

async function noneDue({ db, guildId, memberId, now, curriculum }: Asked, heldBack: HeldBack): Promise<Card> {
  const due = (await listDueCards(db, guildId, memberId, now)).filter(({ id }) => isAsked(curriculum, id));
  const waiting = waitingAmong(
    due.map(({ id }) => id),
    heldBack,
  );
  if (waiting) return leadTo(waiting, sentences);
  const next = await findNextDue(db, guildId, memberId);
  return say(next && next > now ? sentences.nothingDue(next) : sentences.nothingYet, quizMe);
}
