/** What live quizzes have paid for being first with a question, for a correction of its key. */
import { sql } from 'drizzle-orm';
import type { ClosedLive } from '../core/live-firsts.ts';
import { firstReason } from '../core/live-round.ts';
import type { Db } from './connect.ts';
import { lockOf } from './live.ts';

/**
 * Waits for rounds that close this question just now, and lets none close it until the transaction ends: a correction finds each of them
 * either closed and paid, or sees to it that its close knows of the correction. For who holds `holdKeys`, before anything is written.
 */
export async function holdQuestionOpen(tx: Db, guildId: string, questionId: string): Promise<void> {
  const asking = (await tx.execute(sql`
    select r.quiz_id from live_rounds r join quizzes q on q.guild_id = r.guild_id and q.id = r.quiz_id
    where r.guild_id = ${guildId} and r.step = 'asking' and q.question_ids[r.place + 1] = ${questionId}
    order by r.quiz_id`)) as unknown as readonly { readonly quiz_id: string }[];
  for (const { quiz_id: quizId } of asking) await tx.execute(lockOf('exclusive', 'round', quizId));
}

/** Live quizzes in which this question is closed, with every answer to it and what each of them was paid for being first. */
export async function listClosedLive(db: Db, guildId: string, questionId: string): Promise<ClosedLive[]> {
  const rows = (await db.execute(sql`
    select asked.*, coalesce((
        select sum(p.points) from points p
        where p.guild_id = ${guildId} and p.member_id = asked.member_id
          and (p.reason = asked.reason or starts_with(p.reason, asked.reason || ':'))), 0)::int as paid,
      coalesce(
        min((select p.earned_at from points p
          where p.guild_id = ${guildId} and p.member_id = asked.member_id and p.reason = asked.reason)) over of_quiz,
        max(asked.answered_at) over of_quiz) as closed_at
    from (
      select a.quiz_id, a.member_id, a.question_rev, a.chosen, a.is_right, a.interaction_id, a.answered_at, q.cohort_id,
        at.place, 'live:' || a.quiz_id || ':' || at.place as reason
      from answers a
      join quizzes q on q.guild_id = a.guild_id and q.id = a.quiz_id
      join live_rounds r on r.guild_id = a.guild_id and r.quiz_id = a.quiz_id
      cross join lateral (select array_position(q.question_ids, a.question_id) - 1 as place) as at
      where a.guild_id = ${guildId} and a.question_id = ${questionId} and a.interaction_id is not null
        and (at.place < r.place or (at.place = r.place and r.step <> 'asking'))
    ) as asked
    window of_quiz as (partition by asked.quiz_id)
    order by asked.quiz_id, asked.member_id`)) as unknown as readonly Row[];
  const quizzes = new Map<
    string,
    Omit<ClosedLive, 'answers'> & { answers: ClosedLive['answers'][number][] }
  >();
  for (const row of rows) {
    const { quiz_id: quizId, cohort_id: cohortId, place, member_id: memberId } = row;
    const closedAt = new Date(row.closed_at);
    const quiz = quizzes.get(quizId) ?? { quizId, place, cohortId, closedAt, answers: [] };
    quizzes.set(quizId, quiz);
    quiz.answers.push({
      ...{ memberId, questionId, questionRev: row.question_rev, chosen: row.chosen, right: row.is_right },
      ...{ interactionId: row.interaction_id, paid: row.paid },
    });
  }
  return [...quizzes.values()];
}

interface Row {
  readonly quiz_id: string;
  readonly cohort_id: string | null;
  readonly place: number;
  readonly member_id: string;
  readonly question_rev: number;
  readonly chosen: string[];
  readonly is_right: boolean;
  readonly interaction_id: string;
  readonly paid: number;
  readonly closed_at: string;
}

/** The reason of a row that a correction adds to what being first has paid; it begins as that of the payment does. */
export const firstChangedReason = (
  { quizId, place }: { readonly quizId: string; readonly place: number },
  erratumId: string,
): string => `${firstReason(quizId, place)}:${erratumId}`;
