/** Routes of a guild's roles. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { roleJson } from '../project/guild.ts';
import { addRole, changeRole, removeRole } from '../state/guilds.ts';
import { check } from '../validate/check.ts';
import { bits, text } from '../validate/parts.ts';
import { refuse } from './errors.ts';
import { demandAbove, demandInGuild } from './members.ts';
import { type Call, guildOf, nothing, ok, param, type Route, route } from './route.ts';

const one = '/guilds/:guild/roles/:role';

export const roleRoutes: readonly Route[] = [
  route('GET', '/guilds/:guild/roles', call => ok([...guildOf(call).roles.values()].map(roleJson))),
  route('GET', one, call => ok(roleJson(roleOf(call)))),
  route('POST', '/guilds/:guild/roles', create),
  route('PATCH', one, change),
  route('DELETE', one, call => {
    const role = roleOf(call);
    if (role.id === guildOf(call).id) throw refuse(50028);
    demandAbove(call, guildOf(call), role);
    removeRole(call.state, guildOf(call), role);
    return nothing;
  }),
];

function roleOf(call: Call) {
  const role = guildOf(call).roles.get(param(call, 'role'));
  if (!role) throw refuse(10011);
  return role;
}

/** Colours and the like are taken and not kept: nothing here looks at them. */
const body = z.strictObject({
  name: text(0, 100).nullish(),
  permissions: bits.nullish(),
  color: z.int().nullish(),
  colors: z.record(z.string(), z.int().nullish()).nullish(),
  hoist: z.boolean().nullish(),
  mentionable: z.boolean().nullish(),
  icon: z.null().optional(),
  unicode_emoji: z.null().optional(),
});

function create(call: Call) {
  const guild = guildOf(call);
  const { name, permissions } = check(body, call.body ?? {});
  demandInGuild(call, guild, P.ManageRoles);
  const everyone = guild.roles.get(guild.id)?.permissions ?? '0';
  // Discord puts a new role at the bottom, so that its maker stands above it.
  return ok(roleJson(addRole(call.state, guild, name || 'new role', permissions ?? everyone, 1)));
}

function change(call: Call) {
  const guild = guildOf(call);
  const role = roleOf(call);
  const { name, permissions } = check(body, call.body ?? {});
  if (role.id === guild.id) demandInGuild(call, guild, P.ManageRoles);
  else demandAbove(call, guild, role);
  const after = { name: name || role.name, permissions: permissions ?? role.permissions };
  return ok(roleJson(changeRole(call.state, guild, role, after)));
}
