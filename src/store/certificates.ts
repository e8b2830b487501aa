/** Certificates: signed records, one for each member and pathway. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
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

/** Those that have one of these codes. */
export async function listCertificatesByCode(
  db: Db,
  guildId: string,
  codes: readonly string[],
): Promise<Certificate[]> {
  if (codes.length === 0) return [];
  return db
    .select()
    .from(certificates)
    .where(and(eq(certificates.guildId, guildId), inArray(certificates.id, [...codes])));
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

/** All of a member's, the one issued last first. */
export async function listCertificates(
  db: Db,
  { guildId, memberId }: { readonly guildId: string; readonly memberId: string },
): Promise<Certificate[]> {
  return db
    .select()
    .from(certificates)
    .where(and(eq(certificates.guildId, guildId), eq(certificates.memberId, memberId)))
    .orderBy(desc(certificates.issuedAt), asc(certificates.id));
}
