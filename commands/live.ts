import { lockedCard, whichCard } from '../src/cards/live-card.ts';
import { type Card, say } from '../src/cards/reply.ts';
import { reportForm } from '../src/cards/report-card.ts';
import { count } from '../src/cards/words.ts';
import { gradeAnswer, rightOf } from '../src/core/grading.ts';
import { isEnded } from '../src/core/live-round.ts';
import { answerReason, worthOfAnswer } from '../src/core/points.ts';
import { defineCommand, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { setLobbyCancelled, setLobbyEnded } from '../src/store/live.ts';
import { addLiveAnswer, addLivePlayer } from '../src/store/live-answers.ts';
import { listPostedDays } from '../src/store/progress.ts';
import { listAnswers } from '../src/store/quizzes.ts';
import { byKeysOfNow } from './_keys.ts';
import { beginLive, findLive, liveSentences, ownResult, questionsByPlace, theseAgain } from './_live.ts';
import type { Drawn } from './_live-questions.ts';
import { findQuestion, fullId } from './_question.ts';
import { quizSentences, startQuiz } from './_quiz.ts';
import { daysToKeep, openSince } from './_study.ts';
import { lessonsForQuiz, nodeOption, practiceLesson, topicOption } from './_wish.ts';

const sentences = {
  ...liveSentences,
  begun: (questions: number, seconds: number) =>
    `The lobby opens in this channel now: ${count(questions, 'question')}, ${seconds} seconds each. It starts by itself in a minute, or when you press **Start now**. If nothing shows up within half a minute, check that I may view this channel, send messages in it and read its history.`,
  pressed: ' Only questions that one press can answer are asked live.',
  fewer: (found: number) => ` I found only ${found} that fit.`,
  added: (wished: number, added: number, from: string) =>
    ` ${wished === 0 ? 'None' : `Only ${wished}`} of those that you chose ${wished === 1 ? 'is' : 'are'} such; ${added} ${added === 1 ? 'is' : 'are'} ${from}.`,
  addedToday: (added: number, from: string) =>
    ` This channel hasn’t had enough of them yet: ${added} ${added === 1 ? 'is' : 'are'} ${from}.`,
  from: {
    posted: 'of what this channel has had so far',
    near: 'of lessons beside it, which may be new to some',
    both: 'of what this channel has had so far, and of lessons beside it',
  },
  joined: 'You play along. The first question comes when the lobby closes; answer with its buttons.',
  joinedLate: 'You play along. Answer the question above with its buttons.',
  playsAlready: 'You play along already. Nothing was changed.',
  started: 'It starts now.',
  noStart: 'It could not be started: nobody has joined yet, or it has begun already. Nothing was changed.',
  cancelled: 'The live quiz is called off. Nothing counts.',
  noCancel: 'It has begun already, so it can’t be called off. It ends by itself.',
  closed: 'The time for that question is over, so this answer doesn’t count. Look for the next one.',
};

const usual = { questions: 5, seconds: 25 };

export default defineCommand({
  description: 'Hold a live quiz in this channel: everybody answers at the same time',
  who: 'moderator',
  where: ['server', 'thread'],
  options: {
    topic: topicOption,
    lesson: {
      ...practiceLesson,
      description: 'Which lesson; leave it out for what this channel has had so far',
    },
    node: nodeOption,
    questions: {
      type: 'number',
      description: 'How many questions; 5 unless you say otherwise',
      least: 5,
      most: 10,
    },
    seconds: {
      type: 'number',
      description: 'How long each is open; 25 unless you say otherwise',
      least: 15,
      most: 60,
    },
  },

  async run(call) {
    const { topic, lesson, node, questions = usual.questions, seconds = usual.seconds } = call.options;
    const isWished = topic !== undefined || lesson !== undefined || node !== undefined;
    const options = { topic, lesson, node, count: questions };
    const wish = isWished ? lessonsForQuiz({ curriculum: call.curriculum, options }, nowhere) : undefined;
    const drawn = await beginLive(call, { wish, count: questions, secondsEach: seconds });
    return { ...say(begunWords(drawn, { questions, seconds, isWished })), wakes: true };
  },

  buttons: {
    join: {
      who: 'everyone',
      async run(call) {
        const { quiz, round } = await findLive(call, call.argument);
        if (isEnded(round)) return ownResult(call, { quiz, round }, sentences.over);
        const isNew = await addLivePlayer(call.db, round, call.memberId, call.now);
        if (!isNew) return say(sentences.playsAlready);
        return say(round.step === 'lobby' ? sentences.joined : sentences.joinedLate);
      },
    },
    start: {
      who: 'moderator',
      async run({ db, guildId, argument, now }) {
        const isStarted = await setLobbyEnded(db, { guildId, quizId: argument }, now);
        return isStarted ? { ...say(sentences.started), wakes: true } : say(sentences.noStart);
      },
    },
    cancel: {
      who: 'moderator',
      async run({ db, guildId, argument }) {
        const isCancelled = await setLobbyCancelled(db, { guildId, quizId: argument });
        return isCancelled ? { ...say(sentences.cancelled), wakes: true } : say(sentences.noCancel);
      },
    },
    answer: { who: 'everyone', run: answer },
    result: {
      who: 'everyone',
      run: async call => ownResult(call, await findLive(call, call.argument)),
    },
    practise: {
      who: 'everyone',
      async run(call) {
        const { quiz, round } = await findLive(call, call.argument);
        if (!isEnded(round)) throw new Refusal(sentences.notOver);
        return startQuiz(call, theseAgain(call, quiz));
      },
    },
    /** Of which question? */
    report: {
      who: 'everyone',
      async run(call) {
        const { quiz, round } = await findLive(call, call.argument);
        if (!isEnded(round)) throw new Refusal(sentences.notOver);
        return whichCard(quiz.id, questionsByPlace(call.curriculum, quiz).slice(0, round.place + 1));
      },
    },
    about: {
      who: 'everyone',
      async run(call) {
        const { quiz, round } = await findLive(call, call.argument);
        if (!isEnded(round)) throw new Refusal(sentences.notOver);
        return reportForm(`${quiz.id}.${Number.parseInt(call.chosen[0] ?? '', 10) || 0}`);
      },
    },
  },
});

/** What was begun, and what of it isn't as it was wished for. */
function begunWords(
  { questionIds, wished, posted, near }: Drawn,
  { questions, seconds, isWished }: { questions: number; seconds: number; isWished: boolean },
): string {
  const found = questionIds.length;
  const begun = sentences.begun(found, seconds);
  const added = posted + near;
  const fewer = found < questions ? sentences.fewer(found) : '';
  if (added === 0) return fewer === '' ? begun : begun + sentences.pressed + fewer;
  const from = sentences.from[posted === 0 ? 'near' : near === 0 ? 'posted' : 'both'];
  const more = isWished ? sentences.added(wished, added, from) : sentences.addedToday(added, from);
  return begun + sentences.pressed + more + fewer;
}

/** Without a wish nobody's standing is asked. */
const nowhere = { posted: undefined, done: new Set<string>() };

/** The first answer counts. What is said of it never tells whether it is right. */
async function answer(call: PressCall): Promise<Card> {
  const { db, guildId, memberId, now, interactionId, curriculum } = call;
  const [quizId = '', typed = '', chosen = ''] = call.argument.split('.');
  const place = Number.parseInt(typed, 10);
  const { quiz, round } = await findLive(call, quizId);
  if (isEnded(round)) return ownResult(call, { quiz, round }, sentences.over);
  const question = findQuestion(curriculum, quiz.questionIds[place] ?? '');
  // The wire between us and a question that isn't open yet is a forger's: nothing of it is told.
  if (!question || question.retired || place > round.place) throw new Refusal(quizSentences.gone);
  const questionId = fullId(question);
  const posted = await listPostedDays(db, guildId, memberId, openSince(call));
  const taken = await byKeysOfNow(call, questionId, question, (taught, asked) => {
    const grade = gradeAnswer(asked, [chosen]);
    if (!grade) throw new Refusal(quizSentences.gone);
    return addLiveAnswer(
      db,
      place,
      {
        ...{ guildId, quizId, memberId, questionId, questionRev: asked.rev, chosen: [chosen] },
        ...{ rightThen: [...rightOf(asked)], ...grade, interactionId, answeredAt: now },
      },
      {
        ...{ reason: answerReason(asked.lessonId, asked.id), lessonId: asked.lessonId },
        ...{ cohortId: quiz.cohortId, keyRevision: taught.keyRevision },
        ...worthOfAnswer({ ...asked, ...grade }, { kind: quiz.kind, zone: undefined, posted, now }),
        days: daysToKeep(call, posted),
      },
    );
  });
  if (taken === 'kept') return lockedCard(question, quiz.seed, chosen, true);
  if (taken === 'closed') throw new Refusal(sentences.closed);
  const given = await listAnswers(db, guildId, quizId, memberId);
  const first = given.find(one => one.questionId === questionId)?.chosen[0] ?? chosen;
  return lockedCard(question, quiz.seed, first, false);
}
