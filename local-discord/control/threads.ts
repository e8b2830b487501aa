/** The part of the control address where a member begins a thread, or a post in a forum. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { demandPerson } from '../actor/person.ts';
import { channelJson } from '../project/guild.ts';
import { addChannel } from '../state/guilds.ts';
import { findMentions } from '../state/mentions.ts';
import { addMessage } from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import { newId, timestamp } from '../state/state.ts';
import { activeThreads } from '../state/threads.ts';
import { ControlError } from './errors.ts';
import { type ControlCall, type ControlRoute, channelIn, name, read } from './route.ts';

export const threadRoutes: readonly ControlRoute[] = [
  { method: 'POST', path: '/channels/:channel/threads', run: begin },
];

const shape = z.strictObject({
  as: z.string(),
  name,
  content: z.string().trim().min(1).max(2000),
  /** Ids of the forum's tags. */
  tags: z.array(z.string()).max(5).default([]),
});

/** A public one; what the member says first stands in it. */
function begin(call: ControlCall) {
  const { state } = call;
  const parent = channelIn(call);
  const body = read(call, shape);
  demandPerson(state, body.as);
  const isForum = parent.type === 15;
  if (!isForum && parent.type !== 0) throw new ControlError('No thread begins in that kind of channel.');
  const needed = isForum ? P.SendMessages : P.CreatePublicThreads | P.SendMessagesInThreads;
  if (!may(state.world, parent, body.as, P.ViewChannel | needed))
    throw new ControlError('This member cannot begin a thread there.', 403);
  demandTags(call, body);
  if (activeThreads(state, parent.guildId).length >= state.maxActiveThreads)
    throw new ControlError('Too many threads are open.');
  const id = newId(state);
  const at = timestamp(state);
  const thread = addChannel(state, {
    id,
    name: body.name,
    type: 11,
    parentId: parent.id,
    slowmode: parent.forum?.threadSlowmode ?? 0,
    ...(parent.guildId !== undefined && { guildId: parent.guildId }),
    thread: {
      members: [{ userId: body.as, joinedAt: at }],
      ownerId: body.as,
      archived: false,
      locked: false,
      autoArchiveMinutes: 4320,
      createdAt: at,
      ...(isForum && { appliedTags: body.tags }),
    },
  });
  addMessage(state, {
    // A post's first message has the id of its thread.
    ...(isForum && { id }),
    channelId: id,
    authorId: body.as,
    content: body.content,
    ...findMentions(state, thread, body.as, body.content, undefined),
  });
  return channelJson(state, state.world.channels.get(id) ?? thread);
}

function demandTags(call: ControlCall, { as, tags }: z.infer<typeof shape>): void {
  const parent = channelIn(call);
  const known = parent.forum?.tags ?? [];
  if (!tags.every(id => known.some(t => t.id === id))) throw new ControlError('There is no such tag.');
  if (tags.length === 0 && ((parent.flags ?? 0) & (1 << 4)) !== 0)
    throw new ControlError('A post there needs a tag.');
  const guarded = known.some(t => t.moderated && tags.includes(t.id));
  if (guarded && !may(call.state.world, parent, as, P.ManageThreads))
    throw new ControlError('That tag is for moderators.', 403);
}
