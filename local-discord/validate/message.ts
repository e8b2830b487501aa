/** The body of a message: shape first, then the rules that hold between its fields. */
import { z } from 'zod';
import { messageComponent } from './components.ts';
import { embed } from './embed.ts';
import { duplicates, fault, list, snowflake, text, wholeNumber } from './parts.ts';
import { poll } from './poll.ts';

const allowedMentions = z
  .strictObject({
    parse: z.array(z.enum(['users', 'roles', 'everyone'])).nullish(),
    users: z.array(snowflake).max(100).nullish(),
    roles: z.array(snowflake).max(100).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine((allowed, context) => {
    for (const kind of ['users', 'roles'] as const) {
      if (!allowed.parse?.includes(kind) || !allowed[kind]?.length) continue;
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      context.addIssue({ code: 'custom', ...fault('MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message) });
    }
    for (const at of duplicates(allowed.users ?? [])) {
      const message = 'The list contains a duplicate value.';
      context.addIssue({
        code: 'custom',
        path: ['users', at],
        ...fault('SET_TYPE_ALREADY_CONTAINS_VALUE', message),
      });
    }
  });

const attachment = z.looseObject({
  id: snowflake,
  filename: text(0, 1024).nullish(),
  title: text(0, 1024).nullish(),
  description: text(0, 1024).nullish(),
});

const everyMessage = {
  content: text(0, 2000).nullish(),
  embeds: list(embed, 0, 10).nullish(),
  allowed_mentions: allowedMentions.nullish(),
  components: z.array(messageComponent).nullish(),
  attachments: list(attachment, 0, 10).nullish(),
  flags: wholeNumber(0, 2_147_483_647).nullish(),
};

const nonce = z.union([text(0, 25), z.int()]).nullish();

export const newMessage = z.strictObject({
  ...everyMessage,
  poll: poll.nullish(),
  tts: z.boolean().nullish(),
  nonce,
  enforce_nonce: z.boolean().nullish(),
  message_reference: z
    .strictObject({
      type: wholeNumber(0, 0).nullish(),
      message_id: snowflake,
      channel_id: snowflake.nullish(),
      guild_id: snowflake.nullish(),
      fail_if_not_exists: z.boolean().nullish(),
    })
    .nullish(),
});

/** What an interaction's webhook writes. discord.js sends `tts`, `nonce` and `enforce_nonce` along with edits and webhooks too, where Discord ignores them. */
export const webhookMessage = z.strictObject({
  ...everyMessage,
  poll: poll.nullish(),
  tts: z.boolean().nullish(),
  nonce,
  enforce_nonce: z.boolean().nullish(),
});

export type MessageBody = z.infer<typeof webhookMessage>;
