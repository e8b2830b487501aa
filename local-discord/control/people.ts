/** The part of the control address about roles and members. */
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
import type { State } from '../state/state.ts';
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
    run: call => removeRole(call.state, guildIn(call), roleIn(call)),
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
      if (!call.state.world.users.has(userId)) throw new ControlError('There is no such user.', 404);
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
        z.strictObject({ name: name.optional(), roles: z.array(z.string()).optional() }),
      );
      if (body.roles) demandRoles(guild, body.roles);
      const user = call.state.world.users.get(member.userId);
      if (body.name !== undefined && user) call.state.world.users.set(user.id, { ...user, name: body.name });
      return memberJson(
        call.state,
        changeMember(call.state, guild, member, body.roles ? { roles: body.roles } : {}),
      );
    },
  },
  {
    method: 'DELETE',
    path: '/guilds/:guild/members/:member',
    run: call => removeMember(call.state, guildIn(call), memberIn(call)),
  },
];

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
