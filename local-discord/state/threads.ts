/** Who and what is in a thread, and which threads of a guild are open. */
import { changeChannel } from './guilds.ts';
import { type State, tell, timestamp } from './state.ts';
import type { Channel, StoredMessage, Thread } from './world.ts';

/** Whether a message is what its thread grew from: what a forum's post begins with, or the sign of it elsewhere. */
export function isOpener({ id, channelId, type }: StoredMessage): boolean {
  return id === channelId || type === 21;
}

/** Remembers that some of its messages are there no more; nothing happens outside of threads. */
export function countDeleted({ world }: State, channelId: string, gone: readonly StoredMessage[]): void {
  const channel = world.channels.get(channelId);
  if (!channel?.thread) return;
  const counted = gone.filter(m => m.onlyFor === undefined && !isOpener(m)).length;
  const deleted = (channel.thread.deleted ?? 0) + counted;
  world.channels.set(channelId, { ...channel, thread: { ...channel.thread, deleted } });
}

export function isInThread(thread: Thread, userId: string): boolean {
  return thread.members?.some(m => m.userId === userId) ?? false;
}

/** Nothing happens when they are in it already. */
export function joinThread(state: State, channel: Channel, thread: Thread, userId: string): Channel {
  if (isInThread(thread, userId)) return channel;
  const members = [...(thread.members ?? []), { userId, joinedAt: timestamp(state) }];
  return keep(state, channel, { ...thread, members }, [userId], []);
}

export function leaveThread(state: State, channel: Channel, thread: Thread, userId: string): Channel {
  if (!isInThread(thread, userId)) return channel;
  const members = (thread.members ?? []).filter(m => m.userId !== userId);
  return keep(state, channel, { ...thread, members }, [], [userId]);
}

function keep(
  state: State,
  channel: Channel,
  thread: Thread,
  added: readonly string[],
  removed: readonly string[],
): Channel {
  const changed = { ...channel, thread };
  state.world.channels.set(channel.id, changed);
  tell(state, { kind: 'thread-members-changed', channel: changed, added, removed });
  return changed;
}

/** Writing into an archived thread opens it again, and whoever writes is in it from then on. */
export function enterThread(state: State, channel: Channel, userId: string): Channel {
  const { thread } = channel;
  if (!thread) return channel;
  const open = thread.archived
    ? changeChannel(state, channel, { thread: { ...thread, archived: false, archivedAt: timestamp(state) } })
    : channel;
  return joinThread(state, open, open.thread ?? thread, userId);
}

export function activeThreads(state: State, guildId: string | undefined): readonly Channel[] {
  return [...state.world.channels.values()].filter(
    c => c.guildId === guildId && c.thread?.archived === false,
  );
}
