/** Routes of reactions. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { userJson } from '../project/user.ts';
import {
  addReaction,
  clearReactions,
  type Emoji,
  reactionWith,
  readEmoji,
  removeReaction,
} from '../state/reactions.ts';
import { compareIds } from '../state/snowflake.ts';
import { check } from '../validate/check.ts';
import { snowflake } from '../validate/parts.ts';
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
  param,
  type Route,
  route,
} from './route.ts';

const all = '/channels/:channel/messages/:message/reactions';
const one = `${all}/:emoji`;

export const reactionRoutes: readonly Route[] = [
  route('PUT', `${one}/@me`, react),
  route('DELETE', `${one}/@me`, call => takeBack(call, botOf(call.state))),
  route('DELETE', `${one}/:user`, call => {
    demand(call, channelOf(call), P.ManageMessages);
    return takeBack(call, param(call, 'user'));
  }),
  route('GET', one, listUsers),
  route('DELETE', one, call => clear(call, emojiOf(call))),
  route('DELETE', all, call => clear(call)),
];

/** Throws 10014. */
function emojiOf(call: Call): Emoji {
  const emoji = readEmoji(param(call, 'emoji'));
  if (!emoji) throw refuse(10014);
  return emoji;
}

function react(call: Call) {
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  const emoji = emojiOf(call);
  demandOpen(channel);
  demand(call, channel, P.ReadMessageHistory);
  // Joining in what is there already needs no permission.
  if (!reactionWith(message, emoji)) {
    demand(call, channel, P.AddReactions);
    if ((message.reactions?.length ?? 0) >= 20) throw refuse(30010);
  }
  addReaction(call.state, message, botOf(call.state), emoji);
  return nothing;
}

function takeBack(call: Call, userId: string) {
  removeReaction(call.state, messageOf(call, channelOf(call)), userId, emojiOf(call));
  return nothing;
}

function clear(call: Call, emoji?: Emoji) {
  const channel = channelOf(call);
  demand(call, channel, P.ManageMessages);
  clearReactions(call.state, messageOf(call, channel), emoji);
  return nothing;
}

const query = z.strictObject({
  type: z.coerce.number().int().min(0).max(1).default(0),
  after: snowflake.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

function listUsers(call: Call) {
  const { after = '0', limit, type } = check(query, Object.fromEntries(call.query));
  const channel = channelOf(call);
  demand(call, channel, P.ReadMessageHistory);
  const users = type === 0 ? (reactionWith(messageOf(call, channel), emojiOf(call))?.users ?? []) : [];
  const page = [...users].sort(compareIds).filter(id => compareIds(id, after) > 0);
  return ok(page.slice(0, limit).map(id => userJson(call.state, id)));
}
