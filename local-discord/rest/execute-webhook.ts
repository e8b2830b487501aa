/** What is written through a channel's webhook, under any name. */
import { messageJson } from '../project/message.ts';
import { addMessage, changeMessage, findMessage } from '../state/messages.ts';
import { timestamp } from '../state/state.ts';
import type { Channel, StoredMessage } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { webhookMessage } from '../validate/message.ts';
import { text } from '../validate/parts.ts';
import type { Found } from './channel-webhooks.ts';
import { compose, onNew } from './compose.ts';
import { refuse } from './errors.ts';
import { type Call, demandOpen, nothing, ok, param } from './route.ts';

const executed = webhookMessage.extend({
  username: text(1, 80).nullish(),
  avatar_url: text(0, 2048).nullish(),
});

/** Answers the message only to whoever waits for it. Throws what a message can be refused for, and 50008 for a forum's own channel. */
export function execute(call: Call, found: Found) {
  const { state } = call;
  const body = check(executed, call.body ?? {});
  const channel = roomOf(call, found);
  if (channel.type === 15) throw refuse(50008);
  const composed = compose(state, { ...writing(call, found, channel), body });
  const message = addMessage(state, {
    ...composed,
    channelId: channel.id,
    authorId: found.hook.id,
    tts: body.tts ?? false,
    webhook: { id: found.hook.id, name: body.username ?? found.hook.name },
  });
  return call.query.get('wait') === 'true' ? ok(messageJson(state, message)) : nothing;
}

export function editExecuted(call: Call, found: Found) {
  const { state } = call;
  const before = executedMessage(call, found);
  // discord.js sends a name along, which Discord ignores: it stays what it was.
  const body = check(executed, call.body ?? {});
  const channel = roomOf(call, found);
  demandOpen(channel);
  const composed = compose(state, { ...writing(call, found, channel), body, before });
  const change = { ...composed, editedTimestamp: timestamp(state) };
  return ok(messageJson(state, changeMessage(state, before, change)));
}

/** Throws 10008 for a message that this webhook didn't write. */
export function executedMessage(call: Call, found: Found): StoredMessage {
  const message = findMessage(call.state, roomOf(call, found).id, param(call, 'message'));
  if (message?.webhook?.id !== found.hook.id) throw refuse(10008);
  return message;
}

/** The webhook's channel, or the thread of it that `thread_id` names. */
function roomOf({ state, query }: Call, { channel }: Found): Channel {
  const id = query.get('thread_id');
  if (id === null) return channel;
  const thread = state.world.channels.get(id);
  if (!thread?.thread || thread.parentId !== channel.id) throw refuse(10003);
  return thread;
}

function writing({ state, files }: Call, { hook }: Found, channel: Channel) {
  // A webhook may ping whom it likes, as the owner may.
  const authorId = state.world.guilds.get(channel.guildId ?? '')?.ownerId ?? hook.id;
  return { channel, authorId, files, flags: onNew };
}
