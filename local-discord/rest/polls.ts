/** Routes of polls, which are created as part of a message. */
import { z } from 'zod';
import { messageJson } from '../project/message.ts';
import { userJson } from '../project/user.ts';
import { endPoll, isOver } from '../state/polls.ts';
import { compareIds } from '../state/snowflake.ts';
import type { State } from '../state/state.ts';
import type { Poll } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { snowflake } from '../validate/parts.ts';
import type { PollBody } from '../validate/poll.ts';
import { refuse } from './errors.ts';
import { botOf, type Call, channelOf, messageOf, ok, param, type Route, route } from './route.ts';

export const pollRoutes: readonly Route[] = [
  route('POST', '/channels/:channel/polls/:message/expire', expire),
  route('GET', '/channels/:channel/polls/:message/answers/:answer', listVoters),
];

/** The poll of a new message: its answers numbered from 1, its end counted from now. */
export function newPoll(state: State, body: PollBody): Poll {
  const hours = body.duration ?? 24;
  return {
    question: body.question.text ?? '',
    answers: body.answers.map(({ poll_media }, at) => ({
      answer_id: at + 1,
      poll_media: {
        ...(poll_media.text != null && { text: poll_media.text }),
        ...(poll_media.emoji && {
          emoji: { id: poll_media.emoji.id ?? null, name: poll_media.emoji.name ?? null },
        }),
      },
    })),
    multiple: body.allow_multiselect ?? false,
    endsAt: state.now() + hours * 3_600_000,
    ended: false,
    votes: [],
  };
}

function expire(call: Call) {
  const message = messageOf(call, channelOf(call));
  const { poll } = message;
  if (!poll) throw refuse(520006);
  if (message.authorId !== botOf(call.state)) throw refuse(50005);
  if (isOver(call.state, poll)) throw refuse(520001);
  return ok(messageJson(call.state, endPoll(call.state, message, poll)));
}

const query = z.strictObject({
  after: snowflake.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

function listVoters(call: Call) {
  const { after = '0', limit } = check(query, Object.fromEntries(call.query));
  const { poll } = messageOf(call, channelOf(call));
  if (!poll) throw refuse(10008);
  const answerId = Number(param(call, 'answer'));
  const voters = poll.votes.filter(v => v.answerId === answerId).map(v => v.userId);
  const page = voters.sort(compareIds).filter(id => compareIds(id, after) > 0);
  return ok({ users: page.slice(0, limit).map(id => userJson(call.state, id)) });
}
