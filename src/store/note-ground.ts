/** What is so now, for words that waited: squads that a member is in, and cohorts that they could join. */
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { NoteGround } from '../core/note-truth.ts';
import type { Db } from './connect.ts';
import { cohorts, memberships, squadMembers, squads } from './schema.ts';

export async function findNoteGround(db: Db, guildId: string, memberId: string): Promise<NoteGround> {
  const rows = await db
    .select({
      ...{ cohort: cohorts.name, mode: memberships.mode },
      ...{ squadId: squads.id, squad: squads.name },
    })
    .from(cohorts)
    .leftJoin(
      memberships,
      and(
        ...[eq(memberships.guildId, cohorts.guildId), eq(memberships.cohortId, cohorts.id)],
        ...[eq(memberships.memberId, memberId), isNull(memberships.leftAt)],
      ),
    )
    .leftJoin(
      squadMembers,
      and(
        ...[eq(squadMembers.guildId, memberships.guildId), eq(squadMembers.cohortId, memberships.cohortId)],
        // A seat is kept for who reads along or has left, and is theirs only while they study.
        ...[eq(squadMembers.memberId, memberships.memberId), ne(memberships.mode, 'audit')],
      ),
    )
    .leftJoin(
      squads,
      and(
        ...[eq(squads.guildId, squadMembers.guildId), eq(squads.cohortId, squadMembers.cohortId)],
        eq(squads.id, squadMembers.squadId),
      ),
    )
    .where(and(eq(cohorts.guildId, guildId), ne(cohorts.state, 'archived')));
  return {
    squads: new Map(
      rows.flatMap(({ squadId, squad, cohort }) => (squadId && squad ? [[squadId, { squad, cohort }]] : [])),
    ),
    joinable: new Set(rows.filter(({ mode }) => mode === null).map(({ cohort }) => cohort)),
  };
}
