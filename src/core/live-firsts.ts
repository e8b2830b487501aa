/** Who of a live quiz is paid for being first: by the key that holds when its question closes, and anew when that key is corrected. */
import { isRightNow } from './errata.ts';
import { gradeAnswer, type Key } from './grading.ts';
import { firstRight, type LiveAnswer, pointsForFirst } from './live-round.ts';
import type { QuestionType } from './points.ts';

export interface GivenLive extends LiveAnswer {
  readonly chosen: readonly string[];
  readonly questionRev: number;
}

type Asked = Key & { readonly type: QuestionType; readonly rev: number; readonly retired: boolean };

/** The same answers, to one question, judged by its key as it is now. Undefined: it is gone, and they stay as they were judged. */
export const judgedNow = <A extends GivenLive>(
  question: Parameters<typeof isRightNow>[0],
  answers: readonly A[],
): readonly A[] => answers.map(one => ({ ...one, right: isRightNow(question, one) }));

/**
 * Whether a question that had its turn counts in what is told of the round: not once it is taken out, and not where it was passed over,
 * since the curriculum had lost it before anybody could answer.
 */
export const isCounted = (
  question: { readonly retired: boolean } | undefined,
  given: readonly LiveAnswer[],
): boolean => (question ? !question.retired : given.length > 0);

export interface First {
  readonly memberId: string;
  readonly points: number;
}

/** Whom the close of a question pays, by these answers to it. Nobody for one that isn't asked any more: it has no key to be measured by. */
export function firstToPay(question: Asked | undefined, answers: readonly GivenLive[]): First | undefined {
  if (!question || question.retired) return undefined;
  const first = firstRight(judgedNow(question, answers));
  return first && { memberId: first.memberId, points: pointsForFirst(question.type) };
}

/** A live quiz in which the question is closed, with all answers to it and what each of those members has had so far for being first. */
export interface ClosedLive {
  readonly quizId: string;
  /** 0-based, of the question. */
  readonly place: number;
  readonly cohortId: string | null;
  /** When it was closed, or a moment before: being first is earned then. */
  readonly closedAt: Date;
  readonly answers: readonly (GivenLive & { readonly paid: number })[];
}

/** What is added to somebody's points for having been first: negative where they weren't, by the key that holds now. */
export interface FirstChange extends First {
  readonly quizId: string;
  readonly place: number;
  readonly cohortId: string | null;
  readonly earnedAt: Date;
  readonly wasRight: boolean;
  readonly isRight: boolean;
}

/**
 * What makes the points for being first those that would have been paid, had the key been right from the start. `before`: the question as
 * it stood until now. As with `rescore`, a retired question keeps what it has paid, and pays nobody newly.
 */
export function rescoreFirsts(
  question: Asked,
  before: Asked,
  closed: readonly ClosedLive[],
): readonly FirstChange[] {
  if (question.retired) return [];
  return closed.flatMap(({ answers, closedAt, ...where }) => {
    // All to another revision: this key has no say about them.
    if (!answers.some(one => one.questionRev === question.rev)) return [];
    // Whoever was first is deleted, and nobody can tell any more whether they would be by another key: these points moved to nobody.
    if (firstToPay(before, answers) && answers.every(({ paid }) => paid === 0)) return [];
    const first = firstToPay(question, answers);
    return answers.flatMap(({ memberId, paid, chosen, right, ...one }) => {
      const change = (first?.memberId === memberId ? first.points : 0) - paid;
      if (change === 0) return [];
      const isRight = isRightNow(question, { ...one, chosen, right });
      const wasRight =
        one.questionRev === question.rev ? (gradeAnswer(before, chosen)?.right ?? right) : right;
      return [{ ...where, memberId, points: change, earnedAt: closedAt, wasRight, isRight }];
    });
  });
}

/** What a correction changes for a member, all in all: what they are told of it. */
export interface Changed {
  readonly memberId: string;
  readonly points: number;
  readonly wasRight: boolean;
  readonly isRight: boolean;
  /** Where points for being first moved in live quizzes: to them, or from them to somebody else. */
  readonly first?: 'gained' | 'lost';
}

/** One for each member for whom anything changes. What is said of right and wrong is about their first answer, where that changes. */
export function changesOf(
  rescored: readonly Omit<Changed, 'first'>[],
  firsts: readonly FirstChange[],
): readonly Changed[] {
  const byMember = new Map<string, Changed>();
  for (const { memberId, points, wasRight, isRight } of [...rescored, ...firsts]) {
    const known = byMember.get(memberId);
    byMember.set(
      memberId,
      known ? { ...known, points: known.points + points } : { memberId, points, wasRight, isRight },
    );
  }
  return [...byMember.values()]
    .filter(one => one.points !== 0 || one.isRight !== one.wasRight)
    .map(one => ({ ...one, ...movedOf(firsts.filter(({ memberId }) => memberId === one.memberId)) }));
}

/** Nothing where they won in one live quiz what they lost in another. */
function movedOf(own: readonly FirstChange[]): Pick<Changed, 'first'> {
  if (own.length === 0) return {};
  if (own.every(({ points }) => points > 0)) return { first: 'gained' };
  return own.every(({ points }) => points < 0) ? { first: 'lost' } : {};
}
