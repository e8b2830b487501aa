import { useEffect, useRef, useState } from 'preact/hooks';
import type { Choice } from '../shapes.ts';
import { usePage } from '../use-page.ts';
import type { OptionProps } from './option-field.tsx';
import { valuesOf } from './option-values.ts';

/** How long typing must pause, in milliseconds, before the bot is asked. */
const PAUSE = 150;

/** A field whose suggestions the bot makes while it is typed in; free text stays possible, as on Discord. */
export function AutocompleteField(props: OptionProps & { readonly id: string }) {
  const { option, runnable, channel, filled, id, onChange } = props;
  const { page } = usePage();
  const [text, setText] = useState(filled[option.name] ?? '');
  const [choices, setChoices] = useState<readonly Choice[]>([]);
  const [at, setAt] = useState(-1);
  const [focused, setFocused] = useState(false);
  const [silent, setSilent] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const open = focused && choices.length > 0;

  // Other fields may shape the suggestions, but only typing here asks for new ones.
  const others = useRef(filled);
  others.current = filled;
  useEffect(() => {
    if (!focused) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const { [option.name]: _, ...rest } = others.current;
      const options = valuesOf(runnable.options, rest);
      const { name, sub } = runnable;
      const answer = await page
        .act(
          {
            type: 'autocomplete',
            channel: channel.id,
            name,
            sub,
            options,
            focused: option.name,
            value: text,
          },
          { label: '' },
        )
        .catch(() => undefined);
      if (!wanted) return;
      setSilent(answer === undefined || answer.outcome === 'none');
      setChoices(answer?.choices ?? []);
      setAt(-1);
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [text, focused, page, channel, runnable, option]);
  useEffect(() => list.current?.querySelector('.at')?.scrollIntoView({ block: 'nearest' }), [at]);

  function take(choice: Choice): void {
    setText(choice.name);
    setFocused(false);
    onChange(String(choice.value));
  }

  function press(event: KeyboardEvent): void {
    const current = choices[at];
    if (event.key === 'ArrowDown' && choices.length > 0) {
      setFocused(true);
      setAt((at + 1) % choices.length);
    } else if (event.key === 'ArrowUp' && open) setAt(((at + choices.length) % (choices.length + 1)) - 1);
    else if (event.key === 'Enter' && open && current) take(current);
    else if (event.key === 'Escape' && open) setFocused(false);
    else {
      if (event.key === 'Tab' && open && current) take(current);
      return;
    }
    event.preventDefault();
  }

  return (
    <div class="autocomplete">
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        required={option.required === true}
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open && at >= 0 ? `${id}-${at}` : undefined}
        aria-describedby={`${id}-description`}
        value={text}
        onFocusIn={() => setFocused(true)}
        onFocusOut={() => setFocused(false)}
        onInput={event => {
          setText(event.currentTarget.value);
          setFocused(true);
          onChange(event.currentTarget.value);
        }}
        onKeyDown={press}
      />
      {silent && focused && <p class="hint">Loading options failed: the application did not respond.</p>}
      {open && (
        <div
          ref={list}
          id={`${id}-list`}
          role="listbox"
          class="suggestions"
          aria-label={`Suggestions for ${option.name}`}
        >
          {choices.map((choice, n) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the text box keeps the focus
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text box hears the keys
            <div
              key={`${choice.value}`}
              id={`${id}-${n}`}
              role="option"
              class={n === at ? 'at' : ''}
              aria-selected={n === at}
              onPointerDown={event => event.preventDefault()}
              onClick={() => take(choice)}
            >
              {choice.name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
