/**
 * A live quiz, step by step: a lobby, then each question asked and shown, then the winners. Who was first is told by Discord's ids of the
 * interactions alone, which its clock makes: neither our lag nor that of anybody's line has a say.
 */
import { pointsForAnswer, type QuestionType } from './points.ts';

export type LiveStep = 'lobby' | 'asking' | 'showing' | 'over' | 'cancelled';

export interface LiveState {
  readonly step: LiveStep;
  /** 0-based place of the question that is asked or shown. */
  readonly place: number;
  /** Calendar time. */
  readonly stepEndsAt: Date;
}

interface LiveFacts {
  readonly secondsEach: number;
  readonly players: number;
  /** The next place whose question is still in the curriculum; undefined after the last. */
  readonly following: number | undefined;
  /** Milliseconds of elapsed time since this step was first seen to be at its end. */
  readonly settledMs: number;
}

export const LOBBY_SECONDS = 60;
const SHOWING_SECONDS = 8;
/** Answers that were under way when the time was up are waited for. Measured in elapsed time: Discord's clock isn't ours. */
const SETTLE_MS = 1_500;
/** After a longer pause nobody sits there any more: the round ends with what it has. */
const LONGEST_PAUSE_MS = 2 * 60_000;

/** The step that comes now; undefined while this one lasts. Steps that are late are made up for one by one, at once. */
export function decideStep(
  { step, place, stepEndsAt }: LiveState,
  now: Date,
  { secondsEach, players, following, settledMs }: LiveFacts,
): LiveState | undefined {
  const lateMs = now.getTime() - stepEndsAt.getTime();
  if (lateMs < 0) return undefined;
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const wasAway = lateMs > LONGEST_PAUSE_MS;
  const ask = (at: number): LiveState => ({ step: 'asking', place: at, stepEndsAt: after(secondsEach) });
  switch (step) {
    case 'lobby':
      return wasAway || players === 0 || following === undefined
        ? { step: 'cancelled', place, stepEndsAt }
        : ask(following);
    case 'asking':
      if (settledMs < SETTLE_MS) return undefined;
      // What was answered is counted before all ends: its time stays over, so that the end comes next.
      return { step: 'showing', place, stepEndsAt: wasAway ? stepEndsAt : after(SHOWING_SECONDS) };
    case 'showing':
      return wasAway || following === undefined ? { step: 'over', place, stepEndsAt } : ask(following);
    default:
      return undefined;
  }
}

/**
 * The same step with its time begun anew: for one that could not be shown when it began, since Discord was away. Undefined where the step
 * needs nobody's time, or the wait (`awayMs`, elapsed) was so long that the round had better end.
 */
export function renewStep(
  { step, place }: LiveState,
  now: Date,
  { secondsEach, awayMs }: { readonly secondsEach: number; readonly awayMs: number },
): LiveState | undefined {
  if ((step !== 'asking' && step !== 'showing') || awayMs > LONGEST_PAUSE_MS) return undefined;
  const seconds = step === 'asking' ? secondsEach : SHOWING_SECONDS;
  return { step, place, stepEndsAt: new Date(now.getTime() + seconds * 1000) };
}

export const isEnded = ({ step }: { readonly step: LiveStep }): boolean =>
  step === 'over' || step === 'cancelled';

/** First answers: the store holds no others. */
export interface LiveAnswer {
  readonly memberId: string;
  readonly questionId: string;
  readonly right: boolean;
  /** Digits: 42 bits of Discord's time, then what keeps ids of one millisecond apart. */
  readonly interactionId: string;
}

/** Who gave the first right answer of these, which are to one question. */
export function firstRight(answers: readonly LiveAnswer[]): LiveAnswer | undefined {
  return answers
    .filter(one => one.right)
    .reduce<LiveAnswer | undefined>(
      (first, one) =>
        first === undefined || compareIds(one.interactionId, first.interactionId) < 0 ? one : first,
      undefined,
    );
}

/** As numbers: of ids as texts one with fewer digits would come after a longer one. */
function compareIds(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export interface Winner {
  readonly memberId: string;
  /** 1, 2 or 3; those who have done equally well share one. */
  readonly rank: number;
  readonly right: number;
  /** How often they were the first with a right answer. */
  readonly firsts: number;
}

const WINNERS = 3;

/**
 * At most three, best first: most right answers, then most often first, then whose last right answer came earlier. Nobody without a right
 * answer is one of them, and nobody is told how they did compared with these.
 */
export function winnersOf(answers: readonly LiveAnswer[]): readonly Winner[] {
  const firsts = firstsOf(answers);
  const right = answers.filter(one => one.right);
  const standings = [...new Set(right.map(one => one.memberId))].map(memberId => {
    const own = right.filter(one => one.memberId === memberId).map(one => one.interactionId);
    const last = own.reduce((a, b) => (compareIds(a, b) > 0 ? a : b));
    return { memberId, right: own.length, firsts: firsts.get(memberId) ?? 0, last };
  });
  const compare = (a: (typeof standings)[number], b: (typeof standings)[number]) =>
    b.right - a.right || b.firsts - a.firsts || compareIds(a.last, b.last);
  return [...standings]
    .sort((a, b) => compare(a, b) || (a.memberId < b.memberId ? -1 : 1))
    .slice(0, WINNERS)
    .map(({ last, ...one }) => ({
      ...one,
      rank: 1 + standings.filter(other => compare(other, { last, ...one }) < 0).length,
    }));
}

/** How often each was the first with a right answer. */
export function firstsOf(answers: readonly LiveAnswer[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const questionId of new Set(answers.map(one => one.questionId))) {
    const first = firstRight(answers.filter(one => one.questionId === questionId));
    if (first) counts.set(first.memberId, (counts.get(first.memberId) ?? 0) + 1);
  }
  return counts;
}

/** A fifth: enough for a race, too little for speed to decide a board. */
const FIRST_SHARE = 0.2;

/** Points for the first right answer to a question, on top of what everybody gets for a right one. */
export function pointsForFirst(type: QuestionType): number {
  const base = pointsForAnswer({ type, share: 100, hinted: false });
  return Math.floor(base * FIRST_SHARE);
}

/** The reason of a row of points: each question of a live quiz has one first right answer. */
export const firstReason = (quizId: string, place: number): string => `live:${quizId}:${place}`;
