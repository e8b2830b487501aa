import { useEffect, useRef, useState } from 'preact/hooks';
import { sentence } from '../page.ts';
import type { Channel } from '../shapes.ts';
import { signed } from '../state.ts';
import { usePage } from '../use-page.ts';
import { CommandList } from './command-list.tsx';
import { OptionForm } from './option-form.tsx';
import type { Filled } from './option-values.ts';
import { findRunnables, listRunnables, type Runnable, readTyped, usableIn } from './slash.ts';

interface Chosen {
  readonly runnable: Runnable;
  readonly values: Filled;
}

/** Where messages and commands are typed: a slash lists the commands, choosing one shows its options as fields. */
export function Composer({ channel }: { readonly channel: Channel }) {
  const { page, state } = usePage();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Chosen | undefined>(undefined);
  const [last, setLast] = useState<Chosen | undefined>(undefined);
  const [at, setAt] = useState(0);
  const [shut, setShut] = useState(false);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const returned = useRef(false);
  const box = useRef<HTMLInputElement>(null);
  const runnables = listRunnables(usableIn(channel, state.commands));
  const typed = readTyped(runnables, text);
  const found = shut ? [] : findRunnables(runnables, text);
  const matches = found.length === 0 && typed && !shut ? [typed.runnable] : found;

  useEffect(() => {
    if (chosen !== undefined || !returned.current) return;
    returned.current = false;
    box.current?.focus();
  }, [chosen]);

  function choose(runnable: Runnable): void {
    setChosen({ runnable, values: typed?.runnable === runnable ? typed.values : {} });
    setText('');
    setAt(0);
  }
  function leave(): void {
    returned.current = true;
    setChosen(undefined);
  }

  async function write(): Promise<void> {
    const content = text.trim();
    // A slash that means no command is a slip, as the hint above the box says already.
    if (content === '' || content.startsWith('/') || state.view.member === undefined) return;
    try {
      await page.control.write(channel.id, state.view.member, content);
      setText('');
    } catch (error) {
      setRefused(sentence(error));
    }
  }

  /** The last command, where it can still be used: as on Discord, it comes back with the arrow up. */
  const lastOne = last && runnables.find(({ label }) => label === last.runnable.label);
  const again = last && lastOne && { runnable: lastOne, values: last.values };

  function press(event: KeyboardEvent): void {
    const current = matches[Math.min(at, matches.length - 1)];
    if (event.key === 'ArrowDown' && matches.length > 0) setAt((at + 1) % matches.length);
    else if (event.key === 'ArrowUp' && matches.length > 0) setAt((at + matches.length - 1) % matches.length);
    else if (event.key === 'ArrowUp' && text === '' && again) setChosen(again);
    else if (event.key === 'Escape' && matches.length > 0) setShut(true);
    else if (event.key === 'Enter' && !current) void write();
    else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && current) choose(current);
    else return;
    event.preventDefault();
  }

  if (chosen) {
    const run = (values: Filled) => {
      setLast({ runnable: chosen.runnable, values });
      leave();
    };
    return <OptionForm {...chosen} channel={channel} onLeave={leave} onRun={run} />;
  }
  const open = matches.length > 0;
  return (
    <section class="composer" aria-label="Write">
      {open && <CommandList runnables={matches} at={at} onChoose={choose} />}
      {!open && text.startsWith('/') && !shut && (
        <p class="hint" role="status">
          No command of yours begins like that.
        </p>
      )}
      {refused !== undefined && (
        <p class="hint failed" role="alert">
          {refused}
        </p>
      )}
      <input
        ref={box}
        id="composer"
        type="text"
        role="combobox"
        autocomplete="off"
        aria-label={`Message ${signed(channel)}`}
        maxLength={2000}
        aria-expanded={open}
        aria-controls="commands"
        aria-autocomplete="list"
        aria-activedescendant={open ? `command-${Math.min(at, matches.length - 1)}` : undefined}
        placeholder={`Message ${signed(channel)}`}
        value={text}
        onInput={event => {
          setText(event.currentTarget.value);
          setAt(0);
          setShut(false);
          setRefused(undefined);
        }}
        onKeyDown={press}
        onFocusOut={() => setShut(true)}
        onFocusIn={() => setShut(false)}
      />
    </section>
  );
}
