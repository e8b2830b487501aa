/** The members, roles, channels and messages that an interaction's ids stand for. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { channelFor, channelJson, memberJson, roleJson } from '../project/guild.ts';
import { userJson } from '../project/user.ts';
import { may, permissionsInChannel } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import type { Channel } from '../state/world.ts';
import { CannotDo } from './refusal.ts';

export type Kind = 'user' | 'role' | 'channel' | 'mentionable';

export type Resolved = {
  [of in 'users' | 'members' | 'roles' | 'channels' | 'attachments']?: Record<string, unknown>;
};

/** Adds what `id` stands for to `into`. Throws when the member `as` could not have chosen it. */
export function resolve(
  state: State,
  where: Channel,
  as: string,
  kind: Kind,
  id: string,
  into: Resolved,
  channelTypes?: readonly number[] | null,
): void {
  const guild = where.guildId === undefined ? undefined : state.world.guilds.get(where.guildId);
  const put = (of: keyof Resolved, json: unknown) => {
    into[of] = { ...into[of], [id]: json };
  };
  const user = kind === 'user' || kind === 'mentionable' ? state.world.users.get(id) : undefined;
  if (user) {
    put('users', userJson(state, id));
    const member = guild?.members.get(id);
    if (member) {
      const { user: _, ...rest } = memberJson(state, member);
      put('members', { ...rest, permissions: String(permissionsInChannel(state.world, where, id)) });
    }
    return;
  }
  const role = kind === 'role' || kind === 'mentionable' ? guild?.roles.get(id) : undefined;
  if (role) {
    put('roles', roleJson(role));
    return;
  }
  const channel = kind === 'channel' ? state.world.channels.get(id) : undefined;
  if (channel && channel.guildId === where.guildId && may(state.world, channel, as, P.ViewChannel)) {
    if (channelTypes?.length && !channelTypes.includes(channel.type))
      throw new CannotDo(`#${channel.name} is of a kind that cannot be chosen here.`);
    put('channels', channelJson(state, channel));
    return;
  }
  throw new CannotDo(`There is no ${kind} ${id} here.`);
}

/** The field `resolved` of an interaction, if anything was: channels with what the acting member may do in them. */
export function resolvedField(
  state: State,
  resolved: Resolved,
  userId: string,
): { readonly resolved?: Resolved } {
  if (Object.keys(resolved).length === 0) return {};
  if (!resolved.channels) return { resolved };
  const channels = Object.keys(resolved.channels).flatMap(id => {
    const channel = state.world.channels.get(id);
    return channel ? [[id, channelFor(state, channel, userId)] as const] : [];
  });
  return { resolved: { ...resolved, channels: Object.fromEntries(channels) } };
}
