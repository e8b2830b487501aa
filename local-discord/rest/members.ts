/** Routes of members: found, listed, changed, sent away, given roles. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { memberJson } from '../project/guild.ts';
import { userJson } from '../project/user.ts';
import { changeMember, removeMember } from '../state/guilds.ts';
import { permissionsInGuild } from '../state/permissions.ts';
import { compareIds } from '../state/snowflake.ts';
import type { State } from '../state/state.ts';
import type { Guild, Member, Role } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { snowflake, text } from '../validate/parts.ts';
import { refuse } from './errors.ts';
import { botOf, type Call, guildOf, nothing, ok, param, type Route, route } from './route.ts';

const all = '/guilds/:guild/members';
const one = `${all}/:user`;

export const memberRoutes: readonly Route[] = [
  route('GET', all, listMembers),
  route('GET', `${all}/search`, search),
  route('GET', one, call => ok(memberJson(call.state, memberOf(call)))),
  route('PATCH', one, change),
  route('PATCH', `${all}/@me`, changeSelf),
  route('DELETE', one, kick),
  route('PUT', `${one}/roles/:role`, call => changeRole(call, true)),
  route('DELETE', `${one}/roles/:role`, call => changeRole(call, false)),
  route('GET', '/users/:user', call => {
    const user = call.state.world.users.get(param(call, 'user'));
    if (!user) throw refuse(10013);
    return ok(userJson(call.state, user.id));
  }),
];

/** Throws 10007, or 10013 for somebody whom nobody knows. */
function memberOf(call: Call): Member {
  const member = guildOf(call).members.get(param(call, 'user'));
  if (member) return member;
  throw refuse(call.state.world.users.has(param(call, 'user')) ? 10007 : 10013);
}

const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(1),
  after: snowflake.default('0'),
});

function listMembers(call: Call) {
  const { limit, after } = check(listQuery, Object.fromEntries(call.query));
  const members = [...guildOf(call).members.values()]
    .filter(m => compareIds(m.userId, after) > 0)
    .sort((a, b) => compareIds(a.userId, b.userId));
  return ok(members.slice(0, limit).map(m => memberJson(call.state, m)));
}

const searchQuery = z.strictObject({
  query: z.string().min(1),
  limit: z.coerce.number().int().min(1).max(1000).default(1),
});

function search(call: Call) {
  const { query, limit } = check(searchQuery, Object.fromEntries(call.query));
  const found = membersNamed(call.state, guildOf(call), query);
  return ok(found.slice(0, limit).map(m => memberJson(call.state, m)));
}

/** Those whose name or nickname begins with the given text, whatever its case. */
export function membersNamed(state: State, guild: Guild, beginning: string): readonly Member[] {
  const wanted = beginning.toLowerCase();
  return [...guild.members.values()].filter(({ userId, nick }) => {
    const { username, global_name } = userJson(state, userId);
    return [username, global_name, nick].some(name => name?.toLowerCase().startsWith(wanted));
  });
}

const memberChange = z.strictObject({
  nick: text(0, 32).nullish(),
  roles: z.array(snowflake).nullish(),
});

function change(call: Call) {
  const { state } = call;
  const guild = guildOf(call);
  const member = memberOf(call);
  const { nick, roles } = check(memberChange, call.body);
  if (nick !== undefined) demandInGuild(call, guild, P.ManageNicknames);
  if (roles) {
    const differing = [...guild.roles.values()].filter(
      role => roles.includes(role.id) !== member.roles.includes(role.id),
    );
    if (!roles.every(id => guild.roles.has(id) && id !== guild.id)) throw refuse(10011);
    for (const role of differing) demandAbove(call, guild, role);
  }
  const after = changeMember(state, guild, member, {
    ...(nick !== undefined && { nick: nick || null }),
    ...(roles && { roles }),
  });
  return ok(memberJson(state, after));
}

function changeSelf(call: Call) {
  const guild = guildOf(call);
  const { nick } = check(z.strictObject({ nick: text(0, 32).nullish() }), call.body);
  const self = guild.members.get(botOf(call.state));
  if (!self) throw refuse(10007);
  demandInGuild(call, guild, P.ChangeNickname);
  return ok(memberJson(call.state, changeMember(call.state, guild, self, { nick: nick || null })));
}

function kick(call: Call) {
  const guild = guildOf(call);
  const member = memberOf(call);
  demandInGuild(call, guild, P.KickMembers);
  if (member.userId === guild.ownerId) throw refuse(50013);
  removeMember(call.state, guild, member);
  return nothing;
}

function changeRole(call: Call, add: boolean) {
  const { state } = call;
  const guild = guildOf(call);
  const member = memberOf(call);
  const role = guild.roles.get(param(call, 'role'));
  if (!role || role.id === guild.id) throw refuse(10011);
  demandAbove(call, guild, role);
  // Discord says nothing when nothing changes.
  if (member.roles.includes(role.id) === add) return nothing;
  const others = member.roles.filter(id => id !== role.id);
  changeMember(state, guild, member, { roles: add ? [...others, role.id] : others });
  return nothing;
}

/** Throws 50013 when the bot lacks one of these permissions in the guild. */
export function demandInGuild({ state }: Call, guild: Guild, permissions: bigint): void {
  if ((permissionsInGuild(guild, botOf(state)) & permissions) !== permissions) throw refuse(50013);
}

/** Throws 50013 unless the bot may manage roles and stands above this one, which is nobody's own. */
export function demandAbove(call: Call, guild: Guild, role: Role): void {
  demandInGuild(call, guild, P.ManageRoles);
  const own = guild.members.get(botOf(call.state))?.roles ?? [];
  const highest = Math.max(0, ...own.map(id => guild.roles.get(id)?.position ?? 0));
  if (role.position >= highest || role.botId !== undefined) throw refuse(50013);
}
