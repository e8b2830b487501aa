import type { Component, Message } from '../shapes.ts';
import { useView } from '../use-page.ts';
import { Picker } from './picker.tsx';
import { choicesOf, defaultsOf, placeholderOf } from './select-choices.ts';
import { useComponent } from './use-component.ts';

export function MessageSelect({
  select,
  message,
}: {
  readonly select: Component;
  readonly message: Message;
}) {
  const { guild } = useView();
  const { use, waiting, refused } = useComponent(message, select.custom_id ?? '');
  return (
    <>
      <Picker
        placeholder={placeholderOf(select)}
        choices={choicesOf(select, guild)}
        chosen={defaultsOf(select)}
        least={select.min_values ?? 1}
        most={select.max_values ?? 1}
        disabled={select.disabled === true}
        waiting={waiting}
        onChoose={values => void use(values)}
      />
      {refused !== undefined && (
        <p class="failed" role="alert">
          {refused}
        </p>
      )}
    </>
  );
}
