/** How work on a project is graded: a mark from 0 to 3 for each part of its rubric, and what that pays. */

export type Verdict = 'passed' | 'returned';

/** A mark that earns the most. */
export const BEST_MARK = 3;
const LEAST_POINTS = 25;
const MOST_POINTS = 100;

/** Marks by the rubric's ids. */
export type Marks = Readonly<Record<string, number>>;

export interface Grade {
  readonly marks: Marks;
  readonly verdict: Verdict;
  readonly feedback: string;
}

export type GradeRefusal = 'own-work' | 'marks-missing' | 'no-feedback';
export type GradeOutcome =
  | { readonly kind: 'graded'; readonly points: number }
  | { readonly kind: 'refused'; readonly reason: GradeRefusal };

const isMark = (mark: number | undefined): mark is number =>
  mark !== undefined && Number.isInteger(mark) && mark >= 0 && mark <= BEST_MARK;

/** Ids of the rubric that have no mark yet. */
export const unmarked = (rubric: readonly { readonly id: string }[], marks: Marks): readonly string[] =>
  rubric.map(({ id }) => id).filter(id => !isMark(Object.hasOwn(marks, id) ? marks[id] : undefined));

/** Points for work that passed: 25 with no mark at all, 100 with the best ones; evenly in between, whole points. */
export function pointsForMarks(rubric: readonly { readonly id: string }[], marks: Marks): number {
  const earned = rubric.reduce((sum, { id }) => sum + (marks[id] ?? 0), 0);
  const most = Math.max(1, rubric.length * BEST_MARK);
  return LEAST_POINTS + Math.round(((MOST_POINTS - LEAST_POINTS) * earned) / most);
}

/** Nobody grades their own work, every part is marked, and whoever gets work back is told why. Work that comes back pays nothing. */
export function decideGrade(
  rubric: readonly { readonly id: string }[],
  { marks, verdict, feedback }: Grade,
  { authorId, actorId }: { readonly authorId: string; readonly actorId: string },
): GradeOutcome {
  if (authorId === actorId) return { kind: 'refused', reason: 'own-work' };
  if (unmarked(rubric, marks).length > 0) return { kind: 'refused', reason: 'marks-missing' };
  if (verdict === 'returned' && feedback.trim() === '') return { kind: 'refused', reason: 'no-feedback' };
  return { kind: 'graded', points: verdict === 'passed' ? pointsForMarks(rubric, marks) : 0 };
}

/** The reason under which a project is paid: the ledger holds it once for each member. */
export const projectReason = (projectId: string): string => `project:${projectId}`;

/** As `projectReason`, for what a later grading of the same work, at `at`, adds to it or takes from it. */
export const regradeReason = (projectId: string, submissionId: string, at: Date): string =>
  `${projectReason(projectId)}:${submissionId}:${at.getTime()}`;
