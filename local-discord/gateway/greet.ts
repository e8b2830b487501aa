/** What a bot is told when it comes: of itself, and of every guild that it is in. */
import { GatewayIntentBits as G } from 'discord-api-types/v10';
import { channelsByGuild, guildCreateLater } from '../project/guild.ts';
import { userJson } from '../project/user.ts';
import { gatewayUrl } from '../rest/application.ts';
import type { State } from '../state/state.ts';
import { dispatch, dispatchAnew, type Session } from './session.ts';

/** READY, and each guild of the bot's shard. */
export function greet(state: State, session: Session): void {
  const { id } = state.world.application;
  const guilds = [...state.world.guilds.values()].filter(g => g.botPresent && onShard(session, g.id));
  dispatch(session, 'READY', {
    v: 10,
    user: { ...userJson(state, id), email: null, mfa_enabled: true, verified: true },
    guilds: guilds.map(g => ({ id: g.id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: gatewayUrl(state),
    shard: session.shard,
    application: { id, flags: 0 },
    private_channels: [],
    _trace: ['local'],
  });
  if ((session.intents & G.Guilds) === 0) return;
  const channels = channelsByGuild(state);
  for (const guild of guilds)
    dispatchAnew(session, 'GUILD_CREATE', guildCreateLater(state, guild, channels.get(guild.id)));
}

/** Source: "Sharding" of Discord's documentation; direct conversations are on the first shard. */
export function onShard({ shard: [index, count] }: Session, guildId: string | undefined): boolean {
  if (count === 1) return true;
  return guildId === undefined ? index === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
}
