/** What people think of a message, as Discord's JSON: reactions and votes, as one user sees them. */
import { isOver } from '../state/polls.ts';
import type { State } from '../state/state.ts';
import type { Poll, Reaction } from '../state/world.ts';

export function reactionJson({ emoji, users }: Reaction, as: string) {
  return {
    emoji,
    count: users.length,
    count_details: { normal: users.length, burst: 0 },
    me: users.includes(as),
    me_burst: false,
    burst_colors: [],
  };
}

export function pollJson(state: State, poll: Poll, as: string) {
  const votesFor = (answerId: number) => poll.votes.filter(v => v.answerId === answerId);
  return {
    question: { text: poll.question },
    answers: poll.answers,
    expiry: new Date(poll.endsAt).toISOString().replace('Z', '000+00:00'),
    allow_multiselect: poll.multiple,
    layout_type: 1,
    results: {
      is_finalized: isOver(state, poll),
      answer_counts: poll.answers.map(({ answer_id: id }) => {
        const votes = votesFor(id);
        return { id, count: votes.length, me_voted: votes.some(v => v.userId === as) };
      }),
    },
  };
}
