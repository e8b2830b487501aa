/** The part of the control address where a member reacts to a message or votes in its poll. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { demandPerson } from '../actor/person.ts';
import { messageJson } from '../project/message.ts';
import { findMessage } from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import { isOver, vote } from '../state/polls.ts';
import { addReaction, reactionWith, readEmoji, removeReaction } from '../state/reactions.ts';
import type { StoredMessage } from '../state/world.ts';
import { ControlError } from './errors.ts';
import { type ControlCall, type ControlRoute, channelIn, read } from './route.ts';

export const opinionRoutes: readonly ControlRoute[] = [
  { method: 'POST', path: '/channels/:channel/messages/:message/reactions', run: react },
  { method: 'POST', path: '/channels/:channel/messages/:message/votes', run: voteAs },
];

function react(call: ControlCall) {
  const { state } = call;
  const body = read(
    call,
    z.strictObject({ as: z.string(), emoji: z.string(), remove: z.boolean().default(false) }),
  );
  const message = messageSeenBy(call, body.as);
  const emoji = readEmoji(body.emoji);
  if (!emoji) throw new ControlError('That is not an emoji.');
  if (body.remove) removeReaction(state, message, body.as, emoji);
  else {
    const mayStart = may(state.world, channelIn(call), body.as, P.AddReactions);
    // Source: error 30010 of Discord's documentation.
    if (!reactionWith(message, emoji) && (message.reactions?.length ?? 0) >= 20)
      throw new ControlError('That message has twenty kinds of reactions already.');
    if (!reactionWith(message, emoji) && !mayStart)
      throw new ControlError('This member cannot add a reaction there.', 403);
    addReaction(state, message, body.as, emoji);
  }
  return messageJson(state, messageSeenBy(call, body.as), body.as);
}

/** No answers at all take the vote back. */
function voteAs(call: ControlCall) {
  const { state } = call;
  const body = read(call, z.strictObject({ as: z.string(), answers: z.array(z.int()) }));
  const message = messageSeenBy(call, body.as);
  const { poll } = message;
  if (!poll) throw new ControlError('That message holds no poll.');
  if (isOver(state, poll)) throw new ControlError('That poll is over.');
  const answers = [...new Set(body.answers)];
  if (answers.length > 1 && !poll.multiple) throw new ControlError('One answer only.');
  if (!answers.every(id => poll.answers.some(a => a.answer_id === id)))
    throw new ControlError('There is no such answer.');
  return messageJson(state, vote(state, message, poll, body.as, answers), body.as);
}

function messageSeenBy(call: ControlCall, as: string): StoredMessage {
  const channel = channelIn(call);
  const { world } = call.state;
  demandPerson(call.state, as);
  if (!may(world, channel, as, P.ViewChannel | P.ReadMessageHistory))
    throw new ControlError('This member cannot see that channel.', 403);
  const message = findMessage(call.state, channel.id, call.params.message ?? '');
  // Source: "Threads" of Discord's documentation: nothing but deletions happens in an archived thread.
  if (channel.thread?.archived) throw new ControlError('That thread is archived.', 403);
  // What only one member sees takes no reactions.
  if (!message || message.onlyFor !== undefined) throw new ControlError('There is no such message.', 404);
  return message;
}
