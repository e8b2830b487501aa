/** Routes of threads: one is begun from a message, or on its own, and can be renamed, archived and locked. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { channelJson } from '../project/guild.ts';
import { addChannel, changeChannel } from '../state/guilds.ts';
import { addMessage, changeMessage, hasThread } from '../state/messages.ts';
import { timestamp } from '../state/state.ts';
import type { Channel } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { fault, text, wholeNumber } from '../validate/parts.ts';
import { refuse } from './errors.ts';
import {
  botOf,
  type Call,
  channelOf,
  created,
  demand,
  messageOf,
  nothing,
  ok,
  type Route,
  route,
} from './route.ts';

const archiveAfter = z
  .int()
  .refine(
    n => [60, 1440, 4320, 10080].includes(n),
    fault('BASE_TYPE_CHOICES', 'Value must be one of {60, 1440, 4320, 10080}.'),
  )
  .nullish();
const fromMessage = z.strictObject({
  name: text(1, 100),
  auto_archive_duration: archiveAfter,
  rate_limit_per_user: wholeNumber(0, 21_600).nullish(),
  // Sent along by discord.js; a thread from a message is always public.
  type: z.int().optional(),
  invitable: z.boolean().optional(),
});
const alone = z.strictObject({
  ...fromMessage.shape,
  type: z.union([z.literal(11), z.literal(12)]).default(12),
});
const change = z.strictObject({
  name: text(1, 100).optional(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: archiveAfter,
});

export const threadRoutes: readonly Route[] = [
  route('POST', '/channels/:channel/messages/:message/threads', startFromMessage),
  route('POST', '/channels/:channel/threads', startAlone),
  route('PATCH', '/channels/:channel', changeThread),
  // Bots are in every public thread that they can see as soon as they speak there; joining changes nothing to see.
  route('PUT', '/channels/:channel/thread-members/@me', call => {
    if (!channelOf(call).thread) throw refuse(50024);
    return nothing;
  }),
];

function startFromMessage(call: Call) {
  const { state } = call;
  const parent = channelOf(call);
  const message = messageOf(call, parent);
  const body = check(fromMessage, call.body);
  if (parent.type !== 0 && parent.type !== 5) throw refuse(50024);
  demand(call, parent, P.CreatePublicThreads);
  if (message.threadId !== undefined) throw refuse(160004);
  // A thread has the id of the message from which it grows.
  const thread = addThread(call, parent, body.name, 11, body.auto_archive_duration, message.id);
  const reference = { messageId: message.id, channelId: parent.id };
  addMessage(state, { channelId: thread.id, authorId: message.authorId, type: 21, reference });
  changeMessage(state, message, { threadId: thread.id, flags: message.flags | hasThread });
  return created(channelJson(state, thread));
}

function startAlone(call: Call) {
  const parent = channelOf(call);
  const body = check(alone, call.body);
  if (parent.type !== 0) throw refuse(50024);
  demand(call, parent, body.type === 11 ? P.CreatePublicThreads : P.CreatePrivateThreads);
  const thread = addThread(call, parent, body.name, body.type, body.auto_archive_duration);
  return created(channelJson(call.state, thread));
}

function changeThread(call: Call) {
  const channel = channelOf(call);
  const body = check(change, call.body);
  if (!channel.thread) throw refuse(50024);
  if (channel.thread.ownerId !== botOf(call.state) || body.locked !== undefined)
    demand(call, channel, P.ManageThreads);
  const thread = {
    ...channel.thread,
    archived: body.archived ?? channel.thread.archived,
    locked: body.locked ?? channel.thread.locked,
    autoArchiveMinutes: body.auto_archive_duration ?? channel.thread.autoArchiveMinutes,
  };
  return ok(
    channelJson(call.state, changeChannel(call.state, channel, { name: body.name ?? channel.name, thread })),
  );
}

function addThread(
  { state }: Call,
  parent: Channel,
  name: string,
  type: number,
  minutes: number | null | undefined,
  id?: string,
): Channel {
  const { guildId } = parent;
  const thread = {
    ownerId: botOf(state),
    archived: false,
    locked: false,
    autoArchiveMinutes: minutes ?? 4320,
    createdAt: timestamp(state),
  };
  const given = { name, type, parentId: parent.id, thread, ...(guildId !== undefined && { guildId }) };
  return addChannel(state, { ...given, ...(id !== undefined && { id }) });
}
