/** What the bot needs where it posts, in the words of Discord's settings, and the invite that asks for no more. */
import { type Client, type GuildBasedChannel, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';
import type { PermissionName } from './define-command.ts';

const needed = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
} satisfies Record<PermissionName, bigint>;

/** The sum of the bits above: 68608. */
export const invitePermissions = Object.values(needed).reduce((sum, bit) => sum | bit, 0n);

/** Which of the needed permissions the bot lacks in a channel; none when the channel isn't known (yet). */
export function missingIn(channel: GuildBasedChannel | undefined): PermissionName[] {
  const me = channel?.guild.members.me;
  const held = me && channel.permissionsFor(me);
  if (!held) return [];
  return (Object.keys(needed) as PermissionName[]).filter(name => !held.has(needed[name]));
}

/** The address with which an admin adds the bot to a server. */
export function inviteLink(applicationId: string): string {
  const scopes = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join('+');
  return `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=${scopes}&permissions=${invitePermissions}`;
}

/** A channel of a guild, if the gateway has told of it. */
export function channelOf(client: Client, channelId: string): GuildBasedChannel | undefined {
  const channel = client.channels.cache.get(channelId);
  return channel && !channel.isDMBased() ? channel : undefined;
}
