/** A select as Discord draws it: a button that opens a list. A native select would act at every arrow key. */

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import type { SelectOption } from '../shapes.ts';
import { ShowEmoji } from './action-button.tsx';
import { moveBy } from './picker-keys.ts';

interface Props {
  /** What it is called aloud, where it has no label of its own. */
  readonly name?: string;
  /** What it shows while nothing is chosen. */
  readonly placeholder: string;
  readonly choices: readonly SelectOption[];
  readonly chosen: readonly string[];
  readonly least: number;
  readonly most: number;
  readonly disabled?: boolean;
  readonly waiting?: boolean;
  /** The id of the element that describes it, in a form. */
  readonly describedBy?: string | undefined;
  readonly onChoose: (values: readonly string[]) => void;
}

export function Picker(props: Props) {
  const { placeholder, choices, chosen } = props;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wrapper = useRef<HTMLDivElement>(null);
  const id = useId();
  const shown =
    choices
      .filter(({ value }) => chosen.includes(value))
      .map(choice => choice.label)
      .join(', ') || placeholder;

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      ref={wrapper}
      class={`picker${open ? ' open' : ''}`}
      onFocusOut={event => {
        const to = event.relatedTarget;
        if (to instanceof Node && !wrapper.current?.contains(to)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        class={props.waiting ? 'waiting' : ''}
        disabled={props.disabled ?? false}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-busy={props.waiting ?? false}
        aria-describedby={props.describedBy}
        aria-label={[props.name ?? placeholder, shown]
          .filter((word, n, all) => all.indexOf(word) === n)
          .join(': ')}
        onClick={() => setOpen(!open)}
        onKeyDown={event => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <span class={shown === placeholder ? 'placeholder' : ''}>{shown}</span>
        <Icon name="open" />
      </button>
      {open && (
        <Choices
          {...props}
          id={id}
          onClose={close}
          onChoose={values => {
            close();
            props.onChoose(values);
          }}
        />
      )}
    </div>
  );
}

function Choices(props: Props & { readonly id: string; readonly onClose: () => void }) {
  const { choices, least, most, id } = props;
  const many = most > 1;
  const title = props.name ?? props.placeholder;
  const [draft, setDraft] = useState<readonly string[]>(props.chosen);
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      choices.findIndex(({ value }) => props.chosen.includes(value)),
    ),
  );
  const list = useRef<HTMLDivElement>(null);
  // Before the next key can arrive: somebody may open the list and type in one go.
  useLayoutEffect(() => {
    list.current?.focus();
    list.current?.parentElement?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => list.current?.querySelector('.at')?.scrollIntoView({ block: 'nearest' }), [at]);

  function take(n: number): void {
    const value = choices[n]?.value;
    if (value === undefined) return;
    setAt(n);
    const without = draft.filter(other => other !== value);
    const had = without.length < draft.length;
    if (!many) props.onChoose(had && least === 0 ? [] : [value]);
    else if (had) setDraft(without);
    else if (draft.length < most) setDraft([...draft, value]);
  }

  function press(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      event.stopPropagation();
      props.onClose();
    } else if (event.key === 'Enter' || event.key === ' ') take(at);
    else {
      const next = moveBy(
        event.key,
        at,
        choices.map(({ label }) => label),
      );
      if (next === undefined) return;
      setAt(next);
    }
    event.preventDefault();
  }

  return (
    <div class="choices">
      <div
        ref={list}
        role="listbox"
        tabIndex={0}
        aria-label={many ? `${title}. Space chooses, Done sends.` : title}
        aria-multiselectable={many}
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={press}
      >
        {choices.map((choice, n) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the active choice
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys
          <div
            key={choice.value}
            id={`${id}-${n}`}
            role="option"
            class={n === at ? 'at' : ''}
            aria-selected={draft.includes(choice.value)}
            onClick={() => take(n)}
          >
            {many && <span class="tick" aria-hidden="true" />}
            <span>
              <ShowEmoji emoji={choice.emoji} /> {choice.label}
              {choice.description && <span class="description">{choice.description}</span>}
            </span>
          </div>
        ))}
        {choices.length === 0 && <div class="none">There is nothing to choose.</div>}
      </div>
      {many && (
        <button
          type="button"
          class="button primary"
          disabled={draft.length < least}
          onClick={() =>
            props.onChoose(choices.map(({ value }) => value).filter(value => draft.includes(value)))
          }
        >
          {draft.length < least
            ? `Choose ${least - draft.length} more`
            : `Done (${draft.length} of at most ${most})`}
        </button>
      )}
    </div>
  );
}
