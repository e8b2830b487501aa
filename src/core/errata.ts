/** Corrections that moderators make to a question, for their guild: what the question is from then on, and what answers were worth. */
import { gradeAnswer, type Key } from './grading.ts';
import { type Pay, pointsForAnswer, type QuestionType } from './points.ts';

export interface Erratum {
  readonly id: string;
  /** `db/acid#durable`. */
  readonly questionId: string;
  readonly questionRev: number;
  readonly verdict: 'corrected' | 'all-right' | 'retired';
  /** For `corrected`: ids of right options, ids of items in their right order, or all texts that are accepted; none for the lesson's own key. */
  readonly rightIds: readonly string[];
  /** What moderators say about it, for everybody to read. */
  readonly note?: string | null;
}

/** Whether a correction gives a question back the key that its lesson has. */
export const isOwnKey = ({
  verdict,
  rightIds,
}: {
  readonly verdict: string;
  readonly rightIds: readonly string[];
}) => verdict === 'corrected' && rightIds.length === 0;

/** That a question isn't the curriculum's any more, and what moderators say about it. */
interface Correction {
  readonly note: string | undefined;
}

/** What of a question a correction can change. */
interface Corrigible {
  readonly rev: number;
  readonly retired: boolean;
  readonly allRight?: boolean;
  readonly correction?: Correction;
  /** Wrong answers that the bank knows, each with its why. */
  readonly wrong?: readonly { readonly answer: string }[];
}

/**
 * The question as this guild asks it. A correction is of one revision: once the curriculum has a newer one, it has no say any more. Of
 * several the newest counts (they come oldest first); one that takes the question out leaves its key as it stood. The whys of what the
 * correction turns over are gone, since they were written for the other key.
 */
export function correctedBy<Q extends Corrigible & Key>(question: Q, errata: readonly Erratum[]): Q {
  const ofThis = errata.filter(one => one.questionRev === question.rev);
  const newest = ofThis.at(-1);
  if (!newest) return question;
  const keyed = ofThis.findLast(({ verdict }) => verdict !== 'retired');
  return {
    ...question,
    ...(keyed === undefined
      ? {}
      : keyed.verdict === 'all-right'
        ? { ...withoutWhys(question), allRight: true }
        : withKey(question, keyed.rightIds)),
    ...(newest.verdict === 'retired' ? { retired: true } : {}),
    ...(isOwnKey(newest) ? {} : { correction: { note: newest.note ?? undefined } }),
  };
}

const withoutWhys = (question: Key): object => ({
  ...('options' in question ? { options: question.options.map(option => ({ ...option, why: '' })) } : {}),
  ...('why' in question ? { why: '' } : {}),
  ...('wrong' in question ? { wrong: [] } : {}),
});

function withKey(question: Key & Corrigible, rightIds: readonly string[]): object {
  if (rightIds.length === 0) return {};
  if (question.type === 'order') {
    const items = rightIds.flatMap(id => question.items.find(item => item.id === id) ?? []);
    const isOther = items.some((item, place) => item !== question.items[place]);
    return items.length !== question.items.length
      ? {}
      : isOther
        ? { ...withoutWhys(question), items }
        : { items };
  }
  if (question.type === 'fill' || (question.type === 'output' && question.options.length === 0)) {
    const accept = [...rightIds];
    const isWrongText = (text: string) => gradeAnswer({ ...question, accept }, [text])?.right !== true;
    const isWrong = ({ answer }: { readonly answer: string }) => isWrongText(answer);
    const isOther = question.accept.some(isWrongText);
    if (isOther) return { ...withoutWhys(question), accept };
    return { accept, ...(question.wrong ? { wrong: question.wrong.filter(isWrong) } : {}) };
  }
  return {
    options: question.options.map(option => {
      const right = rightIds.includes(option.id);
      return right === option.right ? option : { ...option, right, why: '' };
    }),
  };
}

