/** How a quiz went for whoever asks: judged by the keys that hold now, and where it goes from here. */
import { doneButton, readButton } from '../src/cards/lesson-card.ts';
import type { Button, Card } from '../src/cards/reply.ts';
import { resultCard } from '../src/cards/result-card.ts';
import { time } from '../src/cards/words.ts';
import { isRightNow } from '../src/core/errata.ts';
import { isAsked } from '../src/core/held-back.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { listLessonsDone } from '../src/store/progress.ts';
import type { Answer, Quiz } from '../src/store/quizzes.ts';
import { findHeldBack, type HeldBack, waitingAmong, waysTo } from './_held-back.ts';
import { findQuestion, isClosed, quizTitles } from './_question.ts';
import { resultLines } from './_repaired.ts';
import { listDue, mostAtOnce } from './_review.ts';
import { lessonNamed } from './_study.ts';

const sentences = {
  late: 'Your answer came after the close, so it doesn’t count.',
  closed: (at: Date) =>
    `This quiz closed on ${time(at)}. Here is how it went for you; the same questions are open as practice.`,
  closes: (at: Date) =>
    `That is all for today. When the quiz closes, ${time(at)}, the channel shows how it went for all together.`,
  more: {
    daily: 'More questions on this wait in your daily quiz.',
    live: 'More questions on this are being asked in a live quiz just now.',
  } as Readonly<Record<string, string>>,
};

export interface Went {
  readonly replaces: boolean;
  /** An answer came after the close. */
  readonly isLate: boolean;
  readonly heldBack: HeldBack;
}

export async function howItWent(
  asked: Asked,
  quiz: Quiz,
  given: readonly Answer[],
  { replaces, isLate, heldBack }: Went,
): Promise<Card> {
  const { curriculum, db, guildId, memberId, now } = asked;
  const closed = isClosed(quiz, now);
  const lesson = lessonNamed(curriculum, quiz.lessonId ?? '');
  const waiting = waitingFor(quiz, heldBack);
  const [done, repairs, due, waits] = await Promise.all([
    lesson ? listLessonsDone(db, guildId, memberId) : new Set<string>(),
    // Of one lesson it is also said what is left to do; of several, only what these answers repaired.
    resultLines(asked, given, quiz.kind === 'practice' ? lesson?.id : undefined),
    quiz.kind === 'review' ? listDue(asked, heldBack) : [],
    quiz.memberId === null ? findHeldBack(asked) : heldBack,
  ]);
  const onward: Button[] = [
    ...waysTo(waiting),
    ...(due.length > 0 ? [reviewMore(due.length)] : []),
    ...(lesson && !done.has(lesson.id) ? [doneButton(lesson.id)] : []),
    ...(lesson ? [readButton(lesson.id)] : []),
    { label: 'Practise again', press: { command: 'quiz', action: 'again', argument: quiz.id } },
  ];
  const answered = new Set(given.map(one => one.questionId));
  const counted = quiz.questionIds.filter(id => answered.has(id) || isAsked(curriculum, id));
  return resultCard({
    where: [quizTitles[quiz.kind] ?? 'Quiz', ...(lesson ? [lesson.title] : [])].join(' ▸ '),
    right: given.filter(one => isRight(curriculum, one, waits)).length,
    answered: given.length,
    total: closed ? counted.length : given.length,
    notes: [
      ...repairs,
      ...(isLate ? [sentences.late] : []),
      ...(quiz.closesAt ? [sentences[closed ? 'closed' : 'closes'](quiz.closesAt)] : []),
      ...(waiting ? [sentences.more[waiting.kind] ?? ''] : []),
    ],
    onward,
    replaces,
  });
}

/**
 * As if the key that holds now had been right from the start. What is no longer asked, or has other words by now, keeps its judgement; so
 * does what waits in another quiz, to which it would tell the key.
 */
function isRight(curriculum: Curriculum, answer: Answer, waits: HeldBack): boolean {
  const question = findQuestion(curriculum, answer.questionId);
  return question?.retired || waits.has(answer.questionId) ? answer.right : isRightNow(question, answer);
}

/** The quiz that asks more of the same lessons; undefined where there is none. */
function waitingFor({ questionIds }: Quiz, heldBack: HeldBack): Quiz | undefined {
  const lessonOf = (id: string) => id.split('#')[0];
  const lessons = new Set(questionIds.map(lessonOf));
  return waitingAmong(
    [...heldBack.keys()].filter(id => lessons.has(lessonOf(id))),
    heldBack,
  );
}

const reviewMore = (due: number): Button => ({
  label: due === 1 ? 'Review one more' : `Review the next ${Math.min(due, mostAtOnce)}`,
  style: 'primary',
  press: { command: 'review', action: 'open' },
});
