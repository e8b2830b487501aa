/** What people think of a message, as Discord's JSON: reactions and votes, as the bot sees them. */
import { isOver } from '../state/polls.ts';
import type { State } from '../state/state.ts';
import type { Poll, Reaction } from '../state/world.ts';

export function reactionJson(state: State, { emoji, users }: Reaction) {
  return {
    emoji,
    count: users.length,
    count_details: { normal: users.length, burst: 0 },
    me: users.includes(state.world.application.id),
    me_burst: false,
    burst_colors: [],
  };
}

export function pollJson(state: State, poll: Poll) {
  const count = (answerId: number) => poll.votes.filter(v => v.answerId === answerId).length;
  return {
    question: { text: poll.question },
    answers: poll.answers,
    expiry: new Date(poll.endsAt).toISOString().replace('Z', '000+00:00'),
    allow_multiselect: poll.multiple,
    layout_type: 1,
    results: {
      is_finalized: isOver(state, poll),
      answer_counts: poll.answers.map(({ answer_id: id }) => ({ id, count: count(id), me_voted: false })),
    },
  };
}
