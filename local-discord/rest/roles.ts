/** Routes of a guild's roles. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { roleJson } from '../project/guild.ts';
import { addRole, changeRole, removeRole } from '../state/guilds.ts';
import { check } from '../validate/check.ts';
import { bits, list, snowflake, text, wholeNumber } from '../validate/parts.ts';
import { refuse } from './errors.ts';
import { demandAbove, demandInGuild } from './members.ts';
import { type Call, guildOf, nothing, ok, param, type Route, route } from './route.ts';

const one = '/guilds/:guild/roles/:role';

export const roleRoutes: readonly Route[] = [
  route('GET', '/guilds/:guild/roles', call => ok([...guildOf(call).roles.values()].map(roleJson))),
  route('GET', one, call => ok(roleJson(roleOf(call)))),
  route('POST', '/guilds/:guild/roles', create),
  route('PATCH', '/guilds/:guild/roles', move),
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

/** A guild here has no boosts: gradients and icons are taken as far as Discord takes them without. */
const body = z.strictObject({
  name: text(0, 100).nullish(),
  permissions: bits.nullish(),
  color: wholeNumber(0, 0xffffff).nullish(),
  colors: z.record(z.string(), z.int().nullish()).nullish(),
  hoist: z.boolean().nullish(),
  mentionable: z.boolean().nullish(),
  icon: z.null().optional(),
  unicode_emoji: z.null().optional(),
});

function create(call: Call) {
  const guild = guildOf(call);
  const given = check(body, call.body ?? {});
  const { name, permissions } = given;
  demandInGuild(call, guild, P.ManageRoles);
  const everyone = guild.roles.get(guild.id)?.permissions ?? '0';
  // Discord puts a new role at the bottom, so that its maker stands above it.
  const role = addRole(call.state, guild, name || 'new role', permissions ?? everyone, 1);
  return ok(roleJson(changeRole(call.state, guild, role, looks(given))));
}

const places = list(z.strictObject({ id: snowflake, position: z.int().nullish() }), 1, 250);

/** Clients send all roles, also those that stay. What a bot may not move it may not pass either. */
function move(call: Call) {
  const guild = guildOf(call);
  const wanted = check(places, call.body);
  for (const { id, position } of wanted) {
    const role = guild.roles.get(id);
    if (!role) throw refuse(10011);
    if (position == null || position === role.position) continue;
    if (role.id === guild.id) throw refuse(50028);
    demandAbove(call, guild, role);
    demandAbove(call, guild, { ...role, position });
  }
  for (const { id, position } of wanted) {
    const role = guild.roles.get(id);
    if (role && position != null && position !== role.position)
      changeRole(call.state, guild, role, { position });
  }
  return ok([...guild.roles.values()].map(roleJson));
}

function change(call: Call) {
  const guild = guildOf(call);
  const role = roleOf(call);
  const given = check(body, call.body ?? {});
  const { name, permissions } = given;
  if (role.id === guild.id) demandInGuild(call, guild, P.ManageRoles);
  else demandAbove(call, guild, role);
  const after = { ...looks(given), name: name || role.name, permissions: permissions ?? role.permissions };
  return ok(roleJson(changeRole(call.state, guild, role, after)));
}

/** How a role looks in the list of members, and whether everybody may ping it. */
function looks({ color, colors, hoist, mentionable }: z.infer<typeof body>) {
  const primary = colors?.primary_color ?? color;
  return {
    ...(primary != null && { color: primary }),
    ...(hoist != null && { hoist }),
    ...(mentionable != null && { mentionable }),
  };
}
