/** Reactions under a message: who pressed which emoji. */
import { replaceMessage } from './messages.ts';
import { type State, tell } from './state.ts';
import type { Reaction, StoredMessage } from './world.ts';

export type Emoji = Reaction['emoji'];

function sameEmoji(a: Emoji, b: Emoji): boolean {
  return a.id === b.id && (a.id !== null || a.name === b.name);
}

export function reactionWith(message: StoredMessage, emoji: Emoji): Reaction | undefined {
  return message.reactions?.find(r => sameEmoji(r.emoji, emoji));
}

/** Nothing happens when the user reacted with it already. */
export function addReaction(state: State, message: StoredMessage, userId: string, emoji: Emoji): void {
  const before = reactionWith(message, emoji);
  if (before?.users.includes(userId)) return;
  const all = message.reactions ?? [];
  const reactions = before
    ? all.map(r => (r === before ? { ...r, users: [...r.users, userId] } : r))
    : [...all, { emoji, users: [userId] }];
  const changed = replaceMessage(state, message, { reactions });
  tell(state, { kind: 'reaction-added', message: changed, userId, emoji: before?.emoji ?? emoji });
}

/** Nothing happens when the user didn't react with it. */
export function removeReaction(state: State, message: StoredMessage, userId: string, emoji: Emoji): void {
  const before = reactionWith(message, emoji);
  if (!before?.users.includes(userId)) return;
  const reactions = (message.reactions ?? [])
    .map(r => (r === before ? { ...r, users: r.users.filter(id => id !== userId) } : r))
    .filter(r => r.users.length > 0);
  const changed = replaceMessage(state, message, { reactions });
  tell(state, { kind: 'reaction-removed', message: changed, userId, emoji: before.emoji });
}

/** All reactions, or those with one emoji. */
export function clearReactions(state: State, message: StoredMessage, emoji?: Emoji): void {
  const reactions = emoji ? (message.reactions ?? []).filter(r => !sameEmoji(r.emoji, emoji)) : [];
  const changed = replaceMessage(state, message, { reactions });
  tell(state, { kind: 'reactions-cleared', message: changed, ...(emoji && { emoji }) });
}

/** One emoji with what may follow it: skin tones, joiners, the second half of a flag. */
const unicodeEmoji =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\d#*]\ufe0f?\u20e3)(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u200d|\ufe0f|\u20e3)*$/u;

/** An emoji as a path has it: `name:id`, or the character itself. Undefined for anything else. */
export function readEmoji(text: string): Emoji | undefined {
  const custom = /^(?:a:)?(\w{2,32}):(\d{17,20})$/.exec(text);
  if (custom?.[1] && custom[2]) return { id: custom[2], name: custom[1] };
  return unicodeEmoji.test(text) ? { id: null, name: text } : undefined;
}
