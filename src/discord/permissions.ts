/** What the bot needs where it posts, in the words of Discord's settings, and the invite that asks for no more. */
import {
  type Client,
  DiscordAPIError,
  type GuildBasedChannel,
  OAuth2Scopes,
  PermissionFlagsBits,
  type REST,
  Routes,
} from 'discord.js';
import type { ChannelWants, PermissionName } from './define-command.ts';

export const permissionBits = {
  'View Channel': PermissionFlagsBits.ViewChannel,
  'Send Messages': PermissionFlagsBits.SendMessages,
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  'Create Public Threads': PermissionFlagsBits.CreatePublicThreads,
  'Pin Messages': PermissionFlagsBits.PinMessages,
} satisfies Record<PermissionName, bigint>;

/** Without these no post can be sent and found again. */
const basePermissions: readonly PermissionName[] = ['View Channel', 'Send Messages', 'Read Message History'];

/** What a cohort's channel must allow: the rest is asked only of who wants it. */
export const neededFor = ({ threads = false, pins = false }: ChannelWants): readonly PermissionName[] => [
  ...basePermissions,
  ...(threads ? (['Create Public Threads'] as const) : []),
  ...(pins ? (['Pin Messages'] as const) : []),
];

/** The sum of the base permissions' bits: 68608. */
export const invitePermissions = basePermissions.reduce((sum, name) => sum | permissionBits[name], 0n);

/**
 * Which of these permissions the bot lacks in a channel. None when that can't be known, because Discord has not told of the channel
 * or of our own roles: nobody is turned away on a guess, and a post that Discord then refuses is blocked until somebody helps.
 */
export function missingIn(
  channel: GuildBasedChannel | undefined,
  needed: readonly PermissionName[] = basePermissions,
): PermissionName[] {
  return knownMissing(channel, needed) ?? [];
}

function knownMissing(
  channel: GuildBasedChannel | undefined,
  needed: readonly PermissionName[],
): PermissionName[] | undefined {
  const me = channel?.guild.members.me;
  const held = me && channel.permissionsFor(me);
  if (!held) return undefined;
  return needed.filter(name => !held.has(permissionBits[name]));
}

/**
 * Whether the bot may read what was posted in a channel. Where our permissions aren't known, as in a process without a session, Discord
 * is asked for one message, which it refuses to who may not read; the list of messages would only be empty, and a guess could post a
 * lesson twice. Throws when Discord doesn't say.
 */
export async function mayReadHistory(
  { client, rest }: { readonly client: Client | undefined; readonly rest: REST },
  channelId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const missing = client && knownMissing(channelOf(client, channelId), basePermissions);
  if (missing) return !missing.includes('Read Message History');
  try {
    // No message bears its channel's id, except the first of some threads: "unknown message" is as good an answer.
    await rest.get(Routes.channelMessage(channelId, channelId), { signal });
    return true;
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    if (error.code === unknownMessage) return true;
    if (error.status === 403) return false;
    throw error;
  }
}

const unknownMessage = 10_008;

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

/** What the bot lacks in a channel for a cohort's posts; undefined for a channel that this guild is known not to have. */
export function lackingFor(
  client: Client,
  { guildId, channelId }: { readonly guildId: string; readonly channelId: string },
  wants: ChannelWants,
): PermissionName[] | undefined {
  const guild = client.guilds.cache.get(guildId);
  // A guild that is away for a moment tells nothing of its channels.
  if (!guild?.available) return [];
  const channel = guild.channels.cache.get(channelId);
  return channel && missingIn(channel, neededFor(wants));
}
