/** Routes of guilds, channels, roles, members and direct conversations. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { channelJson, guildJson, memberJson, roleJson } from '../project/guild.ts';
import { changeMember, directChannel } from '../state/guilds.ts';
import { permissionsInGuild } from '../state/permissions.ts';
import { check } from '../validate/check.ts';
import { snowflake } from '../validate/parts.ts';
import { refuse } from './errors.ts';
import { botOf, type Call, channelOf, guildOf, nothing, ok, param, type Route, route } from './route.ts';

export const guildRoutes: readonly Route[] = [
  route('GET', '/guilds/:guild', call => ok(guildJson(guildOf(call)))),
  route('GET', '/guilds/:guild/channels', call => {
    const guild = guildOf(call);
    const channels = [...call.state.world.channels.values()].filter(c => c.guildId === guild.id && !c.thread);
    return ok(channels.map(c => channelJson(call.state, c)));
  }),
  route('GET', '/guilds/:guild/threads/active', call => {
    const guild = guildOf(call);
    const threads = [...call.state.world.channels.values()].filter(
      c => c.guildId === guild.id && c.thread?.archived === false,
    );
    return ok({ threads: threads.map(c => channelJson(call.state, c)), members: [] });
  }),
  route('GET', '/guilds/:guild/roles', call => ok([...guildOf(call).roles.values()].map(roleJson))),
  route('GET', '/guilds/:guild/members/:user', call => ok(memberJson(call.state, memberOf(call)))),
  route('PUT', '/guilds/:guild/members/:user/roles/:role', call => changeRoles(call, true)),
  route('DELETE', '/guilds/:guild/members/:user/roles/:role', call => changeRoles(call, false)),
  route('GET', '/channels/:channel', call => ok(channelJson(call.state, channelOf(call)))),
  route('POST', '/users/@me/channels', call => {
    const { recipient_id: id } = check(z.strictObject({ recipient_id: snowflake }), call.body);
    const user = call.state.world.users.get(id);
    if (!user) throw refuse(10013);
    // A bot can't talk with itself or with another bot.
    if (user.bot) throw refuse(50007);
    return ok(channelJson(call.state, directChannel(call.state, id)));
  }),
];

function memberOf(call: Call) {
  const member = guildOf(call).members.get(param(call, 'user'));
  if (member) return member;
  throw refuse(call.state.world.users.has(param(call, 'user')) ? 10007 : 10013);
}

function changeRoles(call: Call, add: boolean) {
  const { state } = call;
  const guild = guildOf(call);
  const member = memberOf(call);
  const role = guild.roles.get(param(call, 'role'));
  if (!role || role.id === guild.id) throw refuse(10011);
  const bot = guild.members.get(botOf(state));
  const highest = Math.max(0, ...(bot?.roles ?? []).map(id => guild.roles.get(id)?.position ?? 0));
  const allowed = permissionsInGuild(guild, botOf(state)) & P.ManageRoles;
  if (!allowed || role.position >= highest || role.botId !== undefined) throw refuse(50013);
  const others = member.roles.filter(id => id !== role.id);
  changeMember(state, guild, member, { roles: add ? [...others, role.id] : others });
  return nothing;
}
