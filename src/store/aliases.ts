/** Aliases, drawn by lot when a board first shows a member in a season. */
import { randomInt } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { ALIASES, aliasOf } from '../core/aliases.ts';
import type { Db } from './connect.ts';
import { aliases } from './schema.ts';

export interface Season {
  readonly guildId: string;
  readonly cohortId: string;
  /** As core/aliases.ts names it. */
  readonly season: string;
}

/** A few more than two words give are enough for any cohort that is full of them. */
const plainTries = 8;
const mostTries = 40;
const drawAlias = (attempt: number): string =>
  attempt < plainTries
    ? aliasOf(randomInt(ALIASES))
    : `${aliasOf(randomInt(ALIASES))} ${randomInt(2, 10_000)}`;

/**
 * The aliases of these members in a season, by member; who has none gets one. Unique in the cohort by constraint: of two boards made at
 * once one draws, and a lot that somebody else has is drawn again. `draw` is told which attempt it is, from 0.
 */
export async function claimAliases(
  db: Db,
  { guildId, cohortId, season }: Season,
  memberIds: readonly string[],
  draw: (attempt: number) => string = drawAlias,
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  for (let attempt = 0; attempt < mostTries; attempt += 1) {
    const rows = await db
      .select({ memberId: aliases.memberId, alias: aliases.alias })
      .from(aliases)
      .where(
        and(
          ...[eq(aliases.guildId, guildId), eq(aliases.cohortId, cohortId), eq(aliases.season, season)],
          inArray(aliases.memberId, [...memberIds]),
        ),
      );
    for (const row of rows) known.set(row.memberId, row.alias);
    const missing = memberIds.filter(id => !known.has(id));
    if (missing.length === 0) return known;
    await db
      .insert(aliases)
      .values(missing.map(memberId => ({ guildId, cohortId, season, memberId, alias: draw(attempt) })))
      .onConflictDoNothing();
  }
  throw new Error('no alias is free in this cohort');
}
