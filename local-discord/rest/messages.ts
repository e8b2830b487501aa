/** Routes of messages, pins and typing. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { messageJson } from '../project/message.ts';
import {
  addMessage,
  changeMessage,
  findMessage,
  listMessages,
  messagesOf,
  removeMessage,
  setPinned,
} from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import { type State, tell, timestamp } from '../state/state.ts';
import type { Channel } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { editedMessage, newMessage } from '../validate/message.ts';
import { fault } from '../validate/parts.ts';
import { compose, onNew } from './compose.ts';
import { refuse } from './errors.ts';
import { botOf, type Call, channelOf, demand, messageOf, nothing, ok, type Route, route } from './route.ts';

const one = '/channels/:channel/messages/:message';

export const messageRoutes: readonly Route[] = [
  route('GET', '/channels/:channel/messages', listHistory),
  route('GET', one, call => {
    const channel = channelOf(call);
    demand(call, channel, P.ReadMessageHistory);
    return ok(messageJson(call.state, messageOf(call, channel)));
  }),
  route('POST', '/channels/:channel/messages', send),
  route('PATCH', one, edit),
  route('DELETE', one, call => {
    const channel = channelOf(call);
    const message = messageOf(call, channel);
    if (message.authorId !== botOf(call.state)) demand(call, channel, P.ManageMessages);
    removeMessage(call.state, message);
    return nothing;
  }),
  route('POST', '/channels/:channel/typing', call => {
    const channel = channelOf(call);
    demandSending(call, channel);
    tell(call.state, { kind: 'typing', channel, userId: botOf(call.state) });
    return nothing;
  }),
  route('GET', '/channels/:channel/messages/pins', call => {
    const channel = channelOf(call);
    const items = pinned(call, channel).map(m => ({
      pinned_at: m.pinnedAt,
      message: messageJson(call.state, m),
    }));
    return ok({ items, has_more: false });
  }),
  route('PUT', '/channels/:channel/messages/pins/:message', call => pin(call, true)),
  route('DELETE', '/channels/:channel/messages/pins/:message', call => pin(call, false)),
  route('GET', '/channels/:channel/pins', call =>
    ok(pinned(call, channelOf(call)).map(m => messageJson(call.state, m))),
  ),
  route('PUT', '/channels/:channel/pins/:message', call => pin(call, true)),
  route('DELETE', '/channels/:channel/pins/:message', call => pin(call, false)),
];

const digits = z
  .string()
  .regex(/^\d{1,20}$/, fault('NUMBER_TYPE_COERCE', 'Value is not snowflake.'))
  .optional();
const historyQuery = z.strictObject({
  before: digits,
  after: digits,
  around: digits,
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

function listHistory(call: Call) {
  const channel = channelOf(call);
  const page = check(historyQuery, Object.fromEntries(call.query));
  // Discord answers "no messages" here instead of refusing: a bot has to look at its permission itself.
  if (!may(call.state.world, channel, botOf(call.state), P.ReadMessageHistory)) return ok([]);
  return ok(listMessages(call.state, channel.id, page).map(m => messageJson(call.state, m)));
}

/** How long a nonce is remembered (elapsed milliseconds): Discord says "the past few minutes". */
const nonceWindow = 5 * 60_000;

function send(call: Call) {
  const { state } = call;
  const channel = channelOf(call);
  const body = check(newMessage, call.body ?? {});
  demandSending(call, channel);
  if (call.files.length > 0) demand(call, channel, P.AttachFiles);
  if (body.embeds?.length) demand(call, channel, P.EmbedLinks);

  const key =
    body.enforce_nonce && body.nonce != null && body.nonce !== ''
      ? `${botOf(state)} ${body.nonce}`
      : undefined;
  forgetNonces(state);
  const said = key === undefined ? undefined : state.nonces.get(key);
  if (said) {
    const message = findMessage(state, said.channelId, said.messageId);
    if (!message) throw refuse(10008);
    return ok(messageJson(state, message));
  }

  const replied = body.message_reference && findMessage(state, channel.id, body.message_reference.message_id);
  if (body.message_reference && !replied && body.message_reference.fail_if_not_exists !== false)
    throw refuse(10008);
  if (replied) demand(call, channel, P.ReadMessageHistory);
  const authorId = botOf(state);
  const composed = compose(state, {
    channel,
    authorId,
    body,
    files: call.files,
    flags: onNew,
    repliedTo: replied?.authorId,
  });
  const message = addMessage(state, {
    ...composed,
    channelId: channel.id,
    authorId,
    tts: body.tts ?? false,
    ...(body.nonce != null && { nonce: body.nonce }),
    ...(replied && { type: 19, reference: { messageId: replied.id, channelId: channel.id } }),
  });
  if (key !== undefined)
    state.nonces.set(key, { messageId: message.id, channelId: channel.id, at: state.elapsed() });
  return ok(messageJson(state, message));
}

function forgetNonces(state: State): void {
  for (const [key, { at }] of state.nonces) {
    if (state.elapsed() - at < nonceWindow) break;
    state.nonces.delete(key);
  }
}

function edit(call: Call) {
  const { state } = call;
  const channel = channelOf(call);
  const before = messageOf(call, channel);
  const body = check(editedMessage, call.body ?? {});
  if (before.authorId !== botOf(state)) throw refuse(50005);
  const composed = compose(state, {
    channel,
    authorId: before.authorId,
    body,
    files: call.files,
    before,
    flags: onNew,
  });
  return ok(
    messageJson(state, changeMessage(state, before, { ...composed, editedTimestamp: timestamp(state) })),
  );
}

function demandSending(call: Call, channel: Channel): void {
  if (channel.type === 4 || channel.type === 15) throw refuse(50008);
  demand(call, channel, channel.thread ? P.SendMessagesInThreads : P.SendMessages);
  if (channel.thread?.locked) throw refuse(50083);
}

function pinned(call: Call, channel: Channel) {
  if (!may(call.state.world, channel, botOf(call.state), P.ReadMessageHistory)) return [];
  return messagesOf(call.state, channel.id)
    .filter(m => m.pinnedAt !== null)
    .sort((a, b) => String(b.pinnedAt).localeCompare(String(a.pinnedAt)));
}

function pin(call: Call, on: boolean) {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  demand(call, channel, P.PinMessages);
  if (on && pinned(call, channel).length >= 250) throw refuse(30003);
  setPinned(call.state, channel, message, on);
  return nothing;
}
