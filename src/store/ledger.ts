/** Questions to the ledger of posts and the plans beside it: what isn't decided yet, what came late, what is over. */
import { and, asc, eq, gte, inArray, isNotNull, isNull, ne, notExists, sql } from 'drizzle-orm';
import type { StudyDay } from '../core/time.ts';
import type { Cohort, CohortKey, PlanDay } from './cohorts.ts';
import type { Db } from './connect.ts';
import { asDelivery, type Delivery } from './deliveries.ts';
import { cohorts, deliveries } from './schema.ts';

export interface Undecided {
  /** Whether a post of the plan was decided and isn't done with. */
  readonly isWaiting: boolean;
  /** The next slots of the plan, in order, at most as many as were asked for. */
  readonly slots: readonly PlanDay[];
}

interface UndecidedRow {
  readonly guild_id: string;
  readonly id: string;
  readonly is_waiting: boolean;
  readonly study_day: string | null;
  readonly slot: number;
  readonly kind: string;
  readonly unit_key: string | null;
  readonly lesson_id: string | null;
  readonly node_id: string | null;
}

/** What comes next in each of these cohorts, by `keyOf`: one question for all of them. */
export async function listUndecided(
  db: Db,
  list: readonly CohortKey[],
  limit: number,
): Promise<ReadonlyMap<string, Undecided>> {
  const found = new Map<string, { isWaiting: boolean; slots: PlanDay[] }>();
  if (list.length === 0) return found;
  const keys = sql.join(
    list.map(({ guildId, id }) => sql`(${guildId}, ${id})`),
    sql`, `,
  );
  const rows = (await db.execute(sql`
    select c.guild_id, c.id, s.*, exists (
      select 1 from deliveries w
      where w.guild_id = c.guild_id and w.cohort_id = c.id and w.lane = 'plan' and w.state in ('due', 'sending', 'blocked')
    ) as is_waiting
    from cohorts c left join lateral (
      select p.study_day::text as study_day, p.slot, p.kind, p.unit_key, p.lesson_id, p.node_id
      from plan_days p
      where p.guild_id = c.guild_id and p.cohort_id = c.id and p.version = c.plan_version and not exists (
        select 1 from deliveries d
        where d.guild_id = p.guild_id and d.cohort_id = p.cohort_id and d.lane = 'plan'
          and d.study_day = p.study_day and d.slot = p.slot)
      order by p.study_day, p.slot limit ${limit}
    ) s on true
    where (c.guild_id, c.id) in (${keys})
    order by c.guild_id, c.id, s.study_day, s.slot`)) as unknown as readonly UndecidedRow[];
  for (const row of rows) {
    const known = found.get(keyOf({ guildId: row.guild_id, id: row.id })) ?? {
      isWaiting: row.is_waiting,
      slots: [],
    };
    found.set(keyOf({ guildId: row.guild_id, id: row.id }), known);
    if (row.study_day === null) continue;
    known.slots.push({
      studyDay: row.study_day as StudyDay,
      slot: row.slot,
      kind: row.kind,
      unitKey: row.unit_key,
      lessonId: row.lesson_id,
      nodeId: row.node_id,
    });
  }
  return found;
}

export const keyOf = ({ guildId, id }: CohortKey): string => `${guildId} ${id}`;

/** How many posts of a lane (beside the plan: of a kind) a cohort got late since an instant; when the latest of them came. */
export async function findLatePosts(
  db: Db,
  { guildId, cohortId, lane, kind }: Pick<Delivery, 'guildId' | 'cohortId' | 'lane' | 'kind'>,
  since: Date,
): Promise<{ readonly count: number; readonly latest: Date | null }> {
  const rows = await db
    .select({ sentAt: deliveries.sentAt })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, guildId),
        eq(deliveries.cohortId, cohortId),
        eq(deliveries.lane, lane),
        lane === 'plan' ? undefined : eq(deliveries.kind, kind),
        eq(deliveries.state, 'late'),
        gte(deliveries.sentAt, since),
      ),
    )
    .orderBy(asc(deliveries.sentAt));
  return { count: rows.length, latest: rows.at(-1)?.sentAt ?? null };
}

/** Whether a cohort got, or is to get, a post of this kind for a day from `since` on. */
export async function hasPostSince(
  db: Db,
  { guildId, id }: CohortKey,
  kind: string,
  since: StudyDay,
): Promise<boolean> {
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, guildId),
        eq(deliveries.cohortId, id),
        eq(deliveries.kind, kind),
        gte(deliveries.studyDay, since),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The later posts of a day that aren't done with, the earliest first. */
