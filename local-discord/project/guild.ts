/** Guilds, channels, roles and members as Discord's JSON. */
import type { APIRole, GatewayGuildCreateDispatchData, RoleFlags } from 'discord-api-types/v10';
import { permissionsInChannel } from '../state/permissions.ts';
import type { State } from '../state/state.ts';
import { isOpener } from '../state/threads.ts';
import type { Channel, Guild, Member, Role } from '../state/world.ts';
import { userJson } from './user.ts';

type Json = Readonly<Record<string, unknown>>;

export function roleJson(role: Role): APIRole {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions,
    position: role.position,
    color: role.color ?? 0,
    colors: { primary_color: role.color ?? 0, secondary_color: null, tertiary_color: null },
    hoist: role.hoist ?? false,
    managed: role.botId !== undefined,
    mentionable: role.mentionable ?? false,
    icon: null,
    unicode_emoji: null,
    flags: 0 as RoleFlags,
    ...(role.botId !== undefined && { tags: { bot_id: role.botId } }),
  };
}

export function memberJson(state: State, member: Member): Json {
  return {
    user: userJson(state, member.userId),
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: member.roles,
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
    avatar_decoration_data: null,
  };
}

export function channelJson(state: State, channel: Channel): Json {
  const shared = {
    id: channel.id,
    type: channel.type,
    last_message_id: channel.lastMessageId,
    flags: channel.flags ?? 0,
  };
  if (channel.guildId === undefined) {
    return { ...shared, recipients: channel.recipientId ? [userJson(state, channel.recipientId)] : [] };
  }
  const inGuild = {
    ...shared,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    rate_limit_per_user: channel.slowmode ?? 0,
  };
  if (channel.thread) return { ...inGuild, ...threadJson(state, channel, channel.thread) };
  return {
    ...inGuild,
    topic: channel.topic,
    position: channel.position,
    nsfw: channel.nsfw ?? false,
    permission_overwrites: channel.overwrites,
    last_pin_timestamp: channel.lastPinAt,
    ...(channel.forum && forumJson(channel.forum)),
    ...(channel.type === 2 && { bitrate: 64_000, user_limit: 0, rtc_region: null }),
  };
}

function forumJson({ tags, reaction, order, layout, threadSlowmode }: NonNullable<Channel['forum']>): Json {
  return {
    available_tags: tags,
    default_reaction_emoji: reaction,
    default_sort_order: order,
    default_forum_layout: layout,
    default_thread_rate_limit_per_user: threadSlowmode,
  };
}

function threadJson(state: State, channel: Channel, thread: NonNullable<Channel['thread']>): Json {
  const messages = countMessages(state, channel);
  const own = thread.members?.find(m => m.userId === state.world.application.id);
  return {
    owner_id: thread.ownerId,
    message_count: messages,
    total_message_sent: messages + (thread.deleted ?? 0),
    member_count: thread.members?.length ?? 0,
    thread_metadata: {
      archived: thread.archived,
      locked: thread.locked,
      auto_archive_duration: thread.autoArchiveMinutes,
      archive_timestamp: thread.archivedAt ?? thread.createdAt,
      create_timestamp: thread.createdAt,
      invitable: thread.invitable ?? true,
    },
    ...(thread.appliedTags && { applied_tags: thread.appliedTags }),
    ...(own && { member: threadMemberJson(channel.id, own) }),
  };
}

/** Without the one that began it. Source: `message_count` in "Channel Object" of Discord's documentation. */
function countMessages(state: State, { id }: Channel): number {
  const all = state.world.messages.get(id) ?? [];
  return all.filter(m => m.onlyFor === undefined && !isOpener(m)).length;
}

export function threadMemberJson(
  threadId: string,
  { userId, joinedAt }: { readonly userId: string; readonly joinedAt: string },
) {
  return { id: threadId, user_id: userId, join_timestamp: joinedAt, flags: 0 };
}

/** The `channel` of an interaction or of resolved data: with the permissions of whom it is about. */
export function channelFor(state: State, channel: Channel, userId: string): Json {
  return {
    ...channelJson(state, channel),
    permissions: String(permissionsInChannel(state.world, channel, userId)),
  };
}

export function guildJson(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    preferred_locale: guild.locale,
    roles: [...guild.roles.values()].map(roleJson),
    icon: null,
    splash: null,
    discovery_splash: null,
    home_header: null,
    banner: null,
    description: null,
    widget_enabled: false,
    widget_channel_id: null,
    afk_channel_id: null,
    afk_timeout: 300,
    application_id: null,
    default_message_notifications: 1,
    emojis: [],
    explicit_content_filter: 0,
    features: [],
    max_members: 500_000,
    max_presences: null,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    mfa_level: 0,
    nsfw: false,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    premium_subscription_count: 0,
    premium_tier: 0,
    public_updates_channel_id: null,
    region: 'local',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    stickers: [],
    system_channel_flags: 0,
    system_channel_id: null,
    vanity_url_code: null,
    verification_level: 0,
    incidents_data: null,
    hub_type: null,
  };
}

/** Channels and threads of all guilds in one go: with thousands of guilds, looking for each of them takes long. */
export function channelsByGuild({ world }: State): ReadonlyMap<string, readonly Channel[]> {
  const found = new Map<string, Channel[]>();
  for (const channel of world.channels.values()) {
    if (channel.guildId === undefined) continue;
    const list = found.get(channel.guildId);
    if (list) list.push(channel);
    else found.set(channel.guildId, [channel]);
  }
  return found;
}

/**
 * What the gateway sends of a guild to a bot without the members intent: of the members, only the bot itself.
 * The guild as it is now, put into words when they are asked for, also when it has changed by then: of thousands of
 * guilds the words would be much to remember.
 */
export function guildCreateLater(
  state: State,
  guild: Guild,
  channels = channelsByGuild(state).get(guild.id) ?? [],
): () => GatewayGuildCreateDispatchData {
  const bot = guild.members.get(state.world.application.id);
  // Roles and members are the only things that change in their place.
  const now = { ...guild, roles: new Map(guild.roles) };
  const counted = guild.members.size;
  const threads = channels.filter(c => c.thread && !c.thread.archived).map(c => channelJson(state, c));
  return () => {
    // Assigned, not spread: a spread of so many fields makes a slow object.
    const whole: Json = Object.assign(guildJson(now), {
      joined_at: now.botJoinedAt,
      large: false,
      unavailable: false,
      member_count: counted,
      channels: channels.filter(c => !c.thread).map(c => channelJson(state, c)),
      threads,
      members: bot ? [memberJson(state, bot)] : [],
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    });
    return whole as unknown as GatewayGuildCreateDispatchData;
  };
}
