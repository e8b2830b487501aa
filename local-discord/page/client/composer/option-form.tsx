import { useEffect, useRef, useState } from 'preact/hooks';
import type { SentFiles } from '../files.ts';
import { sentence } from '../page.ts';
import type { Channel } from '../shapes.ts';
import { usePage, useView } from '../use-page.ts';
import { OptionField } from './option-field.tsx';
import { type Filled, valuesOf } from './option-values.ts';
import type { Runnable } from './slash.ts';

interface Props {
  readonly runnable: Runnable;
  readonly values: Filled;
  readonly channel: Channel;
  readonly onLeave: () => void;
  /** It was run, with these values. */
  readonly onRun: (values: Filled) => void;
}

/** A chosen command with its options as fields; Enter runs it, Escape goes back. */
export function OptionForm({ runnable, values, channel, onLeave, onRun }: Props) {
  const { page } = usePage();
  const { member } = useView();
  const [filled, setFilled] = useState<Filled>(values);
  const [files, setFiles] = useState<SentFiles>({});
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [waiting, setWaiting] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const label = `${member?.name ?? 'You'} used /${runnable.label}`;

  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('.option :is(input, select)');
    (first ?? form.current?.querySelector<HTMLElement>('.run'))?.focus();
  }, []);

  async function run(): Promise<void> {
    if (waiting) return;
    setWaiting(true);
    setProblem(undefined);
    try {
      const options = valuesOf(runnable.options, filled);
      await page.act(
        { type: 'command', channel: channel.id, name: runnable.name, sub: runnable.sub, options, files },
        { label },
      );
      onRun(filled);
    } catch (error) {
      setProblem(sentence(error));
      setWaiting(false);
    }
  }

  return (
    <section class="composer" aria-label={`Options of /${runnable.label}`}>
      <form
        ref={form}
        class="option-form"
        onSubmit={event => {
          event.preventDefault();
          void run();
        }}
        onKeyDown={event => {
          if (event.key !== 'Escape' || event.defaultPrevented) return;
          event.preventDefault();
          onLeave();
        }}
      >
        <header>
          <strong class="command-name">/{runnable.label}</strong>
          <span class="description">{runnable.description}</span>
        </header>
        {runnable.options.length > 0 && (
          <div class="options">
            {runnable.options.map(option => (
              <OptionField
                key={option.name}
                option={option}
                runnable={runnable}
                channel={channel}
                filled={filled}
                onChange={value => setFilled(before => ({ ...before, [option.name]: value }))}
                onFiles={chosen => setFiles(before => ({ ...before, [option.name]: chosen }))}
              />
            ))}
          </div>
        )}
        {problem !== undefined && (
          <p class="failed" role="alert">
            {problem}
          </p>
        )}
        <footer>
          <button type="button" class="button secondary" onClick={onLeave}>
            Cancel
          </button>
          <button type="submit" class={`button primary run${waiting ? ' waiting' : ''}`} aria-busy={waiting}>
            Run /{runnable.label}
          </button>
        </footer>
      </form>
    </section>
  );
}
