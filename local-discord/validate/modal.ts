/** A form in a window of its own: up to five labelled fields. */
import { z } from 'zod';
import { textDisplay } from './components.ts';
import { channelSelect, mentionableSelect, roleSelect, stringSelect, userSelect } from './inputs.ts';
import { componentId, customId, duplicates, fault, list, text, wholeNumber } from './parts.ts';

const textInput = z
  .strictObject({
    type: z.literal(4),
    id: componentId,
    custom_id: customId,
    style: wholeNumber(1, 2),
    label: text(1, 45).nullish(),
    min_length: wholeNumber(0, 4000).nullish(),
    max_length: wholeNumber(1, 4000).nullish(),
    required: z.boolean().nullish(),
    value: text(0, 4000).nullish(),
    placeholder: text(0, 100).nullish(),
  })
  .refine(input => (input.min_length ?? 0) <= (input.max_length ?? 4000), {
    ...fault('NUMBER_TYPE_MAX', 'The minimum may not be above the maximum.'),
    path: ['min_length'],
  });

const choice = z.strictObject({
  label: text(1, 100),
  value: text(1, 100),
  description: text(0, 100).nullish(),
  default: z.boolean().nullish(),
});

function distinct<T extends { readonly options: readonly { readonly value: string }[] }>(
  group: T,
  context: z.RefinementCtx,
): void {
  for (const at of duplicates(group.options.map(o => o.value))) {
    const said = fault('SELECT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used');
    context.addIssue({ code: 'custom', path: ['options', at, 'value'], ...said });
  }
}

const field = { id: componentId, custom_id: customId, required: z.boolean().nullish() };

const radioGroup = z
  .strictObject({ type: z.literal(21), ...field, options: list(choice, 2, 10) })
  .superRefine(distinct);

const checkboxGroup = z
  .strictObject({
    type: z.literal(22),
    ...field,
    options: list(choice, 1, 10),
    min_values: wholeNumber(0, 10).nullish(),
    max_values: wholeNumber(1, 10).nullish(),
  })
  .superRefine(distinct);

const checkbox = z.strictObject({
  type: z.literal(23),
  id: componentId,
  custom_id: customId,
  default: z.boolean().nullish(),
});

const fileUpload = z.strictObject({
  type: z.literal(19),
  ...field,
  min_values: wholeNumber(0, 10).nullish(),
  max_values: wholeNumber(1, 10).nullish(),
  file_types: z.array(z.string()).max(10).nullish(),
});

const label = z.strictObject({
  type: z.literal(18),
  id: componentId,
  label: text(1, 45),
  description: text(0, 100).nullish(),
  component: z.discriminatedUnion('type', [
    textInput,
    stringSelect,
    userSelect,
    roleSelect,
    mentionableSelect,
    channelSelect,
    radioGroup,
    checkboxGroup,
    checkbox,
    fileUpload,
  ]),
});

const oldRow = z.strictObject({
  type: z.literal(1),
  id: componentId,
  components: list(
    textInput.refine(input => input.label, {
      ...fault('BASE_TYPE_REQUIRED', 'This field is required'),
      path: ['label'],
    }),
    1,
    1,
  ),
});

/** Source: "Modal" of Discord's documentation (5 components, though its schema allows 40). */
export const modal = z.strictObject({
  custom_id: customId,
  title: text(1, 45),
  components: list(z.discriminatedUnion('type', [label, textDisplay, oldRow]), 1, 5),
});
