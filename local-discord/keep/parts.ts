/** The world in small parts, so that a change is written alone: each part has a path, a value, and a way back in. */
import type { Change } from '../state/changes.ts';
import { compareIds } from '../state/snowflake.ts';
import type { Guild, Member, Role, StoredMessage, World } from '../state/world.ts';

export type Path =
  | readonly ['user' | 'guild' | 'channel' | 'commands' | 'permissions', string]
  | readonly ['role' | 'member' | 'message', string, string];

/** Which parts a change may have touched. */
export function touchedBy(world: World, change: Change): readonly Path[] {
  switch (change.kind) {
    case 'guild-made':
    case 'guild-joined': {
      const guild = world.guilds.get(change.guildId);
      if (!guild) return [];
      const members = change.kind === 'guild-made' ? [...guild.members.keys()] : [world.application.id];
      return [
        ['guild', guild.id],
        ...[...guild.roles.keys()].map(id => ['role', guild.id, id] as const),
        ...members.map(id => ['member', guild.id, id] as const),
      ];
    }
    case 'guild-updated':
    case 'guild-left':
      return [
        ['guild', change.guildId],
        ['commands', change.guildId],
      ];
    case 'channel-created':
    case 'channel-updated':
    case 'channel-deleted':
    case 'thread-members-changed':
    case 'pins-updated':
    case 'webhooks-changed':
      return [['channel', change.channel.id]];
    case 'role-created':
    case 'role-updated':
    case 'role-deleted':
      return [['role', change.guildId, change.role.id]];
    case 'member-joined':
    case 'member-updated':
    case 'member-left':
      return [['member', change.guildId, change.member.userId]];
    case 'message-created':
    case 'message-deleted':
      return [
        ['message', change.message.channelId, change.message.id],
        ['channel', change.message.channelId],
      ];
    case 'message-updated':
    case 'reaction-added':
    case 'reaction-removed':
    case 'reactions-cleared':
    case 'vote-added':
    case 'vote-removed':
      return [['message', change.message.channelId, change.message.id]];
    case 'messages-deleted':
      return [
        ...change.ids.map(id => ['message', change.channel.id, id] as const),
        ['channel', change.channel.id],
      ];
    case 'user-changed':
      return [['user', change.userId]];
    case 'commands-changed':
      return [['commands', change.scope]];
    case 'command-permissions-changed':
      return [['permissions', `${change.guildId} ${change.commandId}`]];
    default:
      return [];
  }
}

/** Undefined when the part is not there (any more). */
export function partAt(world: World, path: Path): unknown {
  const [kind, one, two] = path;
  if (kind === 'message') return world.messages.get(one)?.findLast(m => m.id === two);
  if (kind === 'guild') {
    const guild = world.guilds.get(one);
    // What is in it are parts of their own.
    return guild && { ...guild, roles: undefined, members: undefined };
  }
  const [map, key] = placeOf(world, path);
  return map?.get(key);
}

/** Puts a part back in; without a value, takes it out. */
export function putPart(world: World, path: Path, value: unknown): void {
  const [kind, one, two] = path;
  if (kind === 'message') putMessage(world, one, two, value as StoredMessage | undefined);
  else if (kind === 'guild') putGuild(world, one, value as Guild | undefined);
  else {
    const [map, key] = placeOf(world, path);
    if (value === undefined) map?.delete(key);
    else map?.set(key, value);
    if (kind === 'channel' && value === undefined) world.messages.delete(one);
    else if (kind === 'channel' && !world.messages.has(one)) world.messages.set(one, []);
  }
}

function placeOf(world: World, [kind, one, two]: Path): readonly [Map<string, unknown> | undefined, string] {
  if (kind === 'role') return [world.guilds.get(one)?.roles, two];
  if (kind === 'member') return [world.guilds.get(one)?.members, two];
  if (kind === 'user') return [world.users, one];
  if (kind === 'channel') return [world.channels, one];
  return [kind === 'commands' ? world.commands : world.commandPermissions, one];
}

function putGuild(world: World, id: string, guild: Guild | undefined): void {
  const before = world.guilds.get(id);
  const roles = before?.roles ?? new Map<string, Role>();
  const members = before?.members ?? new Map<string, Member>();
  if (guild) world.guilds.set(id, { ...guild, roles, members });
}

function putMessage(world: World, channelId: string, id: string, message: StoredMessage | undefined): void {
  const list = world.messages.get(channelId) ?? [];
  if (message) world.messages.set(channelId, list);
  const after = list.findLastIndex(m => compareIds(m.id, id) <= 0);
  const known = list[after]?.id === id;
  if (message) list.splice(known ? after : after + 1, known ? 1 : 0, message);
  else if (known) list.splice(after, 1);
}
