/** What the bot needs where it posts, in the words of Discord's settings, and the invite that asks for no more. */
import { type Client, type GuildBasedChannel, OAuth2Scopes, PermissionFlagsBits } from 'discord.js';
import type { PermissionName } from './define-command.ts';

const bits = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Pin Messages': PermissionFlagsBits.PinMessages,
} satisfies Record<PermissionName, bigint>;

/** Without these no post can be sent and found again. */
export const basePermissions: readonly PermissionName[] = [
  'View Channel',
  'Send Messages',
  'Read Message History',
];

/** What a cohort's channel must allow: the rest is asked only of who wants it. */
export const neededFor = ({
  threads = false,
  pins = false,
}: {
  readonly threads?: boolean;
  readonly pins?: boolean;
}): readonly PermissionName[] => [
  ...basePermissions,
  ...(threads ? (['Create Public Threads'] as const) : []),
  ...(pins ? (['Pin Messages'] as const) : []),
];

/** The sum of the base permissions' bits: 68608. */
export const invitePermissions = basePermissions.reduce((sum, name) => sum | bits[name], 0n);

/** Which of these permissions the bot lacks in a channel; none when the channel isn't known (yet). */
export function missingIn(
  channel: GuildBasedChannel | undefined,
  needed: readonly PermissionName[] = basePermissions,
): PermissionName[] {
  const me = channel?.guild.members.me;
  const held = me && channel.permissionsFor(me);
  if (!held) return [];
  return needed.filter(name => !held.has(bits[name]));
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
