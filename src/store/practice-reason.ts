/** The reasons for which practice and reviews are paid: a few for each study day, so that the ledger itself is their cap. */
import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { PracticeTerms } from '../core/points.ts';
import type { Db } from './connect.ts';
import { cohorts, deliveries, points } from './schema.ts';

/** Posts of a plan that stand. */
export const stands = sql`deliveries.lane = 'plan' and deliveries.state in ('sent', 'late')`;

type Value<T> = T | Placeholder;

/** As `AnswerWorth` of core/points.ts has them. */
interface Practised {
  readonly guildId: Value<string>;
  readonly memberId: Value<string>;
  /** Null outside of a cohort. */
  readonly cohortId: Value<string | null>;
  readonly word: Value<string>;
  readonly most: Value<number>;
  readonly monday: Value<string>;
  readonly date: Value<string>;
}

/**
 * The first reason that hasn't paid yet of the few that there are for each study day; null where none is left. Two at once find the same
 * one, and it pays one of them: the cap holds without a lock.
 */
export function freeReasonOf(practised: Practised): SQL {
  const { guildId, memberId, word, most } = practised;
  return sql`(select (
    select wanted.reason
    from generate_series(1, ${most}::int) as n,
      lateral (select ${word}::text || ':' || day.of || ':' || n as reason) as wanted
    where not exists (select 1 from ${points} as paid where paid.guild_id = ${guildId}
      and paid.member_id = ${memberId} and paid.reason = wanted.reason)
    order by n limit 1) from (select ${dayOfPractice(practised)} as of) as day where day.of is not null)`;
}

/** The cohort's study day that goes on: its latest of this week that was posted. Null before the first; outside of a cohort, the date. */
const dayOfPractice = ({
  guildId,
  cohortId,
  monday,
  date,
}: Pick<Practised, 'guildId' | 'cohortId' | 'monday' | 'date'>): SQL =>
  sql`case when ${cohortId}::text is null then ${date}::date else (
    select max(deliveries.study_day) from ${deliveries}
    where deliveries.guild_id = ${guildId} and deliveries.cohort_id = ${cohortId} and ${stands}
      and deliveries.study_day between ${monday}::date and ${monday}::date + 6) end`;

/** What decides why practice or a review was paid nothing: whether there is a day that pays, and how its cohort stands. Undefined outside of one. */
export async function findPracticeTerms(
  db: Db,
  practised: Pick<Practised, 'guildId' | 'cohortId' | 'monday' | 'date'>,
): Promise<PracticeTerms | undefined> {
  const [row] = await db
    .select({
      name: cohorts.name,
      state: cohorts.state,
      nextDueAt: cohorts.nextDueAt,
      hasDay: sql<boolean>`${dayOfPractice(practised)} is not null`,
    })
    .from(cohorts)
    .where(sql`${cohorts.guildId} = ${practised.guildId} and ${cohorts.id} = ${practised.cohortId}`);
  return row;
}
