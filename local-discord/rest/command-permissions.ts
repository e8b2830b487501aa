/** Routes that show who may use which command; bots can't change it, moderators do. */
import { refuse } from './errors.ts';
import { botOf, type Call, guildOf, ok, param, type Route, route } from './route.ts';

const all = '/applications/:application/guilds/:guild/commands/permissions';
const one = '/applications/:application/guilds/:guild/commands/:command/permissions';

export const commandPermissionRoutes: readonly Route[] = [
  route('GET', all, call => {
    const guild = guildOf(call);
    const keys = [...call.state.world.commandPermissions.keys()].filter(k => k.startsWith(`${guild.id} `));
    return ok(keys.map(key => shown(call, guild.id, key.slice(guild.id.length + 1))));
  }),
  route('GET', one, call => {
    const guild = guildOf(call);
    const id = param(call, 'command');
    if (!call.state.world.commandPermissions.has(`${guild.id} ${id}`)) throw refuse(10066);
    return ok(shown(call, guild.id, id));
  }),
];

function shown({ state }: Call, guildId: string, id: string) {
  const permissions = state.world.commandPermissions.get(`${guildId} ${id}`) ?? [];
  return { id, application_id: botOf(state), guild_id: guildId, permissions };
}
