/** Messages as Discord's JSON. */
import type { APIMessage } from 'discord-api-types/v10';
import { findMessage } from '../state/messages.ts';
import type { State } from '../state/state.ts';
import type { StoredMessage } from '../state/world.ts';
import { componentsJson } from './components.ts';
import { channelJson } from './guild.ts';
import { pollJson, reactionJson } from './opinions.ts';
import { userJson, webhookUserJson } from './user.ts';

/**
 * A message with everything that everybody may see of it; `referenced_message` only one level deep. `as`: whose
 * reactions and votes are marked as their own; the bot's unless said.
 */
export function messageJson(
  state: State,
  message: StoredMessage,
  as = state.world.application.id,
  deep = true,
): APIMessage {
  const { interaction, reference, threadId } = message;
  const thread = threadId === undefined ? undefined : state.world.channels.get(threadId);
  const original = reference && findMessage(state, reference.channelId, reference.messageId);
  const guildId = state.world.channels.get(message.channelId)?.guildId;
  const whole = {
    id: message.id,
    channel_id: message.channelId,
    author: message.webhook ? webhookUserJson(message.webhook) : userJson(state, message.authorId),
    type: message.type,
    content: message.content,
    flags: message.flags,
    embeds: message.embeds,
    components: componentsJson(message),
    attachments: message.attachments,
    mentions: message.mentions.map(id => userJson(state, id)),
    mention_roles: message.mentionRoles,
    mention_everyone: message.mentionEveryone,
    timestamp: message.timestamp,
    edited_timestamp: message.editedTimestamp,
    pinned: message.pinnedAt !== null,
    tts: message.tts,
    ...(message.nonce !== undefined && { nonce: message.nonce }),
    ...(message.webhook && {
      application_id: state.world.application.id,
      webhook_id: message.webhook.id,
    }),
    ...(message.throughWebhook && {
      application_id: state.world.application.id,
      webhook_id: state.world.application.id,
    }),
    // A message within another one comes without them.
    ...(deep && message.reactions?.length && { reactions: message.reactions.map(r => reactionJson(r, as)) }),
    ...(message.poll && { poll: pollJson(state, message.poll, as) }),
    ...(interaction && { interaction_metadata: interaction }),
    ...(reference && {
      message_reference: {
        type: reference.type ?? 0,
        channel_id: reference.channelId,
        message_id: reference.messageId,
        ...(guildId !== undefined && { guild_id: guildId }),
      },
    }),
    ...(reference &&
      deep && { referenced_message: original ? messageJson(state, original, as, false) : null }),
    ...(thread && { thread: channelJson(state, thread) }),
  };
  return whole as unknown as APIMessage;
}
