/** Which commands a member is offered where. */
import type { APIApplicationCommand } from 'discord-api-types/v10';
import { InteractionContextType as In, PermissionFlagsBits as P } from 'discord-api-types/v10';
import { permissionsInChannel, permissionsInGuild } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import type { Channel, Guild } from '../state/world.ts';

/** Those of the guild and the global ones; of two with the same name and kind, the guild's. */
export function visibleCommands(
  state: State,
  guild: Guild,
  userId: string,
): readonly APIApplicationCommand[] {
  if (!guild.botPresent) return [];
  const own = state.world.commands.get(guild.id) ?? [];
  const global = (state.world.commands.get('global') ?? []).filter(
    c =>
      (c.contexts ?? [In.Guild]).includes(In.Guild) && !own.some(o => o.name === c.name && o.type === c.type),
  );
  const has = permissionsInGuild(guild, userId);
  return [...own, ...global].filter(c => allowed(state, guild, userId, c, has));
}

/** In a direct conversation only global commands that are meant for it. */
function visibleInPrivate(state: State): readonly APIApplicationCommand[] {
  return (state.world.commands.get('global') ?? []).filter(c =>
    c.contexts ? c.contexts.includes(In.BotDM) : c.dm_permission !== false,
  );
}

export function visibleInChannel(
  state: State,
  channel: Channel,
  userId: string,
): readonly APIApplicationCommand[] {
  const guild = channel.guildId === undefined ? undefined : state.world.guilds.get(channel.guildId);
  if (!guild) return visibleInPrivate(state);
  const has = permissionsInChannel(state.world, channel, userId);
  if (!(has & P.UseApplicationCommands)) return [];
  // Of a thread its parent is asked.
  const room = channel.thread && channel.parentId ? channel.parentId : channel.id;
  const isAdult = state.world.channels.get(room)?.nsfw ?? false;
  return visibleCommands(state, guild, userId).filter(
    c =>
      (isAdult || !c.nsfw) &&
      allowed(state, guild, userId, c, has) &&
      allowedInChannel(state, guild, c, has, room),
  );
}

/**
 * What moderators said of this member or their roles beats default_member_permissions, in which "0" means
 * administrators only. Source: "Permissions" of Discord's documentation of application commands.
 */
function allowed(
  state: State,
  guild: Guild,
  userId: string,
  command: APIApplicationCommand,
  has: bigint,
): boolean {
  if ((has & P.Administrator) !== 0n) return true;
  const said = permissionsOf(state, guild, command);
  const ofMember = said.find(p => p.type === 2 && p.id === userId);
  if (ofMember) return ofMember.permission;
  const roles = guild.members.get(userId)?.roles ?? [];
  const ofRoles = said.filter(p => p.type === 1 && roles.includes(p.id));
  if (ofRoles.length > 0) return ofRoles.some(p => p.permission);
  const ofEveryone = said.find(p => p.type === 1 && p.id === guild.id);
  if (ofEveryone) return ofEveryone.permission;
  const needed = command.default_member_permissions;
  if (needed == null) return true;
  return BigInt(needed) !== 0n && (has & BigInt(needed)) === BigInt(needed);
}

function allowedInChannel(
  state: State,
  guild: Guild,
  command: APIApplicationCommand,
  has: bigint,
  channelId: string,
): boolean {
  if ((has & P.Administrator) !== 0n) return true;
  const said = permissionsOf(state, guild, command).filter(p => p.type === 3);
  const own = said.find(p => p.id === channelId);
  // Discord writes "all channels" as the guild's id less one.
  const all = said.find(p => p.id === String(BigInt(guild.id) - 1n));
  return (own ?? all)?.permission ?? true;
}

/** Those of the command; without any, those of the whole application. */
function permissionsOf({ world }: State, guild: Guild, command: APIApplicationCommand) {
  const of = (id: string) => world.commandPermissions.get(`${guild.id} ${id}`);
  return of(command.id) ?? of(world.application.id) ?? [];
}
