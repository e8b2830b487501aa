/** Forums: their tags, and posts, which are threads that begin with a message. */
import { PermissionFlagsBits as P } from 'discord-api-types/v10';
import { z } from 'zod';
import { channelJson } from '../project/guild.ts';
import { messageJson } from '../project/message.ts';
import { addMessage } from '../state/messages.ts';
import { may } from '../state/permissions.ts';
import { newId, type State } from '../state/state.ts';
import type { Channel, Forum } from '../state/world.ts';
import { check } from '../validate/check.ts';
import { newMessage } from '../validate/message.ts';
import { fault, list, snowflake, text, wholeNumber } from '../validate/parts.ts';
import { compose, onNew } from './compose.ts';
import { invalidForm, refuse } from './errors.ts';
import { addThread, appliedTags, demandRoom, newThread } from './new-thread.ts';
import { botOf, type Call, created, demand } from './route.ts';

/** A channel flag: a post in this forum needs a tag. */
const requireTag = 1 << 4;

const emoji = { emoji_id: snowflake.nullish(), emoji_name: text(0, 100).nullish() };
const tag = z.strictObject({
  id: snowflake.nullish(),
  name: text(0, 50),
  moderated: z.boolean().nullish(),
  ...emoji,
});

/** What a forum takes beyond what every channel takes. */
export const forumFields = {
  available_tags: list(tag, 0, 20).nullish(),
  default_reaction_emoji: z.strictObject(emoji).nullish(),
  default_sort_order: wholeNumber(0, 1).nullish(),
  default_forum_layout: wholeNumber(0, 2).nullish(),
  default_thread_rate_limit_per_user: wholeNumber(0, 21_600).nullish(),
};

type ForumBody = z.infer<z.ZodObject<typeof forumFields>>;

/** A tag that comes without an id is a new one; what the body doesn't speak of stays. */
export function forumAfter(state: State, body: ForumBody, before: Forum | undefined): Forum {
  const { default_reaction_emoji: reaction, default_sort_order: order } = body;
  return {
    tags:
      body.available_tags?.map(one => ({
        id: one.id ?? newId(state),
        name: one.name,
        moderated: one.moderated ?? false,
        emoji_id: one.emoji_id ?? null,
        emoji_name: one.emoji_name ?? null,
      })) ??
      before?.tags ??
      [],
    reaction:
      reaction === undefined
        ? (before?.reaction ?? null)
        : reaction && { emoji_id: reaction.emoji_id ?? null, emoji_name: reaction.emoji_name ?? null },
    order: order === undefined ? (before?.order ?? null) : order,
    layout: body.default_forum_layout ?? before?.layout ?? 0,
    threadSlowmode: body.default_thread_rate_limit_per_user ?? before?.threadSlowmode ?? 0,
  };
}

const post = z.strictObject({
  ...newThread,
  message: z.strictObject({
    content: newMessage.shape.content,
    embeds: newMessage.shape.embeds,
    allowed_mentions: newMessage.shape.allowed_mentions,
    components: newMessage.shape.components,
    attachments: newMessage.shape.attachments,
    flags: newMessage.shape.flags,
    // discord.js sends these along, as with every message.
    tts: newMessage.shape.tts,
    nonce: newMessage.shape.nonce,
    enforce_nonce: newMessage.shape.enforce_nonce,
    poll: newMessage.shape.poll,
  }),
  applied_tags: appliedTags,
});

/** Throws 40067 and 50035, and whatever a message can be refused for. */
export function startPost(call: Call, forum: Channel) {
  const { state } = call;
  const body = check(post, call.body);
  demand(call, forum, P.SendMessages);
  if (call.files.length > 0) demand(call, forum, P.AttachFiles);
  demandTags(call, forum, body.applied_tags ?? []);
  demandRoom(call, forum.guildId);
  const authorId = botOf(state);
  const wanted = { channel: forum, authorId, body: body.message, files: call.files, flags: onNew };
  const composed = compose(state, { ...wanted, path: ['message'] });
  const thread = addThread(call, forum, body, 11);
  // A post's first message has the id of its thread.
  const message = addMessage(state, { ...composed, id: thread.id, channelId: thread.id, authorId });
  const whole = state.world.channels.get(thread.id) ?? thread;
  return created({ ...channelJson(state, whole), message: messageJson(state, message) });
}

/** Throws 40067 when a tag is needed, 50035 for one that isn't the forum's, 50013 for one of moderators. */
export function demandTags({ state }: Call, forum: Channel, tags: readonly string[]): void {
  if (tags.length === 0 && ((forum.flags ?? 0) & requireTag) !== 0) throw refuse(40067);
  const known = forum.forum?.tags ?? [];
  const faults = tags.flatMap((id, at) =>
    known.some(t => t.id === id)
      ? []
      : [{ path: ['applied_tags', at], ...fault('INVALID_TAG', 'Invalid tag'), code: 'INVALID_TAG' }],
  );
  if (faults.length > 0) throw invalidForm(faults);
  const guarded = known.some(t => t.moderated && tags.includes(t.id));
  if (guarded && !may(state.world, forum, botOf(state), P.ManageThreads)) throw refuse(50013);
}
