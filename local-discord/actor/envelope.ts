/** What every interaction tells a bot, whatever the member did. */
import { channelFor, memberJson } from '../project/guild.ts';
import { userJson } from '../project/user.ts';
import { permissionsInChannel } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import type { Channel } from '../state/world.ts';

export function envelope(
  state: State,
  channel: Channel,
  userId: string,
  id: string,
  token: string,
  type: number,
) {
  const guild = channel.guildId === undefined ? undefined : state.world.guilds.get(channel.guildId);
  const member = guild?.members.get(userId);
  const botId = state.world.application.id;
  const who =
    guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: {
            ...memberJson(state, member),
            permissions: String(permissionsInChannel(state.world, channel, userId)),
          },
        }
      : { user: userJson(state, userId) };
  return {
    id,
    application_id: botId,
    type,
    token,
    version: 1,
    locale: state.world.users.get(userId)?.locale ?? 'en-US',
    channel_id: channel.id,
    channel: channelFor(state, channel, userId),
    ...who,
    app_permissions: String(permissionsInChannel(state.world, channel, botId)),
    entitlements: [],
    // Key 0: who installed the bot in a guild; for a direct conversation Discord writes "0".
    authorizing_integration_owners: { 0: guild?.id ?? '0' },
    context: guild ? 0 : 1,
    attachment_size_limit: 10 * 1024 * 1024,
  };
}