export async function listLaterOfDay(db: Db, of: Delivery): Promise<Delivery[]> {
  const rows = await db
    .select()
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, of.guildId),
        eq(deliveries.cohortId, of.cohortId),
        eq(deliveries.lane, 'plan'),
        eq(deliveries.studyDay, of.studyDay),
        inArray(deliveries.state, ['due', 'blocked']),
        ne(deliveries.id, of.id),
      ),
    )
    .orderBy(asc(deliveries.slot));
  return rows.map(asDelivery);
}

/** Settles posts of a day together with one that is ours: they wait for it, so nobody else holds them. */
export async function setMissedWith(db: Db, list: readonly Delivery[], reason: string): Promise<Delivery[]> {
  const [first] = list;
  if (!first) return [];
  const missed = await db
    .update(deliveries)
    .set({ state: 'missed', reason, retryAt: null })
    .where(
      and(
        eq(deliveries.guildId, first.guildId),
        inArray(
          deliveries.id,
          list.map(({ id }) => id),
        ),
        inArray(deliveries.state, ['due', 'blocked']),
      ),
    )
    .returning();
  return missed.map(asDelivery);
}

/** Takes running cohorts of which nothing more is to come or to be sent; others pass them by until the transaction ends. */
export async function claimFinishedCohorts(tx: Db, limit: number): Promise<Cohort[]> {
  const waiting = tx
    .select({ one: sql`1` })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.guildId, cohorts.guildId),
        eq(deliveries.cohortId, cohorts.id),
        eq(deliveries.lane, 'plan'),
        inArray(deliveries.state, ['due', 'sending', 'blocked']),
      ),
    );
  return tx
    .select()
    .from(cohorts)
    .where(and(eq(cohorts.state, 'running'), isNull(cohorts.nextDueAt), notExists(waiting)))
    .limit(limit)
    .for('update', { skipLocked: true });
}

export async function setEnded(tx: Db, { guildId, id }: CohortKey, now: Date): Promise<void> {
  await tx
    .update(cohorts)
    .set({ state: 'ended', endedAt: now, nextDueAt: null })
    .where(and(eq(cohorts.guildId, guildId), eq(cohorts.id, id)));
}

/** Lessons that stand in their channels since an instant, of cohorts that want a word at the day's end and have none for that day. */
export async function listDaysWithoutEnd(
  db: Db,
  since: Date,
): Promise<readonly { readonly cohort: Cohort; readonly studyDay: StudyDay }[]> {
  const rows = await db
    .selectDistinct({ cohort: cohorts, studyDay: deliveries.studyDay })
    .from(cohorts)
    .innerJoin(deliveries, and(eq(deliveries.guildId, cohorts.guildId), eq(deliveries.cohortId, cohorts.id)))
    .where(
      and(
        eq(cohorts.hasDayEnd, true),
        inArray(cohorts.state, ['running', 'ended']),
        eq(deliveries.lane, 'plan'),
        eq(deliveries.kind, 'lesson'),
        isNotNull(deliveries.messageId),
        gte(deliveries.sentAt, since),
        // By it the ledger's index finds the few rows that matter.
        sql`${deliveries.studyDay} >= ${since.toISOString()}::date - 1`,
        sql`not exists (select 1 from deliveries e where e.guild_id = ${cohorts.guildId} and e.cohort_id = ${cohorts.id}
          and e.kind = 'day-end' and e.study_day = ${deliveries.studyDay})`,
      ),
    );
  return rows.map(row => ({ ...row, studyDay: row.studyDay as StudyDay }));
}

/** How many active members of a cohort have done every lesson that stands for a study day. Undefined when none does. */
export async function countDoneOfDay(
  db: Db,
  { guildId, id }: CohortKey,
  studyDay: StudyDay,
): Promise<
  | { readonly done: number; readonly members: number; readonly lessons: number; readonly due: Date }
  | undefined
> {
  const [row] = (await db.execute(sql`
    with posted as (
      select distinct lesson_id, min(due_at) over () as due from deliveries
      where guild_id = ${guildId} and cohort_id = ${id} and study_day = ${studyDay}::date
        and lane = 'plan' and kind = 'lesson' and message_id is not null
    ), members as (
      select member_id, (
        select count(*) from lesson_progress l join posted p on p.lesson_id = l.lesson_id
        where l.guild_id = m.guild_id and l.member_id = m.member_id
      ) as lessons
      from memberships m where m.guild_id = ${guildId} and m.cohort_id = ${id} and m.left_at is null and m.mode <> 'audit'
    )
    select (select count(*)::int from posted) as lessons, (select min(due) from posted) as due, count(*)::int as members,
      count(*) filter (where members.lessons = (select count(*) from posted))::int as done
    from members`)) as unknown as readonly {
    done: number;
    members: number;
    lessons: number;
    due: string | null;
  }[];
  return row?.due ? { ...row, due: new Date(row.due) } : undefined;
}
