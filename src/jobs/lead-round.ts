/** Leads one live quiz on: the steps that are due, then what its message shows. Each line may be the last before the process dies. */
import type { Logger } from 'pino';
import { historyStart } from '../core/delivery.ts';
import { firstToPay } from '../core/live-firsts.ts';
import { decideStep, firstReason, isEnded, type LiveState, renewStep } from '../core/live-round.ts';
import type { Curriculum, Question } from '../curriculum/types.ts';
import { failureOf, type Sender, waitOf } from '../discord/send.ts';
import type { Db } from '../store/connect.ts';
import { type LiveRound, setLiveMessage, setLiveReleased, setLiveStep } from '../store/live.ts';
import { countLivePlayers, setQuestionClosed } from '../store/live-answers.ts';
import type { Quiz } from '../store/quizzes.ts';
import { curriculumOf } from './daily-quiz.ts';
import { followingPlace, liveCard, questionsOf } from './live-view.ts';

export interface LiveParts {
  readonly db: Db;
  readonly sender: Sender;
  readonly curriculum: () => Curriculum;
  /** Calendar time. */
  readonly now: () => Date;
  readonly log: Logger;
  /** Elapsed seconds after which another process may take a round over. */
  readonly leaseSeconds: number;
}

/** What a process remembers of a round that it leads. All of it may be forgotten: then a card is put anew, or a wait begins again. */
export interface Held {
  round: LiveRound;
  /** When its lease began (elapsed ms). */
  claimedAt: number;
  /** A message of it may stand of which the database doesn't know. */
  mayStand: boolean;
  /** What its message shows, as far as we know, and when it was put there (elapsed ms). */
  shown?: { readonly what: string; readonly at: number };
  /** The step that was seen to be at its end, and when that was (elapsed ms). */
  ended?: { readonly what: string; readonly at: number };
  /** Tries to show it that failed one after another, and when the first did (elapsed ms). */
  failures: number;
  failingSince: number;
  /** Until when it is left in peace after one (elapsed ms). */
  restsUntil: number;
}

/** Elapsed ms. */
const longestRest = 10_000;
/** A lobby's count of players is put anew no more often than this (elapsed ms): Discord lets nobody edit without end. */
const lobbyEvery = 2_000;

/** Never rejects for what Discord says: a round that can't be shown any more ends with what it has. */
export async function leadRound(parts: LiveParts, quiz: Quiz, held: Held): Promise<void> {
  if (performance.now() < held.restsUntil || isQuiet(parts, held)) return;
  const signal = AbortSignal.timeout(Math.floor((parts.leaseSeconds * 1000 * 2) / 3));
  const curriculum = await curriculumOf(parts, quiz.guildId);
  const led: Led = { quiz, curriculum, questions: questionsOf(curriculum, quiz), held, signal };
  try {
    if (held.round.messageId === null && held.mayStand) await findMessage(parts, led);
    if (held.failures > 0 && !(await renew(parts, led))) return;
    for (;;) {
      const next = await decideNext(parts, led);
      if (!next) break;
      if (!(await goTo(parts, led, next))) return;
    }
    await show(parts, led);
    held.failures = 0;
  } catch (error) {
    await rest(parts, led, error);
  }
}

/** Its question stands, and its time isn't over. */
const isQuiet = ({ now }: LiveParts, { round, shown }: Held): boolean =>
  round.step !== 'lobby' && shown?.what === nameOf(round) && now() < round.stepEndsAt && !isEnded(round);

/** What nobody could see for a while gets its time anew. False as with `goTo`. */
async function renew({ db, now }: LiveParts, { held }: Led): Promise<boolean> {
  const { round } = held;
  const awayMs = performance.now() - held.failingSince;
  const again = renewStep(round, now(), { secondsEach: round.secondsEach, awayMs });
  if (!again) return true;
  const moved = await setLiveStep(db, round, again);
  if (moved) held.round = { ...round, ...again };
  return moved;
}

interface Led {
  readonly quiz: Quiz;
  readonly curriculum: Curriculum;
  readonly questions: readonly (Question | undefined)[];
  readonly held: Held;
  readonly signal: AbortSignal;
}

const nameOf = ({ step, place }: LiveState): string => `${step} ${place}`;

