/** The gateway's projection of the state: which changes a bot is told, under which intent, in which words. */
import { GatewayIntentBits as G } from 'discord-api-types/v10';
import { channelJson, guildCreateLater, guildJson, memberJson, roleJson } from '../project/guild.ts';
import { messageJson } from '../project/message.ts';
import type { Change } from '../state/changes.ts';
import type { State } from '../state/state.ts';
import type { Channel, StoredMessage } from '../state/world.ts';
import type { EventName } from './event-names.ts';
import { socialEvents } from './social-events.ts';

export interface GatewayEvent {
  readonly t: EventName;
  readonly d: unknown;
  /** 0: sent whatever the bot asked for. */
  readonly intent: number;
  readonly guildId: string | undefined;
}

export function eventsOf(state: State, change: Change): readonly GatewayEvent[] {
  switch (change.kind) {
    case 'guild-joined':
    case 'guild-updated': {
      const guild = state.world.guilds.get(change.guildId);
      if (!guild?.botPresent) return [];
      const joined = change.kind === 'guild-joined';
      return [
        {
          t: joined ? 'GUILD_CREATE' : 'GUILD_UPDATE',
          d: joined ? guildCreateLater(state, guild)() : guildJson(guild),
          intent: G.Guilds,
          guildId: guild.id,
        },
      ];
    }
    case 'guild-left':
      // Without `unavailable`: the bot was removed, it is not an outage.
      return [{ t: 'GUILD_DELETE', d: { id: change.guildId }, intent: G.Guilds, guildId: change.guildId }];
    case 'channel-created':
    case 'channel-updated':
    case 'channel-deleted':
      return channelEvent(state, change.channel, change.kind);
    case 'role-created':
    case 'role-updated':
      return ifPresent(state, change.guildId, {
        t: change.kind === 'role-created' ? 'GUILD_ROLE_CREATE' : 'GUILD_ROLE_UPDATE',
        d: { guild_id: change.guildId, role: roleJson(change.role) },
        intent: G.Guilds,
      });
    case 'role-deleted':
      return ifPresent(state, change.guildId, {
        t: 'GUILD_ROLE_DELETE',
        d: { guild_id: change.guildId, role_id: change.role.id },
        intent: G.Guilds,
      });
    case 'member-joined':
    case 'member-updated':
    case 'member-left': {
      const { guildId: guild_id, member } = change;
      const t = {
        'member-joined': 'GUILD_MEMBER_ADD',
        'member-updated': 'GUILD_MEMBER_UPDATE',
        'member-left': 'GUILD_MEMBER_REMOVE',
      } as const;
      const json = memberJson(state, member);
      const d = change.kind === 'member-left' ? { guild_id, user: json.user } : { guild_id, ...json };
      // Of itself a bot hears without the members intent.
      const intent = member.userId === state.world.application.id ? 0 : G.GuildMembers;
      return ifPresent(state, guild_id, { t: t[change.kind], d, intent });
    }
    case 'message-created':
    case 'message-updated':
    case 'message-deleted':
      return messageEvent(state, change.message, change.kind);
    case 'pins-updated': {
      const { id, guildId: guild_id, lastPinAt } = change.channel;
      const d = {
        channel_id: id,
        last_pin_timestamp: lastPinAt,
        ...(guild_id !== undefined && { guild_id }),
      };
      return [
        {
          t: 'CHANNEL_PINS_UPDATE',
          d,
          intent: guild_id === undefined ? G.DirectMessages : G.Guilds,
          guildId: guild_id,
        },
      ];
    }
    case 'webhooks-changed': {
      const { id, guildId } = change.channel;
      if (guildId === undefined) return [];
      const d = { guild_id: guildId, channel_id: id };
      return ifPresent(state, guildId, { t: 'WEBHOOKS_UPDATE', d, intent: G.GuildWebhooks });
    }
    case 'typing': {
      const { id, guildId: guild_id } = change.channel;
      const d = {
        channel_id: id,
        user_id: change.userId,
        timestamp: Math.floor(state.now() / 1000),
        ...(guild_id !== undefined && { guild_id }),
      };
      return [
        {
          t: 'TYPING_START',
          d,
          intent: guild_id === undefined ? G.DirectMessageTyping : G.GuildMessageTyping,
          guildId: guild_id,
        },
      ];
    }
    case 'interaction-created': {
      const interaction = state.interactions.get(change.interactionId);
      return interaction
        ? [{ t: 'INTERACTION_CREATE', d: interaction.payload, intent: 0, guildId: interaction.guildId }]
        : [];
    }
    default:
      return socialEvents(state, change);
  }
}

function ifPresent(
  state: State,
  guildId: string,
  event: Omit<GatewayEvent, 'guildId'>,
): readonly GatewayEvent[] {
  return state.world.guilds.get(guildId)?.botPresent ? [{ ...event, guildId }] : [];
}

type Verb = 'created' | 'updated' | 'deleted';
const ending = { created: 'CREATE', updated: 'UPDATE', deleted: 'DELETE' } as const;

function channelEvent(state: State, channel: Channel, kind: `channel-${Verb}`): readonly GatewayEvent[] {
  if (channel.guildId === undefined) return [];
  const verb = ending[kind.slice('channel-'.length) as Verb];
  const event = {
    t: `${channel.thread ? 'THREAD' : 'CHANNEL'}_${verb}` as const,
    d: {
      ...channelJson(state, channel),
      ...(channel.thread && verb === 'CREATE' && { newly_created: true }),
    },
    intent: G.Guilds,
  };
  return ifPresent(state, channel.guildId, event);
}

function messageEvent(
  state: State,
  message: StoredMessage,
  kind: `message-${Verb}`,
): readonly GatewayEvent[] {
  const guildId = state.world.channels.get(message.channelId)?.guildId;
  // What only one member sees isn't an event of the channel.
  if (
    message.onlyFor !== undefined ||
    (guildId !== undefined && !state.world.guilds.get(guildId)?.botPresent)
  )
    return [];
  const inGuild = guildId === undefined ? {} : { guild_id: guildId };
  const t = `MESSAGE_${ending[kind.slice('message-'.length) as Verb]}` as const;
  const intent = guildId === undefined ? G.DirectMessages : G.GuildMessages;
  if (kind === 'message-deleted')
    return [{ t, d: { id: message.id, channel_id: message.channelId, ...inGuild }, intent, guildId }];
  const event = {
    t,
    // Put together only when somebody listens: most bots don't ask for messages.
    get d() {
      const member =
        guildId === undefined ? undefined : state.world.guilds.get(guildId)?.members.get(message.authorId);
      return {
        ...messageJson(state, message),
        ...inGuild,
        ...(member && { member: { ...memberJson(state, member), user: undefined } }),
      };
    },
    intent,
    guildId,
  };
  return [event];
}
