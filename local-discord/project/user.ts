import type { APIUser, UserFlags } from 'discord-api-types/v10';
import type { State } from '../state/state.ts';

const none = 0 as UserFlags;

/** A user as everybody sees them. Somebody unknown is a deleted user, as on Discord. */
export function userJson(state: State, id: string): APIUser {
  const user = state.world.users.get(id) ?? { id, name: 'Deleted User', bot: false };
  return {
    id,
    username: user.bot ? user.name : user.name.toLowerCase().replaceAll(/[^a-z0-9_.]/g, '_'),
    global_name: user.bot ? null : user.name,
    discriminator: user.bot ? '0001' : '0',
    avatar: null,
    bot: user.bot,
    system: false,
    banner: null,
    accent_color: null,
    public_flags: none,
    flags: none,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
  };
}

/** A channel's webhook as the author of what it wrote, under the name that it was given for it. */
export function webhookUserJson({ id, name }: { readonly id: string; readonly name: string }) {
  return {
    id,
    username: name,
    global_name: null,
    discriminator: '0000',
    avatar: null,
    bot: true,
    public_flags: none,
    flags: none,
    primary_guild: null,
  };
}
