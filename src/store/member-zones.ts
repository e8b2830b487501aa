/** Zones that members chose, each from an instant on. They are only added, so that no day that is over changes. */
import { and, asc, eq } from 'drizzle-orm';
import type { ChosenZone } from '../core/member-zone.ts';
import type { Db } from './connect.ts';
import { memberZones } from './schema.ts';

/** Oldest first; also one that only holds from tomorrow. */
export async function listMemberZones(db: Db, guildId: string, memberId: string): Promise<ChosenZone[]> {
  return db
    .select({ from: memberZones.fromAt, zone: memberZones.zone })
    .from(memberZones)
    .where(and(eq(memberZones.guildId, guildId), eq(memberZones.memberId, memberId)))
    .orderBy(asc(memberZones.fromAt));
}

/** False when a zone holds from that very instant already. */
export async function addMemberZone(
  db: Db,
  { guildId, memberId }: { readonly guildId: string; readonly memberId: string },
  { from, zone }: ChosenZone,
): Promise<boolean> {
  const added = await db
    .insert(memberZones)
    .values({ guildId, memberId, fromAt: from, zone })
    .onConflictDoNothing()
    .returning({ zone: memberZones.zone });
  return added.length === 1;
}
