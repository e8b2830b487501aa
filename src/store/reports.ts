/** What members report about questions: kept, settled with a word for who sent it, and told to moderators. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Erratum } from '../core/errata.ts';
import type { Cohort } from './cohorts.ts';
import type { Db } from './connect.ts';
import { cohorts, deliveries, guilds, notes, reports } from './schema.ts';

export type Report = typeof reports.$inferSelect;

/**
 * Keeps a report, or what is new in one that this member has sent already for this revision and that still waits: another reason, and
 * words, which a report without any keeps. `settled`: moderators have looked at it, so nothing was changed.
 */
export async function addReport(
  db: Db,
  report: typeof reports.$inferInsert,
): Promise<'new' | 'completed' | 'settled'> {
  const kept = await db
    .insert(reports)
    .values(report)
    .onConflictDoUpdate({
      target: [reports.guildId, reports.questionId, reports.questionRev, reports.memberId],
      set: { reason: sql`excluded.reason`, note: sql`coalesce(excluded.note, ${reports.note})` },
      setWhere: isNull(reports.settlement),
    })
    .returning({ id: reports.id });
  const [row] = kept;
  return row === undefined ? 'settled' : row.id === report.id ? 'new' : 'completed';
}

/** What this member has said of this revision of a question, as long as moderators haven't settled it. */
export async function findOpenReport(
  db: Db,
  {
    guildId,
    memberId,
    questionId,
    questionRev,
  }: Pick<Report, 'guildId' | 'memberId' | 'questionId' | 'questionRev'>,
): Promise<Report | undefined> {
  const [row] = await db
    .select()
    .from(reports)
    .where(
      and(
        eq(reports.guildId, guildId),
        eq(reports.questionId, questionId),
        eq(reports.questionRev, questionRev),
        eq(reports.memberId, memberId),
        isNull(reports.settlement),
      ),
    );
  return row;
}

/** Reports that nobody has settled yet, oldest first. */
export async function listOpenReports(db: Db, guildId: string): Promise<Report[]> {
  return db
    .select()
    .from(reports)
    .where(and(eq(reports.guildId, guildId), isNull(reports.settlement)))
    .orderBy(asc(reports.createdAt), asc(reports.id));
}

/** How reports of a question were settled. */
export interface Settlement {
  readonly questionId: string;
  /** The correction's id, or `none`. */
  readonly by: string;
  readonly verdict: Erratum['verdict'] | 'kept';
  /** What moderators say about it. */
  readonly note: string | null;
  readonly at: Date;
}

/**
 * Settles every open report of a question, with a word for each who sent one; not for those in `told`, who hear of it in another way.
 * Call it in a transaction. Answers how many reports it settled.
 */
export async function setReportsSettled(
  tx: Db,
  guildId: string,
  { questionId, by, verdict, note, at }: Settlement,
  told: ReadonlySet<string> = new Set(),
): Promise<number> {
  const settled = await tx
    .update(reports)
    .set({ settlement: by })
    .where(and(eq(reports.guildId, guildId), eq(reports.questionId, questionId), isNull(reports.settlement)))
    .returning({ id: reports.id, memberId: reports.memberId });
  // Whoever reported two revisions is told once.
  const senders = new Map(settled.map(({ id, memberId }) => [memberId, id]));
  const words = [...senders]
    .filter(([memberId]) => !told.has(memberId))
    .map(([memberId, id]) => ({
      ...{ guildId, memberId, id: `report:${id}`, kind: 'report-settled', createdAt: at },
      facts: { questionId, verdict, note },
    }));
  if (words.length > 0) await tx.insert(notes).values(words).onConflictDoNothing();
  return settled.length;
}

/**
 * Guilds in which a report waits that was sent until `until` and of which no notice tells: none stands that was posted after it, and none
 * is on its way. Each with the cohort that bears the guild's notices, its oldest that isn't archived, and the channel for them; a guild
 * without one of the two can't be told.
 */
export async function listReportsToTell(
  db: Db,
  until: Date,
): Promise<readonly { readonly cohort: Cohort; readonly channelId: string }[]> {
  return db
    .selectDistinctOn([cohorts.guildId], {
      cohort: cohorts,
      channelId: sql<string>`${guilds.noticeChannelId}`,
    })
    .from(cohorts)
    .innerJoin(
      guilds,
      sql`${guilds.guildId} = ${cohorts.guildId} and ${guilds.noticeChannelId} is not null and ${guilds.removedAt} is null`,
    )
    .where(
      sql`${cohorts.state} <> 'archived' and exists (
        select 1 from ${reports} r
        where r.guild_id = ${cohorts.guildId} and r.settlement is null and r.created_at <= ${until.toISOString()}::timestamptz
          and not exists (
            select 1 from ${deliveries} d
            where d.guild_id = r.guild_id and d.kind = 'notice-report'
              and (d.state in ('due', 'sending', 'blocked') or d.sent_at >= r.created_at)))`,
    )
    .orderBy(cohorts.guildId, cohorts.createdAt, cohorts.id);
}
