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
  return [...own, ...global].filter(c => grants(c, has));
}

/** In a direct conversation only global commands that are meant for it. */
export function visibleInPrivate(state: State): readonly APIApplicationCommand[] {
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
  return visibleCommands(state, guild, userId).filter(c => grants(c, has));
}

/** Source: Discord's documentation of default_member_permissions; "0" means administrators only. */
function grants(command: APIApplicationCommand, has: bigint): boolean {
  const needed = command.default_member_permissions;
  if (needed == null || (has & P.Administrator) !== 0n) return true;
  return BigInt(needed) !== 0n && (has & BigInt(needed)) === BigInt(needed);
}