/**
 * A curriculum with corrections, oldest first. Only lessons with a corrected question are made anew, and nothing is where there are no
 * corrections.
 */
export function withCorrections<
  Q extends Corrigible & Key & { readonly id: string },
  L extends { readonly id: string; readonly questions: readonly Q[] },
  C extends { readonly lessons: ReadonlyMap<string, L> },
>(
  curriculum: C & { readonly lessons: ReadonlyMap<string, L & { readonly questions: readonly Q[] }> },
  errata: readonly Erratum[],
): C {
  if (errata.length === 0) return curriculum;
  const lessons = new Map(curriculum.lessons);
  for (const lessonId of new Set(errata.map(one => one.questionId.split('#')[0] ?? ''))) {
    const lesson = lessons.get(lessonId);
    if (!lesson) continue;
    const questions = lesson.questions.map(question =>
      correctedBy(
        question,
        errata.filter(one => one.questionId === `${lesson.id}#${question.id}`),
      ),
    );
    lessons.set(lessonId, { ...lesson, questions });
  }
  return { ...curriculum, lessons };
}

/**
 * Whether an answer is right by the key that holds now, so that a corrected question counts as if its key had been right from the start.
 * One to another revision, or that is no answer any more, stays as it was judged.
 */
export function isRightNow(
  question: (Key & Pick<Corrigible, 'rev'>) | undefined,
  answer: { readonly questionRev: number; readonly chosen: readonly string[]; readonly right: boolean },
): boolean {
  if (question?.rev !== answer.questionRev) return answer.right;
  return gradeAnswer(question, answer.chosen)?.right ?? answer.right;
}

/** An answer that was the member's first to a question, and what it has paid so far. */
export interface PaidAnswer {
  readonly memberId: string;
  readonly chosen: readonly string[];
  readonly hinted: boolean;
  readonly cohortId: string | null;
  /** Sum of all rows of points for this question, corrections included. */
  readonly points: number;
  /** As what it was paid. */
  readonly pay: Pay;
  readonly right: boolean;
  readonly answeredAt: Date;
}

export interface Rescored {
  readonly memberId: string;
  readonly cohortId: string | null;
  /** What is added: negative where a wrong key had paid. */
  readonly points: number;
  /** When the right key would have paid it: it counts in the week of the answer. */
  readonly earnedAt: Date;
  /** Before this correction, that is after those before it. */
  readonly wasRight: boolean;
  readonly isRight: boolean;
}

/**
 * What must be added to whom, so that everybody has what they would have, had the key been right from the start. `before`: the question as
 * it stood until now. A retired question keeps what it has paid: nobody loses anything because it is no longer asked. What was paid as
 * practice or review stays too: there it was doing it that counted. Those for whom nothing changes are left out.
 */
export function rescore(
  question: Key & Corrigible & { readonly type: QuestionType },
  before: Key,
  paid: readonly PaidAnswer[],
): readonly Rescored[] {
  if (question.retired) return [];
  return paid.flatMap(({ memberId, cohortId, chosen, hinted, points, pay, right, answeredAt }) => {
    const grade = gradeAnswer(question, chosen);
    if (!grade) return [];
    const asFirst = pay === 'first' || pay === 'late';
    const worth = pointsForAnswer({
      ...{ type: question.type, share: grade.share, late: pay === 'late' },
      // As `worthOfAnswer` has it: of what counts however it is answered there is no hint.
      hinted: hinted && !question.allRight,
    });
    const wasRight = gradeAnswer(before, chosen)?.right ?? right;
    const change = asFirst ? worth - points : 0;
    if (change === 0 && grade.right === wasRight) return [];
    return [{ memberId, cohortId, points: change, earnedAt: answeredAt, wasRight, isRight: grade.right }];
  });
}

/** The reason of a compensating row; one for each correction and member. */
export const erratumReason = (erratumId: string): string => `erratum:${erratumId}`;
