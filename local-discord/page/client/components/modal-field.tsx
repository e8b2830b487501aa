import { useId } from 'preact/hooks';
import type { SentFile } from '../files.ts';
import { FileChooser } from '../parts/file-chooser.tsx';
import type { Component } from '../shapes.ts';
import { useView } from '../use-page.ts';
import { KIND } from './kinds.ts';
import type { FieldValue } from './modal-values.ts';
import { OptionGroup } from './option-group.tsx';
import { Picker } from './picker.tsx';
import { choicesOf, placeholderOf } from './select-choices.ts';

export interface FieldProps {
  readonly field: Component;
  readonly name: string;
  readonly description: string | undefined;
  readonly value: FieldValue | undefined;
  readonly onChange: (value: FieldValue) => void;
  readonly onFiles: (files: readonly SentFile[]) => void;
}

/** One labelled field of a dialog. */
export function ModalField(props: FieldProps) {
  const { field, name, description } = props;
  const id = useId();
  if (field.type === KIND.radioGroup || field.type === KIND.checkboxGroup) return <OptionGroup {...props} />;
  if (field.type === KIND.checkbox) {
    return (
      <div class="field">
        <label class="tickable">
          <input
            type="checkbox"
            checked={props.value === true}
            aria-describedby={description ? `${id}-description` : undefined}
            onChange={event => props.onChange(event.currentTarget.checked)}
          />
          <span>{name}</span>
        </label>
        <Description id={id} text={description} />
      </div>
    );
  }
  return (
    <div class="field">
      <label for={field.type === KIND.textInput || field.type === KIND.upload ? id : undefined}>
        {name}
        {field.required !== false && <Required />}
      </label>
      <Description id={id} text={description} />
      <Entry {...props} id={id} />
    </div>
  );
}

function Entry(props: FieldProps & { readonly id: string }) {
  const { field, id, value, name, description } = props;
  const { guild } = useView();
  if (field.type === KIND.upload) {
    return (
      <FileChooser
        id={id}
        most={field.max_values ?? 1}
        required={field.required !== false}
        describedBy={description ? `${id}-description` : undefined}
        onChoose={props.onFiles}
      />
    );
  }
  if (field.type !== KIND.textInput) {
    const chosen = Array.isArray(value) ? value : [];
    return (
      <Picker
        name={name}
        placeholder={placeholderOf(field)}
        choices={choicesOf(field, guild)}
        chosen={chosen}
        least={field.min_values ?? (field.required === false ? 0 : 1)}
        most={field.max_values ?? 1}
        describedBy={description ? `${id}-description` : undefined}
        onChoose={props.onChange}
      />
    );
  }
  const shared = {
    id,
    value: typeof value === 'string' ? value : '',
    required: field.required !== false,
    placeholder: field.placeholder ?? '',
    minLength: field.min_length ?? 0,
    maxLength: field.max_length ?? 4000,
    'aria-describedby': description ? `${id}-description` : undefined,
    onInput: (event: Event) => {
      const from = event.currentTarget;
      if (from instanceof HTMLInputElement || from instanceof HTMLTextAreaElement) props.onChange(from.value);
    },
  };
  const PARAGRAPH = 2;
  return field.style === PARAGRAPH ? (
    <textarea rows={4} {...shared} />
  ) : (
    <input type="text" autocomplete="off" {...shared} />
  );
}

export function Description({ id, text }: { readonly id: string; readonly text: string | undefined }) {
  if (!text) return null;
  return (
    <p class="description" id={`${id}-description`}>
      {text}
    </p>
  );
}

export function Required() {
  return (
    <span class="required">
      <span aria-hidden="true"> *</span>
      <span class="unseen"> (required)</span>
    </span>
  );
}
