/** Who may do what where: Discord's permission sums, overwrites and implicit denials included. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import type { Channel, Guild, Thread, World } from './world.ts';

const everything = Object.values(P).reduce((sum, bit) => sum | bit, 0n);

/** What Discord grants @everyone in a new guild. */
export const ordinary =
  P.ViewChannel |
  P.SendMessages |
  P.ReadMessageHistory |
  P.AddReactions |
  P.EmbedLinks |
  P.AttachFiles |
  P.UseExternalEmojis |
  P.UseExternalStickers |
  P.MentionEveryone |
  P.ChangeNickname |
  P.CreateInstantInvite |
  P.Connect |
  P.Speak |
  P.Stream |
  P.UseVAD |
  P.SendTTSMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.CreatePrivateThreads |
  P.UseApplicationCommands |
  P.UseEmbeddedActivities |
  P.UseSoundboard |
  P.UseExternalSounds |
  P.SendVoiceMessages |
  P.SendPolls |
  P.UseExternalApps;

/** What the bot's own role brings when it is invited: enough for a bot that posts, and no more. */
export const invited =
  P.ViewChannel |
  P.SendMessages |
  P.SendMessagesInThreads |
  P.CreatePublicThreads |
  P.EmbedLinks |
  P.AttachFiles |
  P.ReadMessageHistory |
  P.ManageMessages |
  P.PinMessages |
  P.ManageThreads;

/** What a bot may do in a direct conversation. */
const inPrivate =
  P.ViewChannel |
  P.SendMessages |
  P.ReadMessageHistory |
  P.EmbedLinks |
  P.AttachFiles |
  P.AddReactions |
  P.UseExternalEmojis |
  P.UseExternalStickers |
  P.MentionEveryone |
  P.SendPolls |
  P.PinMessages;

/** A member's permissions in the whole guild; 0 for somebody who is not in it. */
export function permissionsInGuild(guild: Guild, userId: string): bigint {
  const member = guild.members.get(userId);
  if (!member) return 0n;
  if (guild.ownerId === userId) return everything;
  let sum = BigInt(guild.roles.get(guild.id)?.permissions ?? '0');
  for (const id of member.roles) sum |= BigInt(guild.roles.get(id)?.permissions ?? '0');
  return sum & P.Administrator ? everything : sum;
}

/** A member's permissions in a channel, with its overwrites; a thread has those of its parent. */
export function permissionsInChannel(world: World, channel: Channel, userId: string): bigint {
  if (channel.guildId === undefined) {
    return userId === channel.recipientId || userId === world.application.id ? inPrivate : 0n;
  }
  const guild = world.guilds.get(channel.guildId);
  if (!guild) return 0n;
  const inGuild = permissionsInGuild(guild, userId);
  if (inGuild === 0n || inGuild & P.Administrator) return inGuild;
  const parent = channel.thread && channel.parentId ? world.channels.get(channel.parentId) : undefined;
  const sum = implied(overwritten(inGuild, guild, parent ?? channel, userId));
  return channel.thread && !isOpenTo(channel, channel.thread, userId, sum) ? 0n : sum;
}

/** A private thread is there only for those who are in it and for moderators of threads. */
function isOpenTo({ type }: Channel, { members, ownerId }: Thread, userId: string, sum: bigint): boolean {
  if (type !== 12 || (sum & P.ManageThreads) !== 0n) return true;
  return ownerId === userId || (members?.some(m => m.userId === userId) ?? false);
}

export function may(world: World, channel: Channel, userId: string, needed: bigint): boolean {
  return (permissionsInChannel(world, channel, userId) & needed) === needed;
}

function overwritten(start: bigint, guild: Guild, channel: Channel, userId: string): bigint {
  let sum = start;
  const apply = (deny: bigint, allow: bigint) => {
    sum = (sum & ~deny) | allow;
  };
  const everyone = channel.overwrites.find(o => o.id === guild.id);
  if (everyone) apply(BigInt(everyone.deny), BigInt(everyone.allow));
  const roles = new Set(guild.members.get(userId)?.roles);
  // Roles are added up before they are applied: an allow of one role beats the deny of another.
  let deny = 0n;
  let allow = 0n;
  for (const overwrite of channel.overwrites) {
    if (overwrite.type !== 0 || !roles.has(overwrite.id)) continue;
    deny |= BigInt(overwrite.deny);
    allow |= BigInt(overwrite.allow);
  }
  apply(deny, allow);
  const own = channel.overwrites.find(o => o.type === 1 && o.id === userId);
  if (own) apply(BigInt(own.deny), BigInt(own.allow));
  return sum;
}

function implied(sum: bigint): bigint {
  if (!(sum & P.ViewChannel)) return 0n;
  if (sum & P.SendMessages) return sum;
  return sum & ~(P.MentionEveryone | P.SendTTSMessages | P.AttachFiles | P.EmbedLinks);
}
