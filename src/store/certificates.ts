/** Certificates: signed records, one for each member and pathway. */
import { and, eq } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { certificates } from './schema.ts';

export type Certificate = typeof certificates.$inferSelect;

/** False when this member has one for this pathway already, or the code is taken: the constraints have the last word. */
export async function addCertificate(db: Db, certificate: Certificate): Promise<boolean> {
  const added = await db
    .insert(certificates)
    .values(certificate)
    .onConflictDoNothing()
    .returning({ id: certificates.id });
  return added.length === 1;
}

/** By its code. */
export async function findCertificate(db: Db, guildId: string, id: string): Promise<Certificate | undefined> {
  const [row] = await db
    .select()
    .from(certificates)
    .where(and(eq(certificates.guildId, guildId), eq(certificates.id, id)));
  return row;
}

export async function findCertificateOf(
  db: Db,
  {
    guildId,
    memberId,
    pathwayId,
  }: { readonly guildId: string; readonly memberId: string; readonly pathwayId: string },
): Promise<Certificate | undefined> {
  const [row] = await db
    .select()
    .from(certificates)
    .where(
      and(
        eq(certificates.guildId, guildId),
        eq(certificates.memberId, memberId),
        eq(certificates.pathwayId, pathwayId),
      ),
    );
  return row;
}