async function decideNext({ db, now }: LiveParts, { held, questions }: Led) {
  const { round } = held;
  if (isEnded(round) || now() < round.stepEndsAt) return undefined;
  const what = `${nameOf(round)} ${round.stepEndsAt.getTime()}`;
  if (held.ended?.what !== what) held.ended = { what, at: performance.now() };
  return decideStep(round, now(), {
    secondsEach: round.secondsEach,
    players: await countLivePlayers(db, round),
    following: followingPlace(round, questions),
    settledMs: performance.now() - held.ended.at,
  });
}

/** False when the round isn't ours any more, or somebody changed it: then nothing was done. */
async function goTo(parts: LiveParts, { quiz, held }: Led, to: LiveState): Promise<boolean> {
  const { db, now } = parts;
  const { round } = held;
  const moved =
    round.step === 'asking'
      ? await setQuestionClosed(db, round, to, now(), async (answers, tx) => {
          // Its key may have been corrected while it was asked.
          const curriculum = await curriculumOf({ ...parts, db: tx }, quiz.guildId);
          const given = answers.filter(one => one.questionId === quiz.questionIds[round.place]);
          const first = firstToPay(questionsOf(curriculum, quiz)[round.place], given);
          const { guildId, cohortId } = quiz;
          return first && { guildId, cohortId, reason: firstReason(quiz.id, round.place), ...first };
        })
      : await setLiveStep(db, round, to);
  if (moved) held.round = { ...round, ...to };
  return moved;
}

/** Puts what the message doesn't show yet. What has ended is let go of once it is shown. */
async function show(parts: LiveParts, led: Led): Promise<void> {
  const { db, sender } = parts;
  const { quiz, curriculum, held, signal } = led;
  const { round } = held;
  const what =
    round.step === 'lobby' ? `${nameOf(round)} ${await countLivePlayers(db, round)}` : nameOf(round);
  const isSameLobby = round.step === 'lobby' && held.shown?.what.startsWith(nameOf(round));
  const isTooSoon = isSameLobby && performance.now() - (held.shown?.at ?? 0) < lobbyEvery;
  if (held.shown?.what !== what && !isTooSoon) {
    const card = await liveCard(parts, curriculum, quiz, round);
    if (round.messageId !== null) await sender.edit(round.channelId, round.messageId, card, signal);
    // A lobby that ended before anybody saw it is not worth a message.
    else if (!isEnded(round)) {
      held.mayStand = true;
      const messageId = await sender.send(round.channelId, card, `l${quiz.id}`, signal);
      held.round = { ...round, messageId };
      await setLiveMessage(db, round, messageId);
    }
    held.shown = { what, at: performance.now() };
  }
  if (isEnded(round)) await setLiveReleased(db, round);
}

/** Before a second try to send it: the first may have arrived. */
async function findMessage({ db, sender, now }: LiveParts, { quiz, held, signal }: Led): Promise<void> {
  const { round } = held;
  const from = historyStart({
    ...{ due: quiz.openedAt, now: now() },
    discordNow: (await sender.discordNow(signal)) ?? now(),
  });
  const messageId = await sender.findSent(round.channelId, quiz.id, from, signal);
  if (messageId === undefined) return;
  await setLiveMessage(db, round, messageId);
  held.round = { ...round, messageId };
}

async function rest(parts: LiveParts, led: Led, error: unknown): Promise<void> {
  const { held, quiz } = led;
  const failure = failureOf(error);
  parts.log.warn({ quiz: quiz.id, failure, err: error }, 'a live quiz could not be shown');
  if (failure === 'transient' || failure === 'rate-limited') {
    const pause = waitOf(error) ?? Math.min(longestRest, 500 * 2 ** held.failures);
    if (held.failures === 0) held.failingSince = performance.now();
    held.failures += 1;
    held.restsUntil = performance.now() + pause;
    return;
  }
  await giveUp(parts, led);
}

/** Its message is gone, or we may no longer write there: what was answered counts, and the round ends. */
async function giveUp(parts: LiveParts, led: Led): Promise<void> {
  const { held } = led;
  const { step, place, stepEndsAt } = held.round;
  const to: LiveState = { step: step === 'lobby' ? 'cancelled' : 'over', place, stepEndsAt };
  if (!isEnded(held.round) && !(await goTo(parts, led, to))) return;
  await setLiveReleased(parts.db, held.round);
}
