/** Corrections of questions, the points that a correction adds, and the words that wait for members. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { type Erratum, erratumReason, type PaidAnswer, type Rescored } from '../core/errata.ts';
import { changesOf, type FirstChange } from '../core/live-firsts.ts';
import type { Pay } from '../core/points.ts';
import type { Db } from './connect.ts';
import { setResultsOutdated } from './follow-ups.ts';
import { firstChangedReason } from './live-firsts.ts';
import { prepared } from './prepared.ts';
import { setReportsSettled } from './reports.ts';
import { answers, errata, notes, points, quizzes, scores, thanks } from './schema.ts';

export type KeptErratum = typeof errata.$inferSelect;

/** Corrections of a guild, oldest first. */
export async function listErrata(db: Db, guildId: string): Promise<(KeptErratum & Erratum)[]> {
  const rows = await db
    .select()
    .from(errata)
    .where(eq(errata.guildId, guildId))
    .orderBy(asc(errata.createdAt), asc(errata.id));
  return rows.map(row => ({ ...row, verdict: row.verdict as Erratum['verdict'] }));
}

/**
 * The first answer of each member to a question, where it was to this revision, with all that it has paid. Whoever is about to change that
 * holds the guild's keys (`holdKeys`), or two corrections at once would both count from the same sum.
 */
export async function listPaidAnswers(
  db: Db,
  guildId: string,
  {
    questionId,
    questionRev,
    reason,
  }: { readonly questionId: string; readonly questionRev: number; readonly reason: string },
): Promise<PaidAnswer[]> {
  const rows = await db
    .selectDistinctOn([answers.memberId], {
      memberId: answers.memberId,
      chosen: answers.chosen,
      hinted: answers.hinted,
      right: answers.right,
      pay: sql<Pay>`${answers.pay}`,
      answeredAt: answers.answeredAt,
      rev: answers.questionRev,
      quizCohort: quizzes.cohortId,
      paidCohort: sql<
        string | null
      >`(select paid.cohort_id from ${points} as paid where paid.guild_id = ${answers.guildId}
        and paid.member_id = ${answers.memberId} and paid.reason = ${reason})`,
      hasPaid: sql<boolean>`exists (select 1 from ${points} as paid where paid.guild_id = ${answers.guildId}
        and paid.member_id = ${answers.memberId} and paid.reason = ${reason})`,
      points: sql<number>`coalesce((select sum(paid.points) from ${points} as paid where paid.guild_id = ${answers.guildId}
        and paid.member_id = ${answers.memberId} and (paid.reason = ${reason} or paid.reason in (
          select 'erratum:' || earlier.id from ${errata} as earlier
          where earlier.guild_id = ${answers.guildId} and earlier.question_id = ${answers.questionId}))), 0)::int`,
    })
    .from(answers)
    .innerJoin(quizzes, and(eq(quizzes.guildId, answers.guildId), eq(quizzes.id, answers.quizId)))
    .where(and(eq(answers.guildId, guildId), eq(answers.questionId, questionId)))
    .orderBy(
      answers.memberId,
      asc(answers.answeredAt),
      // Of two in the same millisecond the one that was paid as the first.
      sql`${answers.pay} in ('first', 'late') desc`,
      asc(answers.quizId),
    );
  return rows
    .filter(row => row.rev === questionRev)
    .map(({ quizCohort, paidCohort, hasPaid, rev: _rev, ...row }) => ({
      ...row,
      cohortId: hasPaid ? paidCohort : quizCohort,
    }));
}

/**
 * Keeps a correction with all that follows from it: points, their sums, a word for each who is affected, the reports it settles, and the
 * public results that are to be put anew.
 * `firsts`: what changes for those who were first in a live quiz.
 */
export async function addErratum(
  db: Db,
  erratum: typeof errata.$inferInsert,
  rescored: readonly Rescored[],
  firsts: readonly FirstChange[] = [],
): Promise<void> {
  const { guildId, id, createdAt, questionId, note = null } = erratum;
  await db.insert(errata).values(erratum);
  const reason = erratumReason(id);
  await addCompensation(db, guildId, [
    ...rescored.map(one => ({ ...one, reason })),
    ...firsts.map(one => ({ ...one, reason: firstChangedReason(one, id) })),
  ]);
  await setResultsOutdated(db, erratum, createdAt);
  const changes = changesOf(rescored, firsts);
  if (changes.length > 0)
    await db
      .insert(notes)
      .values(
        changes.map(({ memberId, points: change, ...told }) => ({
          ...{ guildId, memberId, id: reason, kind: 'rescored', createdAt },
          facts: { questionId, points: change, ...told, note },
        })),
      )
      .onConflictDoNothing();
  const verdict = erratum.verdict as Erratum['verdict'];
  const told = new Set(changes.map(({ memberId }) => memberId));
  await setReportsSettled(db, guildId, { questionId, by: id, verdict, note, at: createdAt }, told);
}

