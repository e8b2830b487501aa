/** Messages: written, changed, removed, pinned, found. */
import { changeChannel } from './guilds.ts';
import { compareIds } from './snowflake.ts';
import { newId, type State, tell, timestamp } from './state.ts';
import { countDeleted } from './threads.ts';
import type { Channel, StoredMessage } from './world.ts';

export type NewMessage = Pick<StoredMessage, 'channelId' | 'authorId'> & Partial<StoredMessage>;

export const ephemeral = 1 << 6;
export const loading = 1 << 7;
export const hasThread = 1 << 5;
export const componentsV2 = 1 << 15;

export function addMessage(state: State, given: NewMessage): StoredMessage {
  const message: StoredMessage = {
    id: newId(state),
    type: 0,
    content: '',
    flags: 0,
    embeds: [],
    components: [],
    attachments: [],
    mentions: [],
    mentionRoles: [],
    mentionEveryone: false,
    timestamp: timestamp(state),
    editedTimestamp: null,
    pinnedAt: null,
    tts: false,
    throughWebhook: false,
    ...given,
  };
  messagesOf(state, message.channelId).push(message);
  watchPoll(state, message);
  const channel = state.world.channels.get(message.channelId);
  // Discord sends no channel update for this: clients learn it from the message.
  if (channel && !message.onlyFor)
    state.world.channels.set(channel.id, { ...channel, lastMessageId: message.id });
  tell(state, { kind: 'message-created', message });
  return message;
}

export function changeMessage(
  state: State,
  message: StoredMessage,
  change: Partial<StoredMessage>,
): StoredMessage {
  const changed = replaceMessage(state, message, change);
  tell(state, { kind: 'message-updated', message: changed });
  return changed;
}

/** Changes it without saying so: for what Discord announces in another way, such as a reaction. */
export function replaceMessage(
  state: State,
  message: StoredMessage,
  change: Partial<StoredMessage>,
): StoredMessage {
  const list = messagesOf(state, message.channelId);
  const changed = { ...message, ...change };
  const at = list.findLastIndex(m => m.id === message.id);
  if (at >= 0) list[at] = changed;
  watchPoll(state, changed);
  return changed;
}

function watchPoll(state: State, { id, channelId, poll }: StoredMessage): void {
  if (!poll) return;
  if (poll.ended) state.openPolls.delete(id);
  else state.openPolls.set(id, { channelId, endsAt: poll.endsAt });
}

export function removeMessage(state: State, message: StoredMessage): void {
  const list = messagesOf(state, message.channelId);
  const at = list.findLastIndex(m => m.id === message.id);
  if (at < 0) return;
  list.splice(at, 1);
  countDeleted(state, message.channelId, [message]);
  tell(state, { kind: 'message-deleted', message });
}

/** Many at once; ids of which there is no message are passed over. */
export function removeMessages(state: State, channel: Channel, ids: ReadonlySet<string>): void {
  const list = messagesOf(state, channel.id);
  const gone = list.filter(m => ids.has(m.id));
  if (gone.length === 0) return;
  state.world.messages.set(
    channel.id,
    list.filter(m => !ids.has(m.id)),
  );
  countDeleted(state, channel.id, gone);
  tell(state, { kind: 'messages-deleted', channel, ids: gone.map(m => m.id) });
}

export function findMessage(state: State, channelId: string, id: string): StoredMessage | undefined {
  return messagesOf(state, channelId).findLast(m => m.id === id);
}

/** Also finds a message of which only the id is known, as the pressing of a button does. */
export function findMessageAnywhere(state: State, id: string): StoredMessage | undefined {
  for (const channelId of state.world.messages.keys()) {
    const message = findMessage(state, channelId, id);
    if (message) return message;
  }
  return undefined;
}

export interface Page {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly around?: string | undefined;
  readonly limit: number;
}

/** A page of what everybody in the channel sees, newest first, as Discord pages. */
export function listMessages(state: State, channelId: string, page: Page): readonly StoredMessage[] {
  const all = messagesOf(state, channelId).filter(m => m.onlyFor === undefined);
  const { before, after, around, limit } = page;
  if (around !== undefined) {
    const older = all.filter(m => compareIds(m.id, around) < 0).slice(-Math.floor(limit / 2));
    const rest = all.filter(m => compareIds(m.id, around) >= 0).slice(0, limit - older.length);
    return [...older, ...rest].reverse();
  }
  if (before !== undefined)
    return all
      .filter(m => compareIds(m.id, before) < 0)
      .slice(-limit)
      .reverse();
  // The oldest ones after the mark, not the newest ones of the channel: pages go on from the mark.
  if (after !== undefined)
    return all
      .filter(m => compareIds(m.id, after) > 0)
      .slice(0, limit)
      .reverse();
  return all.slice(-limit).reverse();
}

export function setPinned(state: State, channel: Channel, message: StoredMessage, pinned: boolean): void {
  if ((message.pinnedAt !== null) === pinned) return;
  const pinnedAt = pinned ? timestamp(state) : null;
  changeMessage(state, message, { pinnedAt });
  const changed = changeChannel(state, channel, pinned ? { lastPinAt: pinnedAt } : {});
  tell(state, { kind: 'pins-updated', channel: changed });
}

export function messagesOf(state: State, channelId: string): StoredMessage[] {
  const list = state.world.messages.get(channelId) ?? [];
  state.world.messages.set(channelId, list);
  return list;
}
