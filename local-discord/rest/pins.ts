/** Routes of pinned messages: those of 2025 and the older ones, which work alike. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { messageJson } from '../project/message.ts';
import { addMessage, messagesOf, setPinned } from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import type { Channel, StoredMessage } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { refuse } from './errors.ts';
import { botOf, type Call, channelOf, demand, messageOf, nothing, ok, type Route, route } from './route.ts';

export const pinRoutes: readonly Route[] = [
  route('GET', '/channels/:channel/messages/pins', listPins),
  route('PUT', '/channels/:channel/messages/pins/:message', call => pin(call, true)),
  route('DELETE', '/channels/:channel/messages/pins/:message', call => pin(call, false)),
  route('GET', '/channels/:channel/pins', call =>
    ok(pinned(call, channelOf(call)).map(m => messageJson(call.state, m))),
  ),
  route('PUT', '/channels/:channel/pins/:message', call => pin(call, true)),
  route('DELETE', '/channels/:channel/pins/:message', call => pin(call, false)),
];

const query = z.strictObject({
  before: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(50),
});

function listPins(call: Call) {
  const channel = channelOf(call);
  const { before, limit } = check(query, Object.fromEntries(call.query));
  const all = pinned(call, channel).filter(
    m => before === undefined || Date.parse(m.pinnedAt ?? '') < Date.parse(before),
  );
  const items = all.slice(0, limit).map(m => ({
    pinned_at: m.pinnedAt,
    message: messageJson(call.state, m),
  }));
  return ok({ items, has_more: all.length > limit });
}

/** Newest first. */
function pinned(call: Call, channel: Channel): readonly StoredMessage[] {
  if (!may(call.state.world, channel, botOf(call.state), P.ReadMessageHistory)) return [];
  return messagesOf(call.state, channel.id)
    .filter(m => m.pinnedAt !== null)
    .sort((a, b) => String(b.pinnedAt).localeCompare(String(a.pinnedAt)));
}

function pin(call: Call, on: boolean) {
  const { state } = call;
  const channel = channelOf(call);
  const message = messageOf(call, channel);
  // A permission of its own since February 2026; MANAGE_MESSAGES is not enough any more.
  demand(call, channel, P.PinMessages);
  const isPinned = message.pinnedAt !== null;
  if (on && !isPinned && pinned(call, channel).length >= 250) throw refuse(30003);
  setPinned(state, channel, message, on);
  if (on && !isPinned) {
    const reference = { messageId: message.id, channelId: channel.id };
    addMessage(state, { channelId: channel.id, authorId: botOf(state), type: 6, reference });
  }
  return nothing;
}
