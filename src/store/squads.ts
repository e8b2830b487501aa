/** Squads of a cohort, and who is in them. Somebody is in at most one of each cohort: its key says so. */
import { and, asc, eq, gte, isNull, lt, ne, sql } from 'drizzle-orm';
import { SQUAD_MOST } from '../core/squads.ts';
import { type Db, sqlState } from './connect.ts';
import { memberships, notes, points, squadMembers, squads } from './schema.ts';

export interface SquadKey {
  readonly guildId: string;
  readonly cohortId: string;
  readonly id: string;
}
export interface Squad {
  readonly id: string;
  readonly name: string;
  /** Those who study in the cohort now; nobody who left it or only reads along. */
  readonly memberIds: readonly string[];
}

type CohortOf = Omit<SquadKey, 'id'>;

const uniqueViolation = '23505';

/** False when the cohort has one of that name. */
export async function addSquad(
  db: Db,
  squad: SquadKey & { readonly name: string },
  now: Date,
): Promise<boolean> {
  const added = await db
    .insert(squads)
    .values({ ...squad, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: squads.id });
  return added.length === 1;
}

/** `taken`: the cohort has another of that name; `gone`: it has none of that id. */
export async function setSquadName(
  db: Db,
  key: SquadKey,
  name: string,
): Promise<'renamed' | 'taken' | 'gone'> {
  try {
    // A transaction of its own, within another one too: a name that is taken undoes this change only.
    const renamed = await db.transaction(tx =>
      tx.update(squads).set({ name }).where(isSquad(key)).returning({ id: squads.id }),
    );
    return renamed.length === 1 ? 'renamed' : 'gone';
  } catch (error) {
    if (sqlState(error) === uniqueViolation) return 'taken';
    throw error;
  }
}

/** Its members are in none then. False when it was gone already. */
export async function removeSquad(db: Db, key: SquadKey): Promise<boolean> {
  return db.transaction(async tx => {
    const removed = await tx.delete(squads).where(isSquad(key)).returning({ id: squads.id });
    await tx.delete(squadMembers).where(isSeatOf(key));
    return removed.length === 1;
  });
}

/** All squads of a cohort by name, with their members. */
export async function listSquads(db: Db, { guildId, cohortId }: CohortOf): Promise<Squad[]> {
  const rows = await db
    .select({ id: squads.id, name: squads.name })
    .from(squads)
    .where(and(eq(squads.guildId, guildId), eq(squads.cohortId, cohortId)))
    .orderBy(asc(sql`lower(${squads.name})`));
  const seats = await db
    .select({ squadId: squadMembers.squadId, memberId: squadMembers.memberId })
    .from(squadMembers)
    .innerJoin(memberships, isSeatTaken)
    .where(and(eq(squadMembers.guildId, guildId), eq(squadMembers.cohortId, cohortId)))
    .orderBy(asc(squadMembers.joinedAt), asc(squadMembers.memberId));
  return rows.map(squad => ({
    ...squad,
    memberIds: seats.filter(({ squadId }) => squadId === squad.id).map(({ memberId }) => memberId),
  }));
}

/** What each member of a squad earned in the cohort between two instants while they were in their squad; what came before is only their own. */
export async function listSquadScores(
  db: Db,
  { guildId, cohortId }: CohortOf,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ memberId: squadMembers.memberId, points: sql<number>`sum(${points.points})::int` })
    .from(squadMembers)
    .innerJoin(
      points,
      and(
        ...[eq(points.guildId, squadMembers.guildId), eq(points.cohortId, squadMembers.cohortId)],
        ...[eq(points.memberId, squadMembers.memberId), gte(points.earnedAt, squadMembers.joinedAt)],
      ),
    )
    .where(
      and(
        ...[eq(squadMembers.guildId, guildId), eq(squadMembers.cohortId, cohortId)],
        ...[gte(points.earnedAt, from), lt(points.earnedAt, until)],
      ),
    )
    .groupBy(squadMembers.memberId);
  return new Map(rows.map(row => [row.memberId, row.points]));
}

/** Lets a member know that they were dealt into a squad; somebody dealt into the same one again, having left it meanwhile, hears of it again. */
export async function addSquadNote(
  db: Db,
  { guildId, id, memberId }: SquadKey & { readonly memberId: string },
  facts: { readonly cohort: string; readonly squad: string },
  now: Date,
): Promise<void> {
  await db
    .insert(notes)
    .values({ guildId, memberId, id: `squad-dealt:${id}`, kind: 'squad-dealt', facts, createdAt: now })
    .onConflictDoUpdate({
      target: [notes.guildId, notes.memberId, notes.id],
      set: { facts, createdAt: now, toldAt: null },
    });
}

