/** The poll of a new message. */
import { z } from 'zod';
import { emoji, fault, list, text, wholeNumber } from './parts.ts';

const needed = fault('BASE_TYPE_REQUIRED', 'This field is required');

/** Source: "Poll Create Request Object" of Discord's documentation. */
export const poll = z.strictObject({
  question: z.strictObject({ text: text(1, 300) }),
  answers: list(
    z.strictObject({
      // Sent along by clients that copy a poll; Discord numbers the answers itself.
      answer_id: z.int().optional(),
      poll_media: z
        .strictObject({ text: text(1, 55).nullish(), emoji: emoji.nullish() })
        .refine(media => media.text || media.emoji, { ...needed, path: ['text'] }),
    }),
    1,
    10,
  ),
  duration: wholeNumber(1, 768).nullish(),
  allow_multiselect: z.boolean().nullish(),
  layout_type: wholeNumber(1, 1).nullish(),
});

export type PollBody = z.infer<typeof poll>;
