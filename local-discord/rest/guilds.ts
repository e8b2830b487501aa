/** Routes of guilds as a whole. */
import { guildJson } from '../project/guild.ts';
import { removeBot } from '../state/guilds.ts';
import { compareIds } from '../state/snowflake.ts';
import { guildOf, nothing, ok, type Route, route } from './route.ts';

export const guildRoutes: readonly Route[] = [
  route('GET', '/guilds/:guild', call => {
    const guild = guildOf(call);
    const counted = call.query.get('with_counts') === 'true';
    const counts = {
      approximate_member_count: guild.members.size,
      approximate_presence_count: guild.members.size,
    };
    return ok({ ...guildJson(guild), ...(counted && counts) });
  }),
  route('GET', '/users/@me/guilds', call => {
    const after = call.query.get('after') ?? '0';
    const limit = Math.min(Number(call.query.get('limit') ?? 200) || 200, 200);
    const guilds = [...call.state.world.guilds.values()].filter(
      g => g.botPresent && compareIds(g.id, after) > 0,
    );
    return ok(
      guilds.slice(0, limit).map(({ id, name, roles }) => ({
        id,
        name,
        icon: null,
        banner: null,
        owner: false,
        permissions: roles.get(id)?.permissions ?? '0',
        features: [],
      })),
    );
  }),
  route('DELETE', '/users/@me/guilds/:guild', call => {
    removeBot(call.state, guildOf(call).id);
    return nothing;
  }),
];
