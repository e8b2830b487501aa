/** Zones that members chose, each from an instant on. They are only added, so that no day that is over changes; one that doesn't hold yet may be taken back. */
import { and, asc, eq, gt, sql } from 'drizzle-orm';
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

/** Until this transaction ends, nobody else changes this member's zones: whoever looks before they choose holds this first. */
export async function claimMemberZones(
  tx: Db,
  { guildId, memberId }: { readonly guildId: string; readonly memberId: string },
): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`zones:${guildId}:${memberId}`}, 0))`);
}

/** Takes back what only holds after `now`. False when there is nothing ahead. */
export async function removeZoneAhead(
  db: Db,
  { guildId, memberId }: { readonly guildId: string; readonly memberId: string },
  now: Date,
): Promise<boolean> {
  const removed = await db
    .delete(memberZones)
    .where(
      and(eq(memberZones.guildId, guildId), eq(memberZones.memberId, memberId), gt(memberZones.fromAt, now)),
    )
    .returning({ zone: memberZones.zone });
  return removed.length > 0;
}
