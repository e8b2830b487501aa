/** Breaks of members: days of illness or travel. They hold in every cohort of the guild. */
import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm';
import type { Break } from '../core/streak.ts';
import type { Db } from './connect.ts';
import { memberPauses } from './schema.ts';

interface Person {
  readonly guildId: string;
  readonly memberId: string;
}

/** All breaks of a member here, the oldest first; two that overlap are as good as one. */
export async function listPauses(db: Db, { guildId, memberId }: Person): Promise<Break[]> {
  return db
    .select({ from: memberPauses.fromAt, until: memberPauses.untilAt })
    .from(memberPauses)
    .where(and(eq(memberPauses.guildId, guildId), eq(memberPauses.memberId, memberId)))
    .orderBy(asc(memberPauses.fromAt));
}

/** Begins a break now. */
export async function addPause(db: Db, person: Person, { from, until }: Break): Promise<void> {
  const { guildId, memberId } = person;
  await db
    .insert(memberPauses)
    .values({ guildId, memberId, fromAt: from, untilAt: until })
    .onConflictDoNothing();
}

/** Gives the break that a member is on at `now` another end; null: none yet. False when they are on none. */
export async function setPauseUntil(
  db: Db,
  { guildId, memberId }: Person,
  until: Date | null,
  now: Date,
): Promise<boolean> {
  const changed = await db
    .update(memberPauses)
    .set({ untilAt: until })
    .where(
      and(
        eq(memberPauses.guildId, guildId),
        eq(memberPauses.memberId, memberId),
        lte(memberPauses.fromAt, now),
        or(isNull(memberPauses.untilAt), gt(memberPauses.untilAt, now)),
      ),
    )
    .returning({ from: memberPauses.fromAt });
  return changed.length > 0;
}
