/** Request bodies that Discord's document spells out in their route, without a name of their own. */
import { z } from 'zod';

const id = z.string().regex(/^\d{1,20}$/);
const picture = z.string().nullish();

export const bulkDelete = z.object({ messages: z.array(id) });

export const overwrite = z.object({
  type: z.union([z.literal(0), z.literal(1)]).nullish(),
  allow: z.number().nullish(),
  deny: z.number().nullish(),
});

export const commandPermissions = z.object({
  permissions: z
    .array(
      z.object({
        id,
        type: z.union([z.literal(1), z.literal(2), z.literal(3)]),
        permission: z.boolean(),
      }),
    )
    .max(100)
    .nullish(),
});

export const channelPositions = z.array(
  z.object({
    id: id.nullish(),
    position: z.int().nullish(),
    parent_id: id.nullish(),
    lock_permissions: z.boolean().nullish(),
  }),
);

const roles = z.array(id.nullable()).nullish();
export const newEmoji = z.object({ name: z.string(), image: z.string(), roles });
export const changedEmoji = z.object({ name: z.string().optional(), roles });

const nick = z.string().max(32).nullish();
export const ownMember = z.object({ nick, avatar: picture, bio: z.string().nullish(), banner: picture });
export const changedMember = z.object({
  nick,
  roles,
  mute: z.boolean().nullish(),
  deaf: z.boolean().nullish(),
  channel_id: id.nullish(),
  communication_disabled_until: z.string().nullish(),
  flags: z.int().nullish(),
});

const name = z.string().min(1).max(80);
export const newWebhook = z.object({ name, avatar: picture });
export const changedWebhook = z.object({ name: name.optional(), avatar: picture, channel_id: id.nullish() });

/** A deferral that was asked for its message; the document knows only answers (4) and updates (7). */
export const deferredResponse = z.object({
  interaction: z.unknown(),
  resource: z.object({ type: z.literal(5), message: z.unknown() }),
});
