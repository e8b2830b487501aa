/** The components of a message: rows, and the kinds of Components V2. */
import { z } from 'zod';
import { button, channelSelect, mentionableSelect, roleSelect, stringSelect, userSelect } from './inputs.ts';
import { componentId, fault, list, media, text, wholeNumber } from './parts.ts';

const inRow = z.discriminatedUnion('type', [
  button,
  stringSelect,
  userSelect,
  roleSelect,
  mentionableSelect,
  channelSelect,
]);

const actionRow = z
  .strictObject({ type: z.literal(1), id: componentId, components: list(inRow, 1, 5) })
  .refine(row => row.components.every(c => c.type === 2) || row.components.length === 1, {
    ...fault('COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified components are too wide for one row'),
    path: ['components'],
  });

export const textDisplay = z.strictObject({ type: z.literal(10), id: componentId, content: text(1, 4000) });

const spoiler = z.boolean().nullish();

const thumbnail = z.strictObject({
  type: z.literal(11),
  id: componentId,
  media,
  description: text(0, 1024).nullish(),
  spoiler,
});

const section = z.strictObject({
  type: z.literal(9),
  id: componentId,
  components: list(textDisplay, 1, 3),
  accessory: z.discriminatedUnion('type', [button, thumbnail]),
});

const gallery = z.strictObject({
  type: z.literal(12),
  id: componentId,
  items: list(z.strictObject({ media, description: text(0, 1024).nullish(), spoiler }), 1, 10),
});

const file = z.strictObject({
  type: z.literal(13),
  id: componentId,
  file: media,
  spoiler,
  // Echoed by Discord, ignored when sent.
  name: z.string().optional(),
  size: z.int().optional(),
});

const separator = z.strictObject({
  type: z.literal(14),
  id: componentId,
  divider: z.boolean().nullish(),
  spacing: wholeNumber(1, 2).nullish(),
});

const container = z.strictObject({
  type: z.literal(17),
  id: componentId,
  components: list(
    z.discriminatedUnion('type', [actionRow, section, textDisplay, gallery, file, separator]),
    1,
    40,
  ),
  accent_color: wholeNumber(0, 0xffffff).nullish(),
  spoiler,
});

export const messageComponent = z.discriminatedUnion('type', [
  actionRow,
  section,
  textDisplay,
  gallery,
  file,
  separator,
  container,
]);
