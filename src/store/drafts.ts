/** Things begun in several steps, such as a form: kept here and never in memory, and only for who began them. */
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { drafts } from './schema.ts';

/** Calendar time for which a draft is kept after its last change. */
const KEPT_MS = 30 * 60_000;

export interface DraftKey {
  readonly guildId: string;
  readonly id: string;
  readonly memberId: string;
  /** What is drafted, such as `cohort`: a draft of another kind isn't found. */
  readonly kind: string;
}

/** Keeps a new draft, and forgets those of the guild that have expired. `data` becomes JSON and must hold no user id. */
export async function addDraft(db: Db, key: DraftKey, data: object, now: Date): Promise<void> {
  await db.delete(drafts).where(and(eq(drafts.guildId, key.guildId), lt(drafts.expiresAt, now)));
  await db.insert(drafts).values({ ...key, data, expiresAt: expiry(now) });
}

/** Undefined when it has expired, is used up, or belongs to somebody else. */
export async function findDraft<T extends object>(db: Db, key: DraftKey, now: Date): Promise<T | undefined> {
  const [row] = await db.select({ data: drafts.data }).from(drafts).where(isOpen(key, now));
  return row?.data as T | undefined;
}

/** Changes some fields of a draft, in one statement so that two presses at once lose neither, and answers all of it. */
export async function setDraft<T extends object>(
  db: Db,
  key: DraftKey,
  change: Partial<T>,
  now: Date,
): Promise<T | undefined> {
  const [row] = await db
    .update(drafts)
    .set({ data: sql`${drafts.data} || ${JSON.stringify(change)}::jsonb`, expiresAt: expiry(now) })
    .where(isOpen(key, now))
    .returning({ data: drafts.data });
  return row?.data as T | undefined;
}

/** Takes a draft away and answers it: to one caller only, however many ask at once. */
export async function removeDraft<T extends object>(
  db: Db,
  key: DraftKey,
  now: Date,
): Promise<T | undefined> {
  const [row] = await db.delete(drafts).where(isOpen(key, now)).returning({ data: drafts.data });
  return row?.data as T | undefined;
}

const expiry = (now: Date) => new Date(now.getTime() + KEPT_MS);
const isOpen = ({ guildId, id, memberId, kind }: DraftKey, now: Date) =>
  and(
    eq(drafts.guildId, guildId),
    eq(drafts.id, id),
    eq(drafts.memberId, memberId),
    eq(drafts.kind, kind),
    gt(drafts.expiresAt, now),
  );
