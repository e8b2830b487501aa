/** The part of the control address about roles and members. */
import { Locale } from 'discord-api-types/v10';
import { z } from 'zod';
import {
  addMember,
  addRole,
  addUser,
  changeMember,
  changeRole,
  removeMember,
  removeRole,
} from '../state/guilds.ts';
import { type State, tell } from '../state/state.ts';
import type { Guild, Member, Role } from '../state/world.ts';
import { ControlError } from './errors.ts';
import { bits, type ControlCall, type ControlRoute, guildIn, name, read } from './route.ts';

export const peopleRoutes: readonly ControlRoute[] = [
  {
    method: 'POST',
    path: '/guilds/:guild/roles',
    run(call) {
      const body = read(call, z.strictObject({ name, permissions: bits.default('0') }));
      return roleJson(addRole(call.state, guildIn(call), body.name, body.permissions));
    },
  },
  {
    method: 'PATCH',
    path: '/guilds/:guild/roles/:role',
    run(call) {
      const role = roleIn(call);
      const body = read(call, z.strictObject({ name: name.optional(), permissions: bits.optional() }));
      const change = { name: body.name ?? role.name, permissions: body.permissions ?? role.permissions };
      return roleJson(changeRole(call.state, guildIn(call), role, change));
    },
  },
  {
    method: 'DELETE',
    path: '/guilds/:guild/roles/:role',
    run(call) {
      const role = roleIn(call);
      if (role.id === guildIn(call).id || role.botId !== undefined)
        throw new ControlError('That role belongs to the guild or to the bot.');
      removeRole(call.state, guildIn(call), role);
    },
  },
  {
    method: 'POST',
    path: '/guilds/:guild/members',
    run(call) {
      const guild = guildIn(call);
      const body = read(
        call,
        z.strictObject({
          name: name.optional(),
          user: z.string().optional(),
          roles: z.array(z.string()).default([]),
        }),
      );
      demandRoles(guild, body.roles);
      const userId = body.user ?? addUser(call.state, body.name ?? 'Somebody').id;
      const user = call.state.world.users.get(userId);
      if (!user) throw new ControlError('There is no such user.', 404);
      if (user.bot) throw new ControlError('The bot comes by PUT /guilds/G/bot.');
      if (guild.members.has(userId)) throw new ControlError('They are a member already.');
      return memberJson(call.state, addMember(call.state, guild, userId, body.roles));
    },
  },
  {
    method: 'PATCH',
    path: '/guilds/:guild/members/:member',
    run(call) {
      const guild = guildIn(call);
      const member = memberIn(call);
      const body = read(
        call,
        z.strictObject({
          name: name.optional(),
          roles: z.array(z.string()).optional(),
          locale: z.enum(Locale).optional(),
          directMessages: z.boolean().optional(),
        }),
      );
      if (body.roles) demandRoles(guild, body.roles);
      const user = call.state.world.users.get(member.userId);
      if (user) {
        const { refusesDirect, ...rest } = user;
        const closed =
          body.directMessages === undefined ? refusesDirect : body.directMessages ? undefined : true;
        call.state.world.users.set(user.id, {
          ...rest,
          ...(body.name !== undefined && { name: body.name }),
          ...(body.locale !== undefined && { locale: body.locale }),
          ...(closed && { refusesDirect: closed }),
        });
        tell(call.state, { kind: 'user-changed', userId: user.id });
      }
      return memberJson(
        call.state,
        changeMember(call.state, guild, member, body.roles ? { roles: body.roles } : {}),
      );
    },
  },
  {
    method: 'DELETE',
    path: '/guilds/:guild/members/:member',
    run(call) {
      const guild = guildIn(call);
      const member = memberIn(call);
      if (member.userId === guild.ownerId) throw new ControlError('The owner stays.');
      if (call.state.world.users.get(member.userId)?.bot)
        throw new ControlError('The bot leaves by DELETE /guilds/G/bot.');
      removeMember(call.state, guild, member);
    },
  },
  {
    method: 'PUT',
    path: '/guilds/:guild/commands/:command/permissions',
    run: allow,
  },
];

/** What a moderator sets in a guild's settings: type 1 a role, 2 a member, 3 a channel. */
function allow(call: ControlCall) {
  const { id: guildId } = guildIn(call);
  const commandId = call.params.command ?? '';
  const { world } = call.state;
  const known = [...(world.commands.get(guildId) ?? []), ...(world.commands.get('global') ?? [])];
  if (commandId !== world.application.id && !known.some(c => c.id === commandId))
    throw new ControlError('There is no such command.', 404);
  const one = z.strictObject({ id: z.string(), type: z.literal([1, 2, 3]), permission: z.boolean() });
  const { permissions } = read(call, z.strictObject({ permissions: z.array(one).max(100) }));
  const key = `${guildId} ${commandId}`;
  if (permissions.length > 0) world.commandPermissions.set(key, permissions);
  else world.commandPermissions.delete(key);
  tell(call.state, { kind: 'command-permissions-changed', guildId, commandId });
}

function roleIn(call: ControlCall): Role {
  const role = guildIn(call).roles.get(call.params.role ?? '');
  if (!role) throw new ControlError('There is no such role.', 404);
  return role;
}

function memberIn(call: ControlCall): Member {
  const member = guildIn(call).members.get(call.params.member ?? '');
  if (!member) throw new ControlError('There is no such member.', 404);
  return member;
}

function demandRoles(guild: Guild, roles: readonly string[]): void {
  if (!roles.every(id => guild.roles.has(id) && id !== guild.id))
    throw new ControlError('A role is not one of this guild.');
}

export function roleJson({ id, name, permissions }: Role) {
  return { id, name, permissions };
}

export function memberJson(state: State, { userId, roles }: Member) {
  const user = state.world.users.get(userId);
  return { id: userId, name: user?.name ?? 'Deleted User', roles, bot: user?.bot ?? false };
}
