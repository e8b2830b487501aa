/** Routes of threads: begun from a message or on their own, renamed, archived, locked, listed. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { channelJson, threadMemberJson } from '../project/guild.ts';
import { changeChannel } from '../state/guilds.ts';
import { addMessage, changeMessage, hasThread } from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import { timestamp } from '../state/state.ts';
import { activeThreads, isInThread } from '../state/threads.ts';
import type { Channel, Thread } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { text, wholeNumber } from '../validate/parts.ts';
import { refuse } from './errors.ts';
import { demandTags, startPost } from './forums.ts';
import { addThread, appliedTags, archiveAfter, demandRoom, newThread } from './new-thread.ts';
import {
  botOf,
  type Call,
  channelOf,
  created,
  demand,
  guildOf,
  messageOf,
  ok,
  type Route,
  route,
} from './route.ts';

const fromMessage = z.strictObject({
  ...newThread,
  // Sent along by discord.js; a thread from a message is always public.
  type: z.int().optional(),
  invitable: z.boolean().optional(),
});
const alone = z.strictObject({
  ...fromMessage.shape,
  type: z.literal([10, 11, 12]).default(12),
});
const change = z.strictObject({
  name: text(1, 100).optional(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: archiveAfter,
  rate_limit_per_user: wholeNumber(0, 21_600).nullish(),
  invitable: z.boolean().optional(),
  applied_tags: appliedTags,
  flags: z.int().nullish(),
});

export const threadRoutes: readonly Route[] = [
  route('POST', '/channels/:channel/messages/:message/threads', startFromMessage),
  route('POST', '/channels/:channel/threads', startAlone),
  route('GET', '/guilds/:guild/threads/active', call => {
    const { id } = guildOf(call);
    const threads = activeThreads(call.state, id).filter(c => sees(call, c));
    return ok({ ...threadList(call, threads), has_more: false });
  }),
  route('GET', '/channels/:channel/threads/archived/public', call => listArchived(call, [10, 11])),
  route('GET', '/channels/:channel/threads/archived/private', call => {
    demand(call, channelOf(call), P.ManageThreads);
    return listArchived(call, [12]);
  }),
  route('GET', '/channels/:channel/users/@me/threads/archived/private', call =>
    listArchived(call, [12], thread => isInThread(thread, botOf(call.state))),
  ),
];

function startFromMessage(call: Call) {
  const { state } = call;
  const parent = channelOf(call);
  const message = messageOf(call, parent);
  const body = check(fromMessage, call.body);
  if (parent.type !== 0 && parent.type !== 5) throw refuse(50024);
  demand(call, parent, P.CreatePublicThreads);
  if (message.threadId !== undefined) throw refuse(160004);
  demandRoom(call, parent.guildId);
  // A thread has the id of the message from which it grows.
  const thread = addThread(call, parent, body, parent.type === 5 ? 10 : 11, message.id);
  const reference = { messageId: message.id, channelId: parent.id };
  addMessage(state, { channelId: thread.id, authorId: message.authorId, type: 21, reference });
  changeMessage(state, message, { threadId: thread.id, flags: message.flags | hasThread });
  return created(channelJson(state, thread));
}

function startAlone(call: Call) {
  const parent = channelOf(call);
  if (parent.type === 15) return startPost(call, parent);
  const body = check(alone, call.body);
  // Only an announcement channel has announcement threads, and no others.
  if (parent.type !== 0 && parent.type !== 5) throw refuse(50024);
  if ((parent.type === 5) !== (body.type === 10)) throw refuse(50024);
  demand(call, parent, body.type === 12 ? P.CreatePrivateThreads : P.CreatePublicThreads);
  demandRoom(call, parent.guildId);
  const thread = addThread(call, parent, body, body.type);
  return created(channelJson(call.state, thread));
}

/** Whoever is not the owner needs MANAGE_THREADS; an archived thread only takes being opened (50083). */
export function changeThread(call: Call, channel: Channel, before: Thread) {
  const { state } = call;
  const body = check(change, call.body);
  if (before.ownerId !== botOf(state) || body.locked !== undefined) demand(call, channel, P.ManageThreads);
  if (before.archived && body.archived !== false) throw refuse(50083);
  const parent = state.world.channels.get(channel.parentId ?? '');
  if (body.applied_tags && parent) demandTags(call, parent, body.applied_tags);
  const archived = body.archived ?? before.archived;
  if (before.archived && !archived) demandRoom(call, channel.guildId);
  const thread = {
    ...before,
    archived,
    locked: body.locked ?? before.locked,
    autoArchiveMinutes: body.auto_archive_duration ?? before.autoArchiveMinutes,
    ...(archived !== before.archived && { archivedAt: timestamp(state) }),
    ...(body.invitable !== undefined && { invitable: body.invitable }),
    ...(body.applied_tags && { appliedTags: body.applied_tags }),
  };
  const after = changeChannel(state, channel, {
    name: body.name ?? channel.name,
    thread,
    ...(body.rate_limit_per_user != null && { slowmode: body.rate_limit_per_user }),
    ...(body.flags != null && { flags: body.flags }),
  });
  return ok(channelJson(state, after));
}

function sees({ state }: Call, channel: Channel): boolean {
  return may(state.world, channel, botOf(state), P.ViewChannel);
}

const archivedQuery = z.strictObject({
  before: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Newest first by when they were archived. */
function listArchived(
  call: Call,
  types: readonly number[],
  wanted: (thread: Thread) => boolean = () => true,
) {
  const parent = channelOf(call);
  demand(call, parent, P.ReadMessageHistory);
  const { before, limit } = check(archivedQuery, Object.fromEntries(call.query));
  const when = (c: Channel) => Date.parse(c.thread?.archivedAt ?? c.thread?.createdAt ?? '');
  const all = [...call.state.world.channels.values()]
    .filter(c => c.parentId === parent.id && types.includes(c.type))
    .filter(c => c.thread?.archived && wanted(c.thread))
    .filter(c => before === undefined || when(c) < Date.parse(before))
    .sort((a, b) => when(b) - when(a));
  return ok({ ...threadList(call, all.slice(0, limit)), has_more: all.length > limit });
}

/** Threads, and the bot's own membership in those that it joined. */
function threadList({ state }: Call, threads: readonly Channel[]) {
  const own = threads.flatMap(({ id, thread }) => {
    const member = thread?.members?.find(m => m.userId === state.world.application.id);
    return member ? [threadMemberJson(id, member)] : [];
  });
  return { threads: threads.map(c => channelJson(state, c)), members: own };
}
