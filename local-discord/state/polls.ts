/** Polls: voted in by members, ended by their author or by the calendar. */
import { EmbedType } from 'discord-api-types/v10';
import { addMessage, changeMessage, findMessage, replaceMessage } from './messages.ts';
import { type State, tell } from './state.ts';
import type { Poll, StoredMessage } from './world.ts';

export function isOver(state: State, poll: Poll): boolean {
  return poll.ended || poll.endsAt <= state.now();
}

/** Replaces a user's votes by the given answers. */
export function vote(
  state: State,
  message: StoredMessage,
  poll: Poll,
  userId: string,
  answers: readonly number[],
): StoredMessage {
  const before = poll.votes.filter(v => v.userId === userId).map(v => v.answerId);
  const others = poll.votes.filter(v => v.userId !== userId);
  const votes = [...others, ...answers.map(answerId => ({ userId, answerId }))];
  const changed = replaceMessage(state, message, { poll: { ...poll, votes } });
  const say = (kind: 'vote-added' | 'vote-removed', answerId: number) =>
    tell(state, { kind, message: changed, userId, answerId });
  for (const answerId of before) if (!answers.includes(answerId)) say('vote-removed', answerId);
  for (const answerId of answers) if (!before.includes(answerId)) say('vote-added', answerId);
  return changed;
}

/** Counts what there is and writes the result into the channel, as Discord does. */
export function endPoll(state: State, message: StoredMessage, poll: Poll): StoredMessage {
  const endsAt = Math.min(poll.endsAt, state.now());
  const changed = changeMessage(state, message, { poll: { ...poll, ended: true, endsAt } });
  const { channelId, authorId } = message;
  const fields = resultOf(poll).map(([name, value]) => ({ name, value, inline: false }));
  addMessage(state, {
    channelId,
    authorId,
    type: 46,
    embeds: [{ type: EmbedType.PollResult, fields }],
    reference: { messageId: message.id, channelId },
  });
  return changed;
}

/** Ends what the calendar has ended. Called when the clock moved on. */
export function endDuePolls(state: State): void {
  for (const [id, { channelId, endsAt }] of state.openPolls) {
    if (endsAt > state.now()) continue;
    state.openPolls.delete(id);
    const message = findMessage(state, channelId, id);
    if (message?.poll && !message.poll.ended) endPoll(state, message, message.poll);
  }
}

/** Source: "Poll Result Embed Fields" of Discord's documentation. */
function resultOf(poll: Poll): readonly (readonly [string, string])[] {
  const counts = poll.answers.map(answer => ({
    answer,
    count: poll.votes.filter(v => v.answerId === answer.answer_id).length,
  }));
  const most = Math.max(...counts.map(c => c.count));
  const first = counts.filter(c => c.count === most);
  const winner = most > 0 && first.length === 1 ? first[0]?.answer : undefined;
  return [
    ['poll_question_text', poll.question],
    ['victor_answer_votes', String(most)],
    ['total_votes', String(poll.votes.length)],
    ...(winner
      ? ([
          ['victor_answer_id', String(winner.answer_id)],
          ['victor_answer_text', winner.poll_media.text ?? ''],
        ] as const)
      : []),
  ];
}
