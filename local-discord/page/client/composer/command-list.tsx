import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../use-page.ts';
import type { Runnable } from './slash.ts';

interface Props {
  readonly runnables: readonly Runnable[];
  readonly at: number;
  readonly onChoose: (runnable: Runnable) => void;
}

/** The commands that fit what was typed; the text box keeps the focus and names the active one. */
export function CommandList({ runnables, at, onChoose }: Props) {
  const { state } = usePage();
  const list = useRef<HTMLDivElement>(null);
  const active = Math.min(at, runnables.length - 1);
  useEffect(() => list.current?.querySelector('.at')?.scrollIntoView({ block: 'nearest' }), [active]);
  return (
    <div class="popup" onPointerDown={event => event.preventDefault()}>
      <p class="popup-title">{state.world?.application.name}</p>
      <div ref={list} id="commands" role="listbox" aria-label="Commands">
        {runnables.map((runnable, n) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the text box keeps the focus
          // biome-ignore lint/a11y/useKeyWithClickEvents: the text box hears the keys
          <div
            key={runnable.label}
            id={`command-${n}`}
            role="option"
            class={n === active ? 'at' : ''}
            aria-selected={n === active}
            onClick={() => onChoose(runnable)}
          >
            <span class="command-name">
              /{runnable.label}
              {runnable.options
                .filter(option => option.required === true)
                .map(option => (
                  <span key={option.name} class="command-option">
                    {option.name}
                  </span>
                ))}
            </span>
            <span class="description">{runnable.description}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
