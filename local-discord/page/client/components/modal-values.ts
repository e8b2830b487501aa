/** What a dialog holds: one value for each field, by custom id, beginning with the fields' defaults. */
import type { Component, Modal } from '../shapes.ts';
import { KIND } from './kinds.ts';
import { defaultsOf } from './select-choices.ts';

export type FieldValue = string | boolean | null | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** A dialog's fields, whether they stand in a label or, as in old bots, in an action row. */
function fieldsOf(modal: Modal): readonly Component[] {
  return modal.components.flatMap(component => {
    if (component.type === KIND.label) return component.component ? [component.component] : [];
    return component.type === KIND.row ? (component.components ?? []) : [];
  });
}

export function firstValues(modal: Modal): FieldValues {
  // Files are handed over beside the values.
  const isEntry = ({ custom_id, type }: Component) => custom_id !== undefined && type !== KIND.upload;
  const fields = fieldsOf(modal).filter(isEntry);
  return Object.fromEntries(fields.map(field => [field.custom_id ?? '', firstValue(field)]));
}

function firstValue(field: Component): FieldValue {
  switch (field.type) {
    case KIND.textInput:
      return field.value ?? '';
    case KIND.checkbox:
      return field.default ?? false;
    case KIND.radioGroup:
      return defaultsOf(field)[0] ?? null;
    default:
      return defaultsOf(field);
  }
}

/** What is missing, in words, or undefined; Discord refuses to send such a form as well. */
export function missingIn(field: Component, name: string, value: FieldValue | undefined): string | undefined {
  const count = Array.isArray(value) ? value.length : value ? 1 : 0;
  const needed = field.required !== false && field.type !== KIND.checkbox;
  if (needed && count === 0) return `“${name}” must be answered.`;
  const least = field.min_values ?? 0;
  if (Array.isArray(value) && count > 0 && count < least) return `“${name}” needs at least ${least} choices.`;
  return undefined;
}
