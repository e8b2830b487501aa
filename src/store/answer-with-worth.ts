/** The statements that keep an answer with its points, their sum and the study days. */
import { type SQL, sql } from 'drizzle-orm';
import type { Pay } from '../core/points.ts';
import type { Db } from './connect.ts';
import { heldRevision } from './key-revision.ts';
import { studiesIn } from './memberships.ts';
import { freeReasonOf, stands } from './practice-reason.ts';
import { preparedSql } from './prepared.ts';
import { answers, cohorts, deliveries, hints, keptDays, memberships, points, scores } from './schema.ts';

const value = sql.placeholder;

const answeredBefore = sql`exists (select 1 from ${answers} as earlier where earlier.guild_id = ${value('guildId')}
  and earlier.member_id = ${value('memberId')} and earlier.question_id = ${value('questionId')})`;

const hintOf = (
  quiz: SQL,
) => sql`exists (select 1 from ${hints} as hint where hint.guild_id = ${value('guildId')}
  and hint.member_id = ${value('memberId')} and hint.question_id = ${value('questionId')}${quiz})`;
const hintAnywhere = hintOf(sql``);
const hintHere = hintOf(sql` and hint.quiz_id = ${value('quizId')}`);

const wasPosted = sql`exists (
  select 1 from ${memberships}
    join ${cohorts} on cohorts.guild_id = memberships.guild_id and cohorts.id = memberships.cohort_id
    join ${deliveries} on deliveries.guild_id = cohorts.guild_id and deliveries.cohort_id = cohorts.id
  where ${studiesIn(value('guildId'), value('memberId'))} and ${stands} and deliveries.lesson_id = ${value('lessonId')})`;

const freeReason = freeReasonOf({
  guildId: value('guildId'),
  memberId: value('memberId'),
  cohortId: value('cohortId'),
  word: value('word'),
  most: value('most'),
  monday: value('monday'),
  date: value('date'),
});

/** What an answer was paid, and as what. */
export interface PaidNow {
  readonly points: number;
  readonly hinted: boolean;
  readonly pay: Pay;
}

/** Without `pay` nothing was kept. */
type Kept = { readonly isStale: boolean } & (PaidNow | { readonly pay: null });

interface Parts {
  /** Whether a hint counts: until a question is answered, one of whatever quiz; afterwards one of this quiz. */
  readonly hinted: SQL;
  /** As what the answer is paid. */
  readonly pay: SQL;
  /** What must hold, or nothing is kept. */
  readonly where: SQL;
  /** Of what was `answered`: under which reason it pays, null for none, and how much. */
  readonly reason: SQL;
  readonly points: SQL;
}

/**
 * Each part waits for the one before it, so that whatever runs at the same time locks in the same order. The guild's row comes first: an
 * answer waits there for a correction that is being applied, and isn't kept when it was graded by the keys of before.
 */
const statementOf = ({ hinted, pay, where, reason, points: amount }: Parts): SQL => sql`
  with graded as materialized (
    select coalesce((${heldRevision(value('guildId'))}), 0) <> ${value('keyRevision')}::int as is_stale
  ), answered as (
    insert into ${answers} (guild_id, quiz_id, member_id, question_id, question_rev, chosen, right_then, is_right, share,
      interaction_id, answered_at, hinted, pay)
    select ${value('guildId')}, ${value('quizId')}, ${value('memberId')}, ${value('questionId')}, ${value('questionRev')},
      ${value('chosen')}, ${value('rightThen')}, ${value('right')}, ${value('share')}, ${value('interactionId')}, ${value('answeredAt')},
      ${hinted}, ${pay}
    from graded where not is_stale and ${where}
    on conflict do nothing
    returning guild_id, member_id, answered_at, hinted, pay
  ), worth as materialized (
    select answered.*, ${reason} as reason, ${amount} as points from answered
  ), paid as (
    insert into ${points} (guild_id, member_id, reason, cohort_id, points, earned_at)
    select guild_id, member_id, reason, ${value('cohortId')}, points, answered_at from worth
    where points > 0 and reason is not null
    on conflict do nothing
    returning guild_id, cohort_id, member_id, points, earned_at
  ), summed as (
    insert into ${scores} as kept (guild_id, cohort_id, member_id, points, reached_at)
    select guild_id, cohort_id, member_id, points, earned_at from paid where cohort_id is not null
    on conflict (guild_id, cohort_id, member_id)
      do update set points = kept.points + excluded.points, reached_at = greatest(kept.reached_at, excluded.reached_at)
    returning 1
  ), days as (
    insert into ${keptDays} (guild_id, cohort_id, member_id, study_day, action, kept_at)
    select answered.guild_id, day.cohort_id, answered.member_id, day.study_day::date, ${value('action')}, answered.answered_at
    from answered, (select count(*) from summed) as after_the_sum,
      unnest(${value('dayCohorts')}::text[], ${value('days')}::text[]) as day (cohort_id, study_day)
    on conflict do nothing
  )
  select graded.is_stale as "isStale", coalesce((select points from paid), 0) as points, hinted, pay
  from graded left join answered on true`;

