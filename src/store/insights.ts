/** Answers as figures about questions need them: alike ones together, and members as numbers that mean nothing elsewhere. */
import { type SQL, sql } from 'drizzle-orm';
import type { Alike } from '../core/item-analysis.ts';
import type { Db } from './connect.ts';
import { answers, memberships, quizzes } from './schema.ts';

/** The first answer of each member to each question; of everybody in the guild, or of a cohort's members, those who left it included. */
export async function listFirstAnswers(
  db: Db,
  guildId: string,
  cohortId: string | undefined,
): Promise<readonly Alike[]> {
  const ofCohort = cohortId === undefined ? sql`` : sql`and a.member_id in (${membersOf(guildId, cohortId)})`;
  return gathered(
    db,
    sql`select distinct on (a.member_id, a.question_id) a.*
      from ${answers} a where a.guild_id = ${guildId} ${ofCohort}
      order by a.member_id, a.question_id, a.answered_at, a.quiz_id`,
  );
}

/** Answers after `since`, until `until`, that weren't the member's first to the question, of those who study in the cohort now. */
export async function listLaterAnswers(
  db: Db,
  { guildId, id }: { readonly guildId: string; readonly id: string },
  { since, until }: { readonly since: Date; readonly until: Date },
): Promise<readonly Alike[]> {
  return gathered(
    db,
    sql`select a.* from ${answers} a
      where a.guild_id = ${guildId} and a.member_id in (${membersOf(guildId, id)} and m.left_at is null)
        and a.answered_at > ${since.toISOString()}::timestamptz and a.answered_at <= ${until.toISOString()}::timestamptz
        and exists (
          select 1 from ${answers} e
          where e.guild_id = a.guild_id and e.member_id = a.member_id and e.question_id = a.question_id
            and (e.answered_at, e.quiz_id) < (a.answered_at, a.quiz_id))`,
  );
}

/** Answers to a cohort's daily quizzes of the study days from `from` until before `until`. */
export async function listDailyAnswers(
  db: Db,
  { guildId, id }: { readonly guildId: string; readonly id: string },
  { from, until }: { readonly from: string; readonly until: string },
): Promise<readonly Alike[]> {
  return gathered(
    db,
    sql`select a.* from ${quizzes} q join ${answers} a on a.guild_id = q.guild_id and a.quiz_id = q.id
      where q.guild_id = ${guildId} and q.cohort_id = ${id} and q.kind = 'daily'
        and q.study_day >= ${from}::date and q.study_day < ${until}::date`,
  );
}

const membersOf = (guildId: string, cohortId: string): SQL =>
  sql`select m.member_id from ${memberships} m where m.guild_id = ${guildId} and m.cohort_id = ${cohortId}`;

interface Row {
  readonly question_id: string;
  readonly question_rev: number;
  readonly chosen: string[];
  readonly is_right: boolean;
  readonly share: number;
  readonly members: string;
}

/** One row for each way to answer a question, however many gave that answer: a hundred thousand answers are some thousand rows. */
async function gathered(db: Db, of: SQL): Promise<readonly Alike[]> {
  const rows = (await db.execute(sql`
    with picked as (${of}), numbered as (select *, dense_rank() over (order by member_id) as member from picked)
    select question_id, question_rev, chosen, is_right, share, string_agg(member::text, ',') as members
    from numbered group by question_id, question_rev, chosen, is_right, share`)) as unknown as readonly Row[];
  return rows.map(row => ({
    questionId: row.question_id,
    rev: row.question_rev,
    chosen: row.chosen,
    right: row.is_right,
    share: row.share,
    members: row.members.split(',').map(Number),
  }));
}
