/** Who changed what for everybody. Rows are only added. */
import { randomUUID } from 'node:crypto';
import type { Db } from './connect.ts';
import { audit } from './schema.ts';

export type AuditEntry = Omit<typeof audit.$inferInsert, 'id'>;

/** `detail` must hold no user id: deletion doesn't look inside JSON. */
export async function addAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db.insert(audit).values({ ...entry, id: randomUUID() });
}