const firstPoints = sql`case when hinted then ${value('firstHinted')}::int else ${value('first')}::int end`;

/**
 * A first attempt in time, which is nearly every answer; nothing where it was answered before. It asks for so little that Postgres plans it
 * once and not for each answer, which would take it three times as long as keeping one.
 */
const firstAnswer = preparedSql<Kept>(
  'first_answer',
  statementOf({
    hinted: hintAnywhere,
    pay: sql`'first'`,
    where: sql`not ${answeredBefore}`,
    reason: sql`${value('reason')}::text`,
    points: firstPoints,
  }),
);

/** Any answer; as what it is paid is found out. A branch of a `case` that isn't taken costs nothing. */
const anyAnswer = preparedSql<Kept>(
  'any_answer',
  statementOf({
    hinted: sql`case when ${answeredBefore} then ${hintHere} else ${hintAnywhere} end`,
    pay: sql`case when ${value('isReview')}::boolean then 'review'
      when ${answeredBefore} then 'practice'
      when ${value('inTime')}::boolean then 'first'
      when ${wasPosted} then 'late'
      else 'practice' end`,
    where: sql`true`,
    reason: sql`case when pay in ('first', 'late') then ${value('reason')}::text
      when ${value('again')}::int = 0 then null
      else ${freeReason} end`,
    points: sql`case when pay = 'first' then ${firstPoints}
      when pay = 'late' then case when hinted then ${value('lateHinted')}::int else ${value('late')}::int end
      else ${value('again')}::int end`,
  }),
);

/** Keeps an answer of which all values stand here by name. As `addAnswer` of store/quizzes.ts, which knows what they are. */
export async function keepAnswer(
  db: Db,
  values: Record<string, unknown> & { readonly inTime: boolean },
): Promise<PaidNow | 'stale' | undefined> {
  const [first] = values.inTime ? await firstAnswer(db).execute(values) : [];
  // Nothing kept: it wasn't the first attempt, or has an answer.
  const isOther = !first || (first.pay === null && !first.isStale);
  const [kept] = isOther ? await anyAnswer(db).execute(values) : [first];
  if (kept?.isStale) return 'stale';
  return kept?.pay ? { points: kept.points, hinted: kept.hinted, pay: kept.pay } : undefined;
}

export interface HintStanding {
  /** Whether the question was answered before, in whatever quiz: then a hint takes nothing off any more. */
  readonly wasAnswered: boolean;
  /** Whether a hint was taken in this quiz, and in any. */
  readonly isHere: boolean;
  readonly isAnywhere: boolean;
}

/** By which of a member's hints to a question an answer given now would count, by the same rules as the statements above. */
export const hintStanding = preparedSql<HintStanding>(
  'hint_standing',
  sql`select ${answeredBefore} as "wasAnswered", ${hintHere} as "isHere", ${hintAnywhere} as "isAnywhere"`,
);
