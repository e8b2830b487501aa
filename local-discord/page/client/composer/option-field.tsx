import type { TargetedInputEvent } from 'preact';
import { useId } from 'preact/hooks';
import { Required } from '../components/modal-field.tsx';
import type { SentFile } from '../files.ts';
import { FileChooser } from '../parts/file-chooser.tsx';
import type { Channel, CommandOption, Guild } from '../shapes.ts';
import { useView } from '../use-page.ts';
import { AutocompleteField } from './autocomplete-field.tsx';
import { type Filled, OPTION } from './option-values.ts';
import type { Runnable } from './slash.ts';

export interface OptionProps {
  readonly option: CommandOption;
  readonly runnable: Runnable;
  readonly channel: Channel;
  readonly filled: Filled;
  readonly onChange: (value: string) => void;
  readonly onFiles: (files: readonly SentFile[]) => void;
}

export function OptionField(props: OptionProps) {
  const { option } = props;
  const id = useId();
  return (
    <div class="option">
      <label for={id}>
        {option.name}
        {option.required === true && <Required />}
      </label>
      <p class="description" id={`${id}-description`}>
        {option.description}
      </p>
      <OptionEntry {...props} id={id} />
    </div>
  );
}

function OptionEntry(props: OptionProps & { readonly id: string }) {
  const { option, id, filled, onChange } = props;
  const { guild } = useView();
  const value = filled[option.name] ?? '';
  const shared = { id, value, required: option.required === true, 'aria-describedby': `${id}-description` };
  if (option.type === OPTION.attachment) {
    return (
      <FileChooser
        id={id}
        most={1}
        required={option.required === true}
        describedBy={`${id}-description`}
        onChoose={props.onFiles}
      />
    );
  }
  if (option.autocomplete === true) return <AutocompleteField {...props} />;

  const listed = listedValues(option, guild);
  if (listed) {
    return (
      <select {...shared} onChange={event => onChange(event.currentTarget.value)}>
        <option value="">{option.required === true ? 'Choose…' : 'Leave out'}</option>
        {listed.map(([text, one]) => (
          <option key={one} value={one}>
            {text}
          </option>
        ))}
      </select>
    );
  }
  const onInput = (event: TargetedInputEvent<HTMLInputElement>) => onChange(event.currentTarget.value);
  if (option.type === OPTION.integer || option.type === OPTION.number) {
    return (
      <input
        {...shared}
        type="number"
        step={option.type === OPTION.integer ? 1 : 'any'}
        min={option.min_value}
        max={option.max_value}
        onInput={onInput}
      />
    );
  }
  return (
    <input
      {...shared}
      type="text"
      autocomplete="off"
      minLength={option.min_length}
      maxLength={option.max_length}
      onInput={onInput}
    />
  );
}

/** What an option can be when it is one of a list: label and value; undefined for free entry. */
function listedValues(
  option: CommandOption,
  guild: Guild | undefined,
): readonly (readonly [string, string])[] | undefined {
  if (option.choices) return option.choices.map(({ name, value }) => [name, String(value)]);
  const users = (guild?.members ?? []).map(({ id, name }) => [`@${name}`, id] as const);
  const roles = (guild?.roles ?? []).map(
    ({ id, name }) => [name.startsWith('@') ? name : `@${name}`, id] as const,
  );
  const allowed = option.channel_types ?? [];
  switch (option.type) {
    case OPTION.boolean:
      return [
        ['Yes', 'true'],
        ['No', 'false'],
      ];
    case OPTION.user:
      return users;
    case OPTION.role:
      return roles;
    case OPTION.mentionable:
      return [...users, ...roles];
    case OPTION.channel:
      return (guild?.channels ?? [])
        .filter(({ type }) => allowed.length === 0 || allowed.includes(type))
        .map(({ id, name }) => [`#${name}`, id]);
    default:
      return undefined;
  }
}
