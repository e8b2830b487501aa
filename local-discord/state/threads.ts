/** Who is in a thread, and how many threads a guild can have open. */
import { changeChannel } from './guilds.ts';
import { type State, tell, timestamp } from './state.ts';
import type { Channel, Thread } from './world.ts';

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