/** What became of a wish to join: `elsewhere` is in a squad of this cohort already (this one or another). */
export type SquadJoined = 'joined' | 'elsewhere' | 'full' | 'gone' | 'not-studying';

/** Takes one of at most six seats. Whoever wants the last one waits for those who are taking theirs: the squad's row is held. */
export async function addSquadMember(
  db: Db,
  key: SquadKey,
  memberId: string,
  now: Date,
): Promise<SquadJoined> {
  return db.transaction(async tx => {
    const [squad] = await tx.select({ id: squads.id }).from(squads).where(isSquad(key)).for('update');
    if (!squad) return 'gone';
    // Seats of those who left the cohort are free, also the own one.
    await tx.execute(sql`
      delete from ${squadMembers} where guild_id = ${key.guildId} and cohort_id = ${key.cohortId}
        and (squad_id = ${key.id} or member_id = ${memberId})
        and not exists (select 1 from ${memberships} as now where now.guild_id = ${key.guildId}
          and now.cohort_id = ${key.cohortId} and now.member_id = squad_members.member_id
          and now.left_at is null and now.mode <> 'audit')`);
    const [studies] = await tx
      .select({ memberId: memberships.memberId })
      .from(memberships)
      .where(
        and(
          ...[eq(memberships.guildId, key.guildId), eq(memberships.cohortId, key.cohortId)],
          ...[eq(memberships.memberId, memberId), isNull(memberships.leftAt), ne(memberships.mode, 'audit')],
        ),
      );
    if (!studies) return 'not-studying';
    const taken = await tx.execute<{ seats: number; joined: boolean }>(sql`
      with taken as (
        select count(*)::int as seats from ${squadMembers}
        where guild_id = ${key.guildId} and cohort_id = ${key.cohortId} and squad_id = ${key.id}
      ), joined as (
        insert into ${squadMembers} (guild_id, cohort_id, member_id, squad_id, joined_at)
        select ${key.guildId}, ${key.cohortId}, ${memberId}, ${key.id}, ${now.toISOString()}::timestamptz
        from taken where seats < ${SQUAD_MOST}
        on conflict do nothing
        returning 1
      )
      select seats, exists (select 1 from joined) as joined from taken`);
    const [row] = taken;
    if (row?.joined) return 'joined';
    return (row?.seats ?? 0) >= SQUAD_MOST && !(await findSquadOf(tx, key, memberId)) ? 'full' : 'elsewhere';
  });
}

/** The id of the squad that a member left; undefined for who was in none. */
export async function removeSquadMember(
  db: Db,
  key: CohortOf,
  memberId: string,
): Promise<string | undefined> {
  const [left] = await db
    .delete(squadMembers)
    .where(isSeat(key, memberId))
    .returning({ squadId: squadMembers.squadId });
  return left?.squadId;
}

export async function findSquadOf(db: Db, key: CohortOf, memberId: string): Promise<string | undefined> {
  const [seat] = await db
    .select({ squadId: squadMembers.squadId })
    .from(squadMembers)
    .where(isSeat(key, memberId));
  return seat?.squadId;
}

/** Who studies in a cohort and is in none of its squads, in the order of their ids. */
export async function listSquadless(db: Db, { guildId, cohortId }: CohortOf): Promise<string[]> {
  const rows = await db
    .select({ memberId: memberships.memberId })
    .from(memberships)
    .leftJoin(squadMembers, isSeatTaken)
    .where(
      and(
        ...[eq(memberships.guildId, guildId), eq(memberships.cohortId, cohortId)],
        ...[isNull(memberships.leftAt), ne(memberships.mode, 'audit'), isNull(squadMembers.squadId)],
      ),
    )
    .orderBy(asc(memberships.memberId));
  return rows.map(({ memberId }) => memberId);
}

const isSeatTaken = and(
  eq(squadMembers.guildId, memberships.guildId),
  eq(squadMembers.cohortId, memberships.cohortId),
  eq(squadMembers.memberId, memberships.memberId),
  isNull(memberships.leftAt),
  ne(memberships.mode, 'audit'),
);
const isSquad = ({ guildId, cohortId, id }: SquadKey) =>
  and(eq(squads.guildId, guildId), eq(squads.cohortId, cohortId), eq(squads.id, id));
const isSeatOf = ({ guildId, cohortId, id }: SquadKey) =>
  and(eq(squadMembers.guildId, guildId), eq(squadMembers.cohortId, cohortId), eq(squadMembers.squadId, id));
const isSeat = ({ guildId, cohortId }: CohortOf, memberId: string) =>
  and(
    eq(squadMembers.guildId, guildId),
    eq(squadMembers.cohortId, cohortId),
    eq(squadMembers.memberId, memberId),
  );
