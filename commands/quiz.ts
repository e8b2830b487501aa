import { keptPicks, questionForm } from '../src/cards/quiz-card.ts';
import type { Card, Reply } from '../src/cards/reply.ts';
import type { Question } from '../src/curriculum/types.ts';
import { type Asked, defineCommand, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { findOpenAnswer } from '../src/store/open-answers.ts';
import { findStanding } from '../src/store/progress.ts';
import {
  findQuiz,
  findQuizAndDays,
  findUnfinished,
  listAnswers,
  type Quiz,
  type QuizAndDays,
} from '../src/store/quizzes.ts';
import { takeAnswer } from './_answer.ts';
import { corrections } from './_errata.ts';
import { findHeldBack, type HeldBack, waitsCard } from './_held-back.ts';
import { takeHint } from './_hint.ts';
import { readPage } from './_pages.ts';
import { findQuestion, fullId, isClosed, nextPlace } from './_question.ts';
import {
  ask,
  currentCard,
  goesOn,
  keyOf,
  mayAnswer,
  ofLesson,
  placeIn,
  quizSentences,
  startQuiz,
} from './_quiz.ts';
import { report, reportWindow } from './_report.ts';
import { lessonNamed, openSince } from './_study.ts';
import { handBack, takeWindow } from './_window.ts';
import { countOption, lessonsForQuiz, nodeOption, practiceLesson, topicOption, wishAgain } from './_wish.ts';

const sentences = {
  ...quizSentences,
  unknownLesson: 'I don’t know that lesson any more. Type `/quiz` to choose another.',
};

const noWish = { lesson: undefined, node: undefined, topic: undefined, count: undefined };

/** Milliseconds of calendar time in which a quiz that was broken off is taken up again. */
const takenUpFor = 3 * 24 * 3_600_000;

export default defineCommand({
  description:
    'Answer a few questions, just for you: what is next, or a lesson, part or topic of your choice',
  who: 'everyone',
  where: ['server', 'thread'],
  options: { lesson: practiceLesson, node: nodeOption, topic: topicOption, count: countOption },

  async run(call) {
    const { db, guildId, memberId, now } = call;
    const standing = await findStanding(db, guildId, memberId);
    const wish = lessonsForQuiz(call, standing);
    const asksForNothing = Object.values(call.options).every(value => value === undefined);
    const since = new Date(now.getTime() - takenUpFor);
    const unfinished = await findUnfinished(db, guildId, memberId, {
      ...{ kind: 'practice', since },
      ...(asksForNothing ? {} : { wish: wish.word }),
    });
    if (!unfinished) return startQuiz(call, wish);
    const given = await listAnswers(db, guildId, unfinished.id, memberId);
    // What is left of it may have been taken out since, be in a daily quiz by now, or have been answered just before.
    const isLeft = await goesOn(call, unfinished, given);
    return isLeft ? currentCard(call, unfinished, given, false) : startQuiz(call, wish);
  },

  buttons: {
    start: {
      who: 'everyone',
      run(call) {
        const lesson = lessonNamed(call.curriculum, call.argument);
        if (!lesson) throw new Refusal(sentences.unknownLesson);
        return startQuiz(call, ofLesson(lesson));
      },
    },
    /** What is next, as `/quiz` alone. */
    more: {
      who: 'everyone',
      async run(call) {
        // It names nothing: whatever stands there was put there by somebody else.
        if (call.argument !== '') throw new Refusal(sentences.gone);
        const standing = await findStanding(call.db, call.guildId, call.memberId);
        return startQuiz(call, lessonsForQuiz({ ...call, options: noWish }, standing));
      },
    },
    again: {
      who: 'everyone',
      async run(call) {
        const quiz = await mayAnswer(call, await findQuiz(call.db, call.guildId, call.argument));
        return startQuiz(call, wishAgain(call, quiz));
      },
    },
    answer: {
      who: 'everyone',
      async run(call) {
        const asking = await askedFor(call, true);
        return asking.instead ?? takeAnswer(call, { ...asking, chosen: [call.argument.split('.')[2] ?? ''] });
      },
    },
    form: {
      who: 'everyone',
      async run(call): Promise<Reply> {
        const asking = await askedFor(call);
        if (asking.instead) return asking.instead;
        const { quiz, question, place } = asking;
        const open = await findOpenAnswer(call.db, keyOf(call, quiz, question));
        if (open && !open.canChange) return ask(call, quiz, question, place, true);
        const at = placeIn(call, quiz, question, place);
        const picks = keptPicks(question, at.seed, call.argument.split('.')[2]);
        return questionForm(question, at, picks ?? open?.chosen);
      },
    },
    lock: {
      who: 'everyone',
      async run(call) {
        const asking = await askedFor(call);
        if (asking.instead) return asking.instead;
        const open = await findOpenAnswer(call.db, keyOf(call, asking.quiz, asking.question));
        const given = await listAnswers(call.db, call.guildId, asking.quiz.id, call.memberId);
        const chosen = open?.chosen ?? given.find(one => one.questionId === fullId(asking.question))?.chosen;
        if (!chosen) return ask(call, asking.quiz, asking.question, asking.place, true);
        return takeAnswer(call, { ...asking, chosen });
      },
    },
    hint: {
      who: 'everyone',
      async run(call) {
        const asking = await askedFor(call);
        return asking.instead ?? takeHint(call, asking);
      },
    },
    report: {
      who: 'everyone',
      async run(call): Promise<Reply> {
        return reportWindow(call, (await questionNamed(call)).question);
      },
    },
    /** What moderators corrected here, for everybody. */
    corrected: { who: 'everyone', run: call => corrections(call, 'quiz', 0, false) },
    page: {
      who: 'everyone',
      run: call => corrections(call, 'quiz', readPage(call.argument).page, true),
    },
    next: {
      who: 'everyone',
      async run(call) {
        const quiz = await mayAnswer(call, await findQuiz(call.db, call.guildId, call.argument));
        if (quiz.kind === 'live') throw new Refusal(sentences.live);
        return currentCard(
          call,
          quiz,
          await listAnswers(call.db, call.guildId, quiz.id, call.memberId),
          true,
        );
      },
    },
  },

  forms: {
    report: {
      who: 'everyone',
      run: async call => report(call, (await questionNamed({ ...call, chosen: [] })).question),
    },
    answer: {
      who: 'everyone',
      async run(call) {
        const asking = await askedFor({ ...call, chosen: [] }, true);
        const { instead, question } = asking;
        return instead ? handBack(call, question, instead) : takeWindow(call, asking);
      },
    },
  },
});

interface Asking extends QuizAndDays {
  readonly question: Question;
  readonly place: number;
  readonly heldBack: HeldBack;
  /** Shown when it can't be answered now: how it went in a quiz that is closed, or that the question waits in the daily quiz. */
  readonly instead: Card | undefined;
}

/** The question that a report is about: of a quiz that this member may answer, closed or not. */
async function questionNamed(call: PressCall): Promise<Pick<Asking, 'question'>> {
  const [quizId = '', place = ''] = call.argument.split('.');
  const quiz = await mayAnswer(call, await findQuiz(call.db, call.guildId, quizId));
  const question = findQuestion(call.curriculum, quiz.questionIds[Number.parseInt(place, 10)] ?? '');
  if (!question) throw new Refusal(sentences.gone);
  return { question };
}

/** What a button or a window of a question names, looked up and allowed again. `isAnswer`: it brings an answer, which may come too late. */
async function askedFor(call: PressCall, isAnswer = false): Promise<Asking> {
  const [quizId = '', typed = ''] = call.argument.split('.');
  const place = Number.parseInt(typed, 10);
  const [found, waits] = await Promise.all([
    findQuizAndDays(call.db, call.guildId, quizId, call.memberId, openSince(call)),
    findHeldBack(call, quizId),
  ]);
  const quiz = await mayAnswer(call, found?.quiz);
  if (quiz.kind === 'live') throw new Refusal(sentences.live);
  const question = findQuestion(call.curriculum, quiz.questionIds[place] ?? '');
  if (!question || question.retired) throw new Refusal(sentences.gone);
  const instead = isClosed(quiz, call.now)
    ? await closedCard(call, quiz, question, isAnswer)
    : await waitsInstead(call, quiz, question, waits);
  // A quiz that many answer passes nothing by.
  const heldBack: HeldBack = quiz.memberId === null ? new Map() : waits;
  return { quiz, question, place, zone: found?.zone, days: found?.days ?? [], heldBack, instead };
}

/**
 * A card may be older than the quiz in which its question waits: also what was answered on it would be shown again. Undefined where it
 * doesn't wait, or where a quiz that many answer still asks it of this member.
 */
async function waitsInstead(
  { db, guildId, memberId, curriculum }: Asked,
  quiz: Quiz,
  question: Question,
  waits: HeldBack,
): Promise<Card | undefined> {
  const waiting = waits.get(fullId(question));
  if (!waiting) return undefined;
  const given = await listAnswers(db, guildId, quiz.id, memberId);
  const isShared = quiz.memberId === null;
  if (isShared && !given.some(one => one.questionId === fullId(question))) return undefined;
  const isLeft = nextPlace(curriculum, quiz, given, isShared ? undefined : waits) >= 0;
  const label = isLeft ? 'Go on here' : given.length > 0 ? 'See how it went' : undefined;
  const press = { command: 'quiz', action: 'next', argument: quiz.id };
  return waitsCard(waiting, label === undefined ? undefined : { label, press });
}

async function closedCard(asked: Asked, quiz: Quiz, question: Question, isAnswer: boolean): Promise<Card> {
  const given = await listAnswers(asked.db, asked.guildId, quiz.id, asked.memberId);
  const isLate = isAnswer && !given.some(one => one.questionId === fullId(question));
  return currentCard(asked, quiz, given, true, isLate);
}
