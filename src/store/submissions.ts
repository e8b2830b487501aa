/** Work handed in for projects, and how it was graded. What is done to one author's work on one project comes one after another. */
import { and, asc, desc, eq, ne, sql } from 'drizzle-orm';
import { type Marks, projectReason, regradeReason, type Verdict } from '../core/project-grade.ts';
import { addAudit } from './audit.ts';
import type { Db } from './connect.ts';
import { addPoints } from './points.ts';
import { notes, points, submissions } from './schema.ts';

export type SubmissionState = 'waiting' | 'passed' | 'returned' | 'replaced';
export type Submission = Omit<typeof submissions.$inferSelect, 'state' | 'marks'> & {
  readonly state: SubmissionState;
  readonly marks: Marks | null;
};
type Author = Pick<Submission, 'guildId' | 'memberId' | 'projectId'>;

export type NewSubmission = Pick<
  Submission,
  'guildId' | 'id' | 'memberId' | 'cohortId' | 'projectId' | 'link' | 'note' | 'submittedAt'
>;

export interface HandedIn {
  /** It took the place of one that was still waiting. */
  readonly replaced: boolean;
  /** Earlier work on the project has passed. */
  readonly passedBefore: boolean;
}

/** Hands in work. */
export async function addSubmission(db: Db, given: NewSubmission): Promise<HandedIn> {
  return db.transaction(async tx => {
    await holdProject(tx, given);
    const replaced = await tx
      .update(submissions)
      .set({ state: 'replaced', settledAt: given.submittedAt })
      .where(and(ofAuthor(given), eq(submissions.state, 'waiting')))
      .returning({ id: submissions.id });
    const passed = await tx
      .select({ id: submissions.id })
      .from(submissions)
      .where(and(ofAuthor(given), eq(submissions.state, 'passed')))
      .limit(1);
    await tx.insert(submissions).values(given);
    return { replaced: replaced.length > 0, passedBefore: passed.length > 0 };
  });
}

export async function findSubmission(db: Db, guildId: string, id: string): Promise<Submission | undefined> {
  const [row] = await db
    .select()
    .from(submissions)
    .where(and(eq(submissions.guildId, guildId), eq(submissions.id, id)));
  return row && asSubmission(row);
}

/** What waits to be graded in a guild, the oldest first; or what was graded last, the newest first. */
export async function listSubmissions(
  db: Db,
  guildId: string,
  which: 'waiting' | 'graded',
  limit: number,
): Promise<Submission[]> {
  const rows = await db
    .select()
    .from(submissions)
    .where(
      and(
        eq(submissions.guildId, guildId),
        which === 'waiting'
          ? eq(submissions.state, 'waiting')
          : sql`${submissions.state} in ('passed', 'returned')`,
      ),
    )
    .orderBy(
      ...(which === 'waiting'
        ? [asc(submissions.submittedAt), asc(submissions.id)]
        : [desc(submissions.settledAt), asc(submissions.id)]),
    )
    .limit(limit);
  return rows.map(asSubmission);
}

/** The newest work of a member on each project that they handed something in for, by the project's id. */
export async function listOwnSubmissions(
  db: Db,
  guildId: string,
  memberId: string,
): Promise<Map<string, Submission>> {
  const rows = await db
    .selectDistinctOn([submissions.projectId])
    .from(submissions)
    .where(
      and(
        eq(submissions.guildId, guildId),
        eq(submissions.memberId, memberId),
        ne(submissions.state, 'replaced'),
      ),
    )
    // What waits has no end yet, and `desc` puts that first.
    .orderBy(submissions.projectId, desc(submissions.submittedAt), desc(submissions.settledAt));
  return new Map(rows.map(row => [row.projectId, asSubmission(row)]));
}

export interface Settlement {
  readonly verdict: Verdict;
  readonly marks: Marks;
  readonly feedback: string | null;
  /** What it is worth; nothing where work is returned. */
  readonly points: number;
  readonly actorId: string;
}