/** Rows of the ledger, and their sums: one for each member and cohort, since a statement can raise a sum only once. */
async function addCompensation(
  db: Db,
  guildId: string,
  changes: readonly (Pick<Rescored, 'memberId' | 'cohortId' | 'points' | 'earnedAt'> & {
    readonly reason: string;
  })[],
): Promise<void> {
  const paying = changes.filter(one => one.points !== 0);
  if (paying.length === 0) return;
  await db.insert(points).values(
    paying.map(({ memberId, cohortId, reason, points: change, earnedAt }) => ({
      ...{ guildId, memberId, reason, cohortId, points: change, earnedAt },
    })),
  );
  const sums = new Map<string, typeof scores.$inferInsert>();
  for (const { memberId, cohortId, points: change, earnedAt } of paying) {
    if (cohortId === null) continue;
    const key = `${cohortId} ${memberId}`;
    const { points: before = 0, reachedAt = earnedAt } = sums.get(key) ?? {};
    const latest = earnedAt > reachedAt ? earnedAt : reachedAt;
    sums.set(key, { guildId, cohortId, memberId, points: before + change, reachedAt: latest });
  }
  if (sums.size > 0)
    await db
      .insert(scores)
      .values([...sums.values()])
      .onConflictDoUpdate({
        target: [scores.guildId, scores.cohortId, scores.memberId],
        set: {
          points: sql`${scores.points} + excluded.points`,
          reachedAt: sql`greatest(${scores.reachedAt}, excluded.reached_at)`,
        },
      });
}

export interface Note {
  readonly id: string;
  readonly kind: string;
  readonly facts: unknown;
}

/**
 * Who gave thanks stands in no note, since no user id stands inside JSON: it is looked up when the word is told, and whoever has been
 * deleted meanwhile isn't named. `thanks:` and its id are the note's (store/thanks.ts).
 */
const withThanker = sql<unknown>`case when kind = 'thanked' then facts || coalesce((
  select jsonb_build_object('by', given.actor_id) from ${thanks} as given
  where given.guild_id = notes.guild_id and given.id = substr(notes.id, 8)), '{}') else facts end`.mapWith(
  notes.facts,
);

/** The words that wait for a member, oldest first. They wait until `setNotesTold`. */
export async function listNotes(db: Db, guildId: string, memberId: string): Promise<Note[]> {
  return db
    .select({ id: notes.id, kind: notes.kind, facts: withThanker })
    .from(notes)
    .where(and(eq(notes.guildId, guildId), eq(notes.memberId, memberId), isNull(notes.toldAt)))
    .orderBy(asc(notes.createdAt), asc(notes.id));
}

/** These words have reached the member: they wait no longer. */
export async function setNotesTold(
  db: Db,
  {
    guildId,
    memberId,
    ids,
  }: { readonly guildId: string; readonly memberId: string; readonly ids: readonly string[] },
  now: Date,
): Promise<void> {
  await db
    .update(notes)
    .set({ toldAt: now })
    .where(
      and(
        eq(notes.guildId, guildId),
        eq(notes.memberId, memberId),
        inArray(notes.id, [...ids]),
        isNull(notes.toldAt),
      ),
    );
}

/** Whether a member is still to be told something. */
export async function hasNotes(db: Db, guildId: string, memberId: string): Promise<boolean> {
  return (await someNote(db).execute({ guildId, memberId })).length > 0;
}

const someNote = prepared(db =>
  db
    .select({ id: notes.id })
    .from(notes)
    .where(
      and(
        eq(notes.guildId, sql.placeholder('guildId')),
        eq(notes.memberId, sql.placeholder('memberId')),
        isNull(notes.toldAt),
      ),
    )
    .limit(1)
    .prepare('some_note'),
);
