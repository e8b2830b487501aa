/** Buttons and selects: what a member can press or choose from. */
import { z } from 'zod';
import {
  componentId,
  customId,
  duplicates,
  emoji,
  fault,
  link,
  list,
  snowflake,
  text,
  wholeNumber,
} from './parts.ts';

const needed = fault('BASE_TYPE_REQUIRED', 'This field is required');

export const button = z
  .strictObject({
    type: z.literal(2),
    id: componentId,
    style: wholeNumber(1, 6),
    label: text(0, 80).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.optional(),
    url: link.nullish(),
    sku_id: snowflake.optional(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((b, context) => {
    const say = (path: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], ...fault(code, message) });
    if (b.style === 5) {
      if (!b.url) context.addIssue({ code: 'custom', path: ['url'], ...needed });
      if (b.custom_id)
        say(
          'custom_id',
          'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
          'A custom id and url cannot both be specified',
        );
    } else if (b.style <= 4) {
      if (!b.custom_id) context.addIssue({ code: 'custom', path: ['custom_id'], ...needed });
      if (b.url)
        say(
          'url',
          'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
          'A custom id and url cannot both be specified',
        );
    }
    if (b.style !== 6 && !b.label && !b.emoji?.name && !b.emoji?.id) {
      say('label', 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji');
    }
  });

const choice = z.strictObject({
  label: text(1, 100),
  value: text(1, 100),
  description: text(0, 100).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().nullish(),
});

const everySelect = {
  id: componentId,
  custom_id: customId,
  placeholder: text(0, 150).nullish(),
  min_values: wholeNumber(0, 25).nullish(),
  max_values: wholeNumber(1, 25).nullish(),
  disabled: z.boolean().nullish(),
  required: z.boolean().nullish(),
};

interface Range {
  readonly min_values?: number | null | undefined;
  readonly max_values?: number | null | undefined;
}

function inOrder({ min_values, max_values }: Range): boolean {
  return (min_values ?? 1) <= (max_values ?? 1) || max_values == null;
}
const outOfOrder = {
  ...fault('NUMBER_TYPE_MAX', 'The minimum may not be above the maximum.'),
  path: ['min_values'],
};

export const stringSelect = z
  .strictObject({ type: z.literal(3), ...everySelect, options: list(choice, 1, 25) })
  .refine(inOrder, outOfOrder)
  .superRefine((select, context) => {
    for (const at of duplicates(select.options.map(o => o.value))) {
      context.addIssue({
        code: 'custom',
        path: ['options', at, 'value'],
        ...fault('SELECT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used'),
      });
    }
    if (select.options.length < (select.max_values ?? 1)) {
      const message = `Must be less than or equal to the number of options (${select.options.length}).`;
      context.addIssue({
        code: 'custom',
        path: ['max_values'],
        ...fault('SELECT_COMPONENT_MAX_VALUES_TOO_LARGE', message),
      });
    }
  });

const defaults = (kinds: readonly [string, ...string[]]) =>
  z
    .array(z.strictObject({ id: snowflake, type: z.enum(kinds) }))
    .max(25)
    .nullish();

export const userSelect = z
  .strictObject({ type: z.literal(5), ...everySelect, default_values: defaults(['user']) })
  .refine(inOrder, outOfOrder);
export const roleSelect = z
  .strictObject({ type: z.literal(6), ...everySelect, default_values: defaults(['role']) })
  .refine(inOrder, outOfOrder);
export const mentionableSelect = z
  .strictObject({ type: z.literal(7), ...everySelect, default_values: defaults(['user', 'role']) })
  .refine(inOrder, outOfOrder);
export const channelSelect = z
  .strictObject({
    type: z.literal(8),
    ...everySelect,
    default_values: defaults(['channel']),
    channel_types: z.array(wholeNumber(0, 16)).nullish(),
  })
  .refine(inOrder, outOfOrder);
