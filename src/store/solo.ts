/** Pathways that members study alone, at their own pace. What they have done stands in `lesson_progress`, as for everybody. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { soloStudies } from './schema.ts';

export type SoloStudy = typeof soloStudies.$inferSelect;

type Key = Pick<SoloStudy, 'guildId' | 'memberId' | 'pathwayId'>;

/** Begins a pathway, goes on with one that was stopped, or changes its track. */
export async function addSoloStudy(
  db: Db,
  study: Key & { readonly trackId: string | null; readonly startedAt: Date },
): Promise<void> {
  const { trackId, startedAt } = study;
  await db
    .insert(soloStudies)
    .values({ ...study, endedAt: null })
    .onConflictDoUpdate({
      target: [soloStudies.guildId, soloStudies.memberId, soloStudies.pathwayId],
      set: { trackId, startedAt, endedAt: null },
    });
}

/** What a member studies alone here, the one begun last first. */
export async function listSoloStudies(db: Db, guildId: string, memberId: string): Promise<SoloStudy[]> {
  return db
    .select()
    .from(soloStudies)
    .where(
      and(eq(soloStudies.guildId, guildId), eq(soloStudies.memberId, memberId), isNull(soloStudies.endedAt)),
    )
    .orderBy(desc(soloStudies.startedAt), desc(soloStudies.pathwayId));
}

/** True when this made a difference. */
export async function setSoloStudyEnded(
  db: Db,
  { guildId, memberId, pathwayId }: Key,
  now: Date,
): Promise<boolean> {
  const ended = await db
    .update(soloStudies)
    .set({ endedAt: now })
    .where(
      and(
        eq(soloStudies.guildId, guildId),
        eq(soloStudies.memberId, memberId),
        eq(soloStudies.pathwayId, pathwayId),
        isNull(soloStudies.endedAt),
      ),
    )
    .returning({ pathwayId: soloStudies.pathwayId });
  return ended.length === 1;
}
