/** What `/project grade` keeps of work while a moderator looks at it: a draft of their own, with the state in which they saw it. */
import type { Desk } from '../../src/cards/grading-card.ts';
import type { Marks, Verdict } from '../../src/core/project-grade.ts';
import type { Project } from '../../src/curriculum/types.ts';
import { type Asked, Refusal } from '../../src/discord/define-command.ts';
import { addDraft, type DraftKey, findDraft } from '../../src/store/drafts.ts';
import { findSubmission, type Submission, type SubmissionState } from '../../src/store/submissions.ts';

/** Marks stand side by side with the rest: two lists that are pressed at once change a field each. */
export type GradeDraft = {
  readonly submissionId: string;
  readonly seenState: SubmissionState;
  /** ISO instant of the grading that is to be replaced. */
  readonly seenAt: string | null;
  readonly verdict?: Verdict;
  readonly feedback?: string;
} & { readonly [mark: `mark:${string}`]: number };

export const draftKey = ({ guildId, memberId }: Asked, id: string): DraftKey => ({
  ...{ guildId, memberId, id, kind: 'grade' },
});

/** What is graded anew begins with what was said the last time. */
export async function beginDraft(asked: Asked, draftId: string, work: Submission): Promise<GradeDraft> {
  const { id, state, settledAt, marks, feedback } = work;
  const draft: GradeDraft = {
    ...{ submissionId: id, seenState: state, seenAt: settledAt?.toISOString() ?? null },
    ...(state === 'passed' || state === 'returned' ? { verdict: state, feedback: feedback ?? '' } : {}),
    ...Object.fromEntries(
      Object.entries(marks ?? {}).map(([criterion, mark]) => [`mark:${criterion}`, mark]),
    ),
  };
  await addDraft(asked.db, draftKey(asked, draftId), draft, asked.now);
  return draft;
}

/** A project that the curriculum no longer holds has no rubric any more; work on it can still be settled. */
export const projectOf = ({ curriculum }: Asked, id: string): Pick<Project, 'id' | 'title' | 'rubric'> =>
  curriculum.projects.get(id) ?? { id, title: id, rubric: [] };

/** Of the parts that the rubric has now. */
export const marksIn = (draft: GradeDraft, { rubric }: Pick<Project, 'rubric'>): Marks =>
  Object.fromEntries(
    rubric.flatMap(({ id }) => {
      const mark = draft[`mark:${id}`];
      return mark === undefined ? [] : [[id, mark]];
    }),
  );

export function deskOf(
  asked: Asked,
  draftId: string,
  work: Submission,
  draft: GradeDraft,
): Desk & { readonly draft: GradeDraft; readonly work: Submission } {
  const project = projectOf(asked, work.projectId);
  return { draftId, draft, project, memberId: work.memberId, work, marks: marksIn(draft, project) };
}

/** Throws a refusal, in the words given, when the draft has expired or the work is gone. */
export async function findDesk(asked: Asked, draftId: string, expired: string) {
  const draft = await findDraft<GradeDraft>(asked.db, draftKey(asked, draftId), asked.now);
  const work = draft && (await findSubmission(asked.db, asked.guildId, draft.submissionId));
  if (!draft || !work) throw new Refusal(expired);
  return deskOf(asked, draftId, work, draft);
}
