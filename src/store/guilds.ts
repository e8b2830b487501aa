/** Guilds and what their admins have set. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { prepared } from './prepared.ts';
import { guilds } from './schema.ts';

export interface Guild {
  readonly guildId: string;
  readonly moderatorRoleId: string | null;
  readonly noticeChannelId: string | null;
  /** IANA name. */
  readonly zone: string;
}

/** Whether this guild is known, and the bot is in it. */
export async function isGuildKnown(db: Db, guildId: string): Promise<boolean> {
  const [row] = await knownGuild(db).execute({ guildId });
  return row !== undefined;
}

const knownGuild = prepared(db =>
  db
    .select({ guildId: guilds.guildId })
    .from(guilds)
    .where(and(eq(guilds.guildId, sql.placeholder('guildId')), isNull(guilds.removedAt)))
    .prepare('known_guild'),
);

/** Notes that the bot is in this guild, new or come back to. */
export async function addGuild(db: Db, guildId: string, now: Date): Promise<void> {
  await db
    .insert(guilds)
    .values({ guildId, addedAt: now })
    .onConflictDoUpdate({ target: guilds.guildId, set: { removedAt: null } });
}

export async function findGuild(db: Db, guildId: string): Promise<Guild | undefined> {
  const [row] = await guildById(db).execute({ guildId });
  return row;
}

const guildById = prepared(db =>
  db
    .select()
    .from(guilds)
    .where(eq(guilds.guildId, sql.placeholder('guildId')))
    .prepare('guild_by_id'),
);

/** The channels for notices to moderators, by guild; guilds that chose none are left out. */
export async function listNoticeChannels(
  db: Db,
  guildIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (guildIds.length === 0) return new Map();
  const rows = await db
    .select({ guildId: guilds.guildId, channelId: guilds.noticeChannelId })
    .from(guilds)
    .where(inArray(guilds.guildId, [...guildIds]));
  return new Map(
    rows.flatMap(({ guildId, channelId }) => (channelId ? [[guildId, channelId] as const] : [])),
  );
}

export async function setGuild(
  db: Db,
  guildId: string,
  settings: Partial<Omit<Guild, 'guildId'>>,
  now: Date,
): Promise<void> {
  await db
    .insert(guilds)
    .values({ guildId, addedAt: now, ...settings })
    .onConflictDoUpdate({ target: guilds.guildId, set: settings });
}

/** The rows stay: somebody may have removed the bot by mistake. */
export async function setGuildRemoved(db: Db, guildId: string, now: Date): Promise<void> {
  await db.update(guilds).set({ removedAt: now }).where(eq(guilds.guildId, guildId));
}
