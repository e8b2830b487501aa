import { useId } from 'preact/hooks';
import { KIND } from './kinds.ts';
import { Description, type FieldProps, Required } from './modal-field.tsx';

/** A dialog's radio group (one choice) or checkbox group (several). */
export function OptionGroup({ field, name, description, value, onChange }: FieldProps) {
  const id = useId();
  const one = field.type === KIND.radioGroup;
  const chosen = one ? [value] : Array.isArray(value) ? value : [];
  const full = !one && chosen.length >= (field.max_values ?? field.options?.length ?? 1);

  function take(option: string, on: boolean): void {
    if (one) {
      onChange(option);
      return;
    }
    const all = (field.options ?? []).map(candidate => candidate.value);
    onChange(all.filter(candidate => (candidate === option ? on : chosen.includes(candidate))));
  }

  return (
    <fieldset class="field" aria-describedby={description ? `${id}-description` : undefined}>
      <legend>
        {name}
        {field.required !== false && <Required />}
      </legend>
      <Description id={id} text={description} />
      {field.options?.map(option => (
        <label key={option.value} class="tickable">
          <input
            type={one ? 'radio' : 'checkbox'}
            name={id}
            checked={chosen.includes(option.value)}
            disabled={full && !chosen.includes(option.value)}
            onChange={event => take(option.value, event.currentTarget.checked)}
          />
          <span>
            {option.label}
            {option.description && <span class="description">{option.description}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
