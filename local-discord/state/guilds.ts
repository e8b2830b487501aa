/** Guilds, and who and what is in them. */
import { invited, ordinary } from './permissions.ts';
import { newId, type State, tell, timestamp } from './state.ts';
import type { Channel, Guild, Member, Overwrite, Role, User } from './world.ts';

export function addUser(state: State, name: string): User {
  const user: User = { id: newId(state), name, bot: false };
  state.world.users.set(user.id, user);
  tell(state, { kind: 'user-changed', userId: user.id });
  return user;
}

/** A guild with @everyone, a #general text channel and somebody who owns it; the bot is added apart. */
export function addGuild(state: State, name: string): Guild {
  const owner = addUser(state, 'Owner');
  const id = newId(state);
  const guild: Guild = {
    id,
    name,
    ownerId: owner.id,
    locale: 'en-US',
    botPresent: false,
    botJoinedAt: timestamp(state),
    roles: new Map([[id, { id, name: '@everyone', permissions: String(ordinary), position: 0 }]]),
    members: new Map([[owner.id, newMember(state, owner.id, [])]]),
  };
  state.world.guilds.set(id, guild);
  tell(state, { kind: 'guild-made', guildId: id });
  addChannel(state, { guildId: id, name: 'general', type: 0, position: 0 });
  return guild;
}

/** Puts the bot in with a role of its own, as an invitation does; `permissions` are that role's. */
export function addBot(state: State, guildId: string, permissions: bigint = invited): void {
  const guild = state.world.guilds.get(guildId);
  if (!guild || guild.botPresent) return;
  const { id: botId, name } = state.world.application;
  const role: Role = {
    id: newId(state),
    name,
    permissions: String(permissions),
    position: aboveAll(guild),
    botId,
  };
  guild.roles.set(role.id, role);
  guild.members.set(botId, newMember(state, botId, [role.id]));
  state.world.guilds.set(guildId, { ...guild, botPresent: true, botJoinedAt: timestamp(state) });
  tell(state, { kind: 'guild-joined', guildId });
}

export function removeBot(state: State, guildId: string): void {
  const guild = state.world.guilds.get(guildId);
  if (!guild?.botPresent) return;
  const botId = state.world.application.id;
  const without = { ...guild, botPresent: false };
  state.world.guilds.set(guildId, without);
  const own = guild.members.get(botId);
  if (own) removeMember(state, without, own);
  for (const role of guild.roles.values()) if (role.botId === botId) removeRole(state, without, role);
  // Discord forgets the commands of a guild when the bot is removed from it, and who might use which.
  state.world.commands.delete(guildId);
  for (const key of state.world.commandPermissions.keys()) {
    const [ofGuild, commandId] = key.split(' ');
    if (ofGuild !== guildId || commandId === undefined) continue;
    state.world.commandPermissions.delete(key);
    tell(state, { kind: 'command-permissions-changed', guildId, commandId });
  }
  tell(state, { kind: 'guild-left', guildId });
}

export type NewChannel = Pick<Channel, 'name' | 'type'> & Partial<Channel>;

/** Below all others of its guild, unless its position is given. */
export function addChannel(state: State, given: NewChannel): Channel {
  const channel: Channel = {
    id: newId(state),
    topic: null,
    parentId: null,
    position: given.position ?? countChannels(state, given.guildId),
    overwrites: [],
    lastMessageId: null,
    lastPinAt: null,
    ...given,
  };
  state.world.channels.set(channel.id, channel);
  state.world.messages.set(channel.id, []);
  tell(state, { kind: 'channel-created', channel });
  return channel;
}

function countChannels({ world }: State, guildId: string | undefined): number {
  let count = 0;
  for (const c of world.channels.values()) if (c.guildId === guildId && !c.thread) count += 1;
  return count;
}

export function changeChannel(state: State, channel: Channel, change: Partial<Channel>): Channel {
  const changed = { ...channel, ...change };
  state.world.channels.set(channel.id, changed);
  tell(state, { kind: 'channel-updated', channel: changed });
  return changed;
}

/** Its messages and its threads go with it. */
export function removeChannel(state: State, channel: Channel): void {
  for (const child of state.world.channels.values()) {
    if (child.thread && child.parentId === channel.id) removeChannel(state, child);
  }
  state.world.channels.delete(channel.id);
  state.world.messages.delete(channel.id);
  tell(state, { kind: 'channel-deleted', channel });
}

export function setOverwrite(state: State, channel: Channel, overwrite: Overwrite): Channel {
  const others = channel.overwrites.filter(o => o.id !== overwrite.id);
  return changeChannel(state, channel, { overwrites: [...others, overwrite] });
}

export function removeOverwrite(state: State, channel: Channel, id: string): Channel {
  return changeChannel(state, channel, { overwrites: channel.overwrites.filter(o => o.id !== id) });
}

export function addRole(
  state: State,
  guild: Guild,
  name: string,
  permissions: string,
  position = aboveAll(guild),
): Role {
  // Whoever stands there or above moves up.
  for (const other of guild.roles.values())
    if (other.position >= position) changeRole(state, guild, other, { position: other.position + 1 });
  const role: Role = { id: newId(state), name, permissions, position };
  guild.roles.set(role.id, role);
  tell(state, { kind: 'role-created', guildId: guild.id, role });
  return role;
}

export function changeRole(state: State, guild: Guild, role: Role, change: Partial<Role>): Role {
  const changed = { ...role, ...change };
  guild.roles.set(role.id, changed);
  tell(state, { kind: 'role-updated', guildId: guild.id, role: changed });
  return changed;
}

export function removeRole(state: State, guild: Guild, role: Role): void {
  guild.roles.delete(role.id);
  for (const member of guild.members.values()) {
    if (member.roles.includes(role.id)) {
      changeMember(state, guild, member, { roles: member.roles.filter(id => id !== role.id) });
    }
  }
  tell(state, { kind: 'role-deleted', guildId: guild.id, role });
}

export function addMember(state: State, guild: Guild, userId: string, roles: readonly string[]): Member {
  const member = newMember(state, userId, roles);
  guild.members.set(userId, member);
  tell(state, { kind: 'member-joined', guildId: guild.id, member });
  return member;
}

export function changeMember(state: State, guild: Guild, member: Member, change: Partial<Member>): Member {
  const changed = { ...member, ...change };
  guild.members.set(member.userId, changed);
  tell(state, { kind: 'member-updated', guildId: guild.id, member: changed });
  return changed;
}

export function removeMember(state: State, guild: Guild, member: Member): void {
  guild.members.delete(member.userId);
  tell(state, { kind: 'member-left', guildId: guild.id, member });
}

/** The direct conversation of the bot with a user: made at the first call, the same one afterwards. */
export function directChannel(state: State, userId: string): Channel {
  return findDirect(state, userId) ?? addChannel(state, { name: '', type: 1, recipientId: userId });
}

export function findDirect(state: State, userId: string): Channel | undefined {
  for (const channel of state.world.channels.values()) if (channel.recipientId === userId) return channel;
  return undefined;
}

/** Shared by the many who have none. */
const noRoles: readonly string[] = [];

function newMember(state: State, userId: string, roles: readonly string[]): Member {
  return { userId, nick: null, roles: roles.length > 0 ? roles : noRoles, joinedAt: timestamp(state) };
}

function aboveAll(guild: Guild): number {
  return Math.max(...[...guild.roles.values()].map(role => role.position)) + 1;
}