/** What became of a grading: the points that its author has from this work now, and what was added or taken. */
export interface Settled {
  readonly points: number;
  readonly change: number;
}

/**
 * Grades work that nobody has touched since it was `seen`, pays it, tells its author and writes the audit; all or nothing. Another work on
 * the same project that has paid already is all that it pays. Undefined when somebody else was first: another moderator, or the author
 * with newer work.
 */
export async function setSettled(
  db: Db,
  seen: Submission,
  { verdict, marks, feedback, points: worth, actorId }: Settlement,
  now: Date,
): Promise<Settled | undefined> {
  const { guildId, id, memberId, projectId, cohortId } = seen;
  // Later than the grading before, also where the clock stands still: by it the next one is told apart.
  const settledAt = new Date(Math.max(now.getTime(), (seen.settledAt?.getTime() ?? 0) + 1));
  return db.transaction(async tx => {
    await holdProject(tx, seen);
    const before = seen.points ?? 0;
    const { points: paid, change } = await foresee(tx, seen, worth);
    const [ours] = await tx
      .update(submissions)
      .set({ state: verdict, marks, feedback, points: paid, actorId, settledAt })
      .where(
        and(
          eq(submissions.guildId, guildId),
          eq(submissions.id, id),
          eq(submissions.state, seen.state),
          seen.settledAt ? eq(submissions.settledAt, seen.settledAt) : undefined,
        ),
      )
      .returning({ id: submissions.id });
    if (!ours) return undefined;
    if (change !== 0) {
      const earned = { guildId, memberId, cohortId, points: change };
      const first = projectReason(projectId);
      if (!(change > 0 && before === 0 && (await addPoints(tx, { ...earned, reason: first }, now))))
        await addPoints(tx, { ...earned, reason: regradeReason(projectId, id, settledAt) }, now);
    }
    await tx.insert(notes).values({
      ...{ guildId, memberId, id: `graded:${id}:${settledAt.getTime()}`, kind: 'graded', createdAt: now },
      facts: { projectId, verdict, change, feedback, again: seen.state !== 'waiting' },
    });
    const detail = { project: projectId, verdict, points: paid, again: seen.state !== 'waiting' };
    await addAudit(tx, { guildId, cohortId, actorId, action: 'project-graded', detail, at: now });
    return { points: paid, change };
  });
}

/** What a grading that is `worth` so many points would come to now; nothing is changed. */
export async function foresee(db: Db, seen: Submission, worth: number): Promise<Settled> {
  const before = seen.points ?? 0;
  const byOthers = (await sumPaid(db, seen)) - before;
  const paid = byOthers > 0 ? 0 : worth;
  return { points: paid, change: paid - before };
}

/** All that a project has paid to its author, corrections included. */
async function sumPaid(tx: Db, { guildId, memberId, projectId }: Author): Promise<number> {
  const reason = projectReason(projectId);
  const [row] = await tx
    .select({ sum: sql<number>`coalesce(sum(${points.points}), 0)::int` })
    .from(points)
    .where(
      and(
        eq(points.guildId, guildId),
        eq(points.memberId, memberId),
        sql`(${points.reason} = ${reason} or starts_with(${points.reason}, ${`${reason}:`}))`,
      ),
    );
  return row?.sum ?? 0;
}

/** Held until the transaction ends. */
async function holdProject(tx: Db, { guildId, memberId, projectId }: Author): Promise<void> {
  const key = JSON.stringify(['project', guildId, memberId, projectId]);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

const ofAuthor = ({ guildId, memberId, projectId }: Author) =>
  and(
    eq(submissions.guildId, guildId),
    eq(submissions.memberId, memberId),
    eq(submissions.projectId, projectId),
  );

const asSubmission = (row: typeof submissions.$inferSelect): Submission => ({
  ...row,
  state: row.state as SubmissionState,
  marks: row.marks as Marks | null,
});
