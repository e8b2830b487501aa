/** Routes of messages and typing. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { messageJson } from '../project/message.ts';
import {
  addMessage,
  changeMessage,
  findMessage,
  listMessages,
  removeMessage,
  removeMessages,
} from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import { compareIds, nextSnowflake } from '../state/snowflake.ts';
import { type State, tell, timestamp } from '../state/state.ts';
import { enterThread } from '../state/threads.ts';
import type { Channel } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { newMessage, webhookMessage } from '../validate/message.ts';
import { fault, list, snowflake } from '../validate/parts.ts';
import { compose, onNew } from './compose.ts';
import { refuse } from './errors.ts';
import {
  botOf,
  type Call,
  channelOf,
  demand,
  demandOpen,
  messageOf,
  nothing,
  ok,
  type Route,
  route,
} from './route.ts';

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
  route('POST', '/channels/:channel/messages/bulk-delete', bulkDelete),
  route('POST', '/channels/:channel/typing', call => {
    const channel = channelOf(call);
    demandSending(call, channel);
    tell(call.state, { kind: 'typing', channel, userId: botOf(call.state) });
    return nothing;
  }),
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
  enterThread(state, channel, authorId);
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
  const body = check(webhookMessage, call.body ?? {});
  if (before.authorId !== botOf(state)) throw refuse(50005);
  demandOpen(channel);
  if (before.poll) throw refuse(520003);
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
  if (channel.recipientId !== undefined) demandReach(call.state, channel.recipientId);
  demand(call, channel, channel.thread ? P.SendMessagesInThreads : P.SendMessages);
  if (channel.thread?.locked && !may(call.state.world, channel, botOf(call.state), P.ManageThreads))
    throw refuse(160005);
}

/** Throws 50278 for somebody who shares no guild with the bot, 50007 for somebody who takes no direct messages. */
function demandReach({ world }: State, userId: string): void {
  const shares = [...world.guilds.values()].some(g => g.botPresent && g.members.has(userId));
  if (!shares) throw refuse(50278);
  if (world.users.get(userId)?.refusesDirect) throw refuse(50007);
}

const bulk = z.strictObject({ messages: list(snowflake, 2, 100) });
/** Source: "Bulk Delete Messages" of Discord's documentation. */
const twoWeeks = 14 * 24 * 60 * 60_000;

function bulkDelete(call: Call) {
  const { state } = call;
  const channel = channelOf(call);
  const ids = check(bulk, call.body).messages;
  if (channel.guildId === undefined) throw refuse(50024);
  demand(call, channel, P.ManageMessages);
  const oldest = nextSnowflake('0', state.now() - twoWeeks);
  if (ids.some(id => compareIds(id, oldest) < 0)) throw refuse(50034);
  removeMessages(state, channel, new Set(ids));
  return nothing;
}
