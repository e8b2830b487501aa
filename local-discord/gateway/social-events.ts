/** What bots are told of reactions, votes, bulk deletions, thread members and command permissions. */
import { GatewayIntentBits as G } from 'discord-api-types/v10';
import { memberJson, threadMemberJson } from '../project/guild.ts';
import type { Change } from '../state/changes.ts';
import type { State } from '../state/state.ts';
import type { EventName } from './event-names.ts';
import type { GatewayEvent } from './events.ts';

export function socialEvents(state: State, change: Change): readonly GatewayEvent[] {
  switch (change.kind) {
    case 'reaction-added':
    case 'reaction-removed': {
      const { message, userId, emoji } = change;
      const added = change.kind === 'reaction-added';
      const member = added ? memberIn(state, message.channelId, userId) : undefined;
      const d = {
        user_id: userId,
        message_id: message.id,
        emoji,
        burst: false,
        type: 0,
        ...(added && { message_author_id: message.authorId }),
        ...(member && { member: memberJson(state, member) }),
      };
      return inChannel(
        state,
        `MESSAGE_REACTION_${added ? 'ADD' : 'REMOVE'}`,
        d,
        message.channelId,
        reactions,
      );
    }
    case 'reactions-cleared': {
      const { message, emoji } = change;
      const t = `MESSAGE_REACTION_REMOVE_${emoji ? 'EMOJI' : 'ALL'}` as const;
      return inChannel(
        state,
        t,
        { message_id: message.id, ...(emoji && { emoji }) },
        message.channelId,
        reactions,
      );
    }
    case 'vote-added':
    case 'vote-removed': {
      const { message, userId, answerId } = change;
      const t = `MESSAGE_POLL_VOTE_${change.kind === 'vote-added' ? 'ADD' : 'REMOVE'}` as const;
      const d = { user_id: userId, message_id: message.id, answer_id: answerId };
      return inChannel(state, t, d, message.channelId, votes);
    }
    case 'messages-deleted':
      return inChannel(state, 'MESSAGE_DELETE_BULK', { ids: change.ids }, change.channel.id, messages);
    case 'thread-members-changed': {
      const { id, guildId, thread } = change.channel;
      if (guildId === undefined || !thread || !state.world.guilds.get(guildId)?.botPresent) return [];
      const d = {
        id,
        guild_id: guildId,
        member_count: thread.members?.length ?? 0,
        added_members: (thread.members ?? [])
          .filter(m => change.added.includes(m.userId))
          .map(m => threadMemberJson(id, m)),
        removed_member_ids: change.removed,
      };
      // Without the members intent a bot hears only of its own coming and going.
      const ofItself = [...change.added, ...change.removed].includes(state.world.application.id);
      return [{ t: 'THREAD_MEMBERS_UPDATE', d, intent: ofItself ? G.Guilds : G.GuildMembers, guildId }];
    }
    case 'command-permissions-changed': {
      const { guildId, commandId } = change;
      if (!state.world.guilds.get(guildId)?.botPresent) return [];
      const permissions = state.world.commandPermissions.get(`${guildId} ${commandId}`) ?? [];
      const application_id = state.world.application.id;
      const d = { id: commandId, application_id, guild_id: guildId, permissions };
      return [{ t: 'APPLICATION_COMMAND_PERMISSIONS_UPDATE', d, intent: 0, guildId }];
    }
    default:
      return [];
  }
}

/** The intent for an event of a guild, and the one for a direct conversation. */
type Intents = readonly [number, number];
const reactions: Intents = [G.GuildMessageReactions, G.DirectMessageReactions];
const votes: Intents = [G.GuildMessagePolls, G.DirectMessagePolls];
const messages: Intents = [G.GuildMessages, G.DirectMessages];

function inChannel(
  state: State,
  t: EventName,
  about: object,
  channelId: string,
  [inGuild, direct]: Intents,
): readonly GatewayEvent[] {
  const guildId = state.world.channels.get(channelId)?.guildId;
  const d = { ...about, channel_id: channelId, ...(guildId !== undefined && { guild_id: guildId }) };
  if (guildId === undefined) return [{ t, d, intent: direct, guildId }];
  return state.world.guilds.get(guildId)?.botPresent ? [{ t, d, intent: inGuild, guildId }] : [];
}

function memberIn(state: State, channelId: string, userId: string) {
  const guildId = state.world.channels.get(channelId)?.guildId;
  return guildId === undefined ? undefined : state.world.guilds.get(guildId)?.members.get(userId);
}
