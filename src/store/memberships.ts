/** Who studies in which cohort. */
import { and, asc, desc, eq, isNotNull, isNull, ne, or, type Placeholder, sql } from 'drizzle-orm';
import type { Cohort } from './cohorts.ts';
import type { Db } from './connect.ts';
import { prepared } from './prepared.ts';
import { cohorts, memberships } from './schema.ts';

/** When somebody came first: `joinedAt` moves when they choose anew how to take part. */
export const firstJoined = sql<Date>`coalesce(${memberships.firstJoinedAt}, ${memberships.joinedAt})`.mapWith(
  memberships.joinedAt,
);

/** True when this made a difference: not yet a member, or one who had left. */
export async function addMembership(
  db: Db,
  key: { readonly guildId: string; readonly cohortId: string; readonly memberId: string },
  now: Date,
): Promise<boolean> {
  const joined = await db
    .insert(memberships)
    .values({ ...key, joinedAt: now })
    .onConflictDoUpdate({
      target: [memberships.guildId, memberships.cohortId, memberships.memberId],
      set: { leftAt: null },
      setWhere: isNotNull(memberships.leftAt),
    })
    .returning({ memberId: memberships.memberId });
  return joined.length === 1;
}

/** True when somebody left: false for who wasn't there. */
export async function setMembershipLeft(
  db: Db,
  key: { readonly guildId: string; readonly cohortId: string; readonly memberId: string },
  now: Date,
): Promise<boolean> {
  const left = await db
    .update(memberships)
    .set({ leftAt: now })
    .where(
      and(
        eq(memberships.guildId, key.guildId),
        eq(memberships.cohortId, key.cohortId),
        eq(memberships.memberId, key.memberId),
        isNull(memberships.leftAt),
      ),
    )
    .returning({ memberId: memberships.memberId });
  return left.length === 1;
}

/** The cohorts that a member studies in here, the one joined last first. */
export async function listCohortsOfMember(db: Db, guildId: string, memberId: string): Promise<Cohort[]> {
  const rows = await cohortsOfMember(db).execute({ guildId, memberId });
  return rows.map(row => row.cohort);
}

const cohortsOfMember = prepared(db =>
  db
    .select({ cohort: cohorts })
    .from(memberships)
    .innerJoin(cohorts, and(eq(cohorts.guildId, memberships.guildId), eq(cohorts.id, memberships.cohortId)))
    .where(studiesIn(sql.placeholder('guildId'), sql.placeholder('memberId')))
    .orderBy(desc(memberships.joinedAt), asc(cohorts.id))
    .prepare('cohorts_of_member'),
);

/** Cohorts that a member was in and isn't now, the one joined last first; they have left, or it is archived with them in it. */
export async function listPastCohorts(
  db: Db,
  guildId: string,
  memberId: string,
): Promise<(Cohort & { readonly hasLeft: boolean })[]> {
  const rows = await db
    .select({ cohort: cohorts, leftAt: memberships.leftAt })
    .from(memberships)
    .innerJoin(cohorts, and(eq(cohorts.guildId, memberships.guildId), eq(cohorts.id, memberships.cohortId)))
    .where(
      and(
        ...[eq(memberships.guildId, guildId), eq(memberships.memberId, memberId)],
        or(isNotNull(memberships.leftAt), eq(cohorts.state, 'archived')),
      ),
    )
    .orderBy(desc(memberships.joinedAt), asc(cohorts.id));
  return rows.map(({ cohort, leftAt }) => ({ ...cohort, hasLeft: leftAt !== null }));
}

/** How many study in each cohort of a guild, by the cohort's id. */
export async function countMembers(db: Db, guildId: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ cohortId: memberships.cohortId, members: sql<number>`count(*)::int` })
    .from(memberships)
    .where(and(eq(memberships.guildId, guildId), isNull(memberships.leftAt)))
    .groupBy(memberships.cohortId);
  return new Map(rows.map(row => [row.cohortId, row.members]));
}

/** Of memberships joined with cohorts: those in which a member studies. */
export const studiesIn = (guildId: Placeholder, memberId: Placeholder) =>
  and(
    eq(memberships.guildId, guildId),
    eq(memberships.memberId, memberId),
    isNull(memberships.leftAt),
    ne(cohorts.state, 'archived'),
  );

/** How a member takes part in a cohort: with the others, with old lessons besides, or only reading along. */
type MembershipMode = 'live' | 'catch-up' | 'audit';

export interface Membership {
  readonly cohort: Cohort;
  /** When they joined, or chose anew how to take part: lessons before aren't counted against them. */
  readonly joinedAt: Date;
  /** When they came first: study days before it were never theirs. */
  readonly firstJoinedAt: Date;
  readonly mode: MembershipMode;
  /** Old lessons a day; null unless the mode is `catch-up`. */
  readonly catchUpADay: number | null;
}

/** The cohorts that a member studies in here and how, the one joined last first. */
export async function listMemberships(db: Db, guildId: string, memberId: string): Promise<Membership[]> {
  const rows = await membershipsOf(db).execute({ guildId, memberId });
  return rows.map(({ mode, ...row }) => ({ ...row, mode: mode as MembershipMode }));
}

const membershipsOf = prepared(db =>
  db
    .select({
      cohort: cohorts,
      joinedAt: memberships.joinedAt,
      firstJoinedAt: firstJoined,
      mode: memberships.mode,
      catchUpADay: memberships.catchUpADay,
    })
    .from(memberships)
    .innerJoin(cohorts, and(eq(cohorts.guildId, memberships.guildId), eq(cohorts.id, memberships.cohortId)))
    .where(studiesIn(sql.placeholder('guildId'), sql.placeholder('memberId')))
    .orderBy(desc(memberships.joinedAt), asc(cohorts.id))
    .prepare('memberships_of'),
);

/** Changes how somebody takes part. False for who isn't in the cohort. `joinedAt`: from when lessons are counted, where that changes. */
export async function setMembership(
  db: Db,
  key: { readonly guildId: string; readonly cohortId: string; readonly memberId: string },
  change: Partial<Pick<Membership, 'joinedAt' | 'mode' | 'catchUpADay'>>,
): Promise<boolean> {
  const changed = await db
    .update(memberships)
    .set({ ...change, ...(change.joinedAt ? { firstJoinedAt: firstJoined } : {}) })
    .where(
      and(
        eq(memberships.guildId, key.guildId),
        eq(memberships.cohortId, key.cohortId),
        eq(memberships.memberId, key.memberId),
        isNull(memberships.leftAt),
      ),
    )
    .returning({ memberId: memberships.memberId });
  return changed.length === 1;
}

export interface CohortMember {
  readonly memberId: string;
  /** When they came first. */
  readonly joinedAt: Date;
  readonly mode: MembershipMode;
}

/** Who studies in a cohort, in the order in which they came. */
export async function listMembers(
  db: Db,
  { guildId, cohortId }: { readonly guildId: string; readonly cohortId: string },
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<CohortMember[]> {
  const rows = await db
    .select({ memberId: memberships.memberId, joinedAt: firstJoined, mode: memberships.mode })
    .from(memberships)
    .where(
      and(eq(memberships.guildId, guildId), eq(memberships.cohortId, cohortId), isNull(memberships.leftAt)),
    )
    .orderBy(asc(firstJoined), asc(memberships.memberId))
    .limit(limit)
    .offset(offset);
  return rows.map(({ mode, ...row }) => ({ ...row, mode: mode as MembershipMode }));
}
