/** The members of a guild as a bot asks for them through the gateway (op 8), in chunks of a thousand. */
import { GatewayIntentBits as G } from 'discord-api-types/v10';
import { z } from 'zod';
import { memberJson } from '../project/guild.ts';
import { membersNamed } from '../rest/members.ts';
import type { State } from '../state/state.ts';
import type { Guild, Member } from '../state/world.ts';

const request = z.object({
  guild_id: z.union([z.string(), z.tuple([z.string()]).transform(([id]) => id)]),
  query: z.string().optional(),
  limit: z.int().min(0).default(0),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  nonce: z.string().max(32).optional(),
});

const perChunk = 1000;

/** Nothing for a guild that the bot isn't in, nor for everybody without the members intent: Discord stays silent too. */
export function memberChunks(state: State, intents: number, d: unknown): readonly object[] {
  const asked = request.safeParse(d);
  if (!asked.success) return [];
  const { guild_id, query, limit, user_ids, nonce } = asked.data;
  const guild = state.world.guilds.get(guild_id);
  if (!guild?.botPresent) return [];
  const wanted = user_ids === undefined ? undefined : [user_ids].flat();
  const everybody = wanted === undefined && !query;
  if (everybody && limit === 0 && (intents & G.GuildMembers) === 0) return [];
  const found = wanted
    ? wanted.flatMap(id => guild.members.get(id) ?? [])
    : named(state, guild, query ?? '', limit);
  const unknown = wanted?.filter(id => !guild.members.has(id)) ?? [];
  const count = Math.max(1, Math.ceil(found.length / perChunk));
  return Array.from({ length: count }, (_, index) => ({
    guild_id,
    members: found.slice(index * perChunk, (index + 1) * perChunk).map(m => memberJson(state, m)),
    chunk_index: index,
    chunk_count: count,
    ...(unknown.length > 0 && { not_found: unknown }),
    ...(nonce !== undefined && { nonce }),
  }));
}

function named(state: State, guild: Guild, query: string, limit: number): readonly Member[] {
  const found = membersNamed(state, guild, query);
  return limit === 0 ? found : found.slice(0, Math.min(limit, 100));
}
