import { useState } from 'preact/hooks';
import { useNow, usePage } from '../use-page.ts';
import { START_OVER } from './start-over.tsx';

const HOUR = 3_600_000;
const shown = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });

/** The calendar clock of this local Discord, in the reader's own zone, and what moves it. */
export function ClockSetter() {
  const { page, state } = usePage();
  const now = useNow(1000);
  const [wanted, setWanted] = useState('');
  if (state.clock === undefined) return null;
  const move = (to: { readonly advance: number } | { readonly to: string }) =>
    void page.change(() => page.control.moveClock(to));
  return (
    <section aria-labelledby="clock">
      <h2 id="clock">Clock</h2>
      <p class="now">
        <time dateTime={new Date(now).toISOString()}>{shown.format(now)}</time>
      </p>
      <div class="buttons">
        {state.actions
          .filter(({ id }) => id !== START_OVER)
          .map(({ id, label }) => (
            <button
              key={id}
              type="button"
              class="button primary"
              onClick={() => void page.change(() => page.control.runAction(id))}
            >
              {label}
            </button>
          ))}
        <button type="button" class="button secondary" onClick={() => move({ advance: HOUR })}>
          +1 hour
        </button>
        <button type="button" class="button secondary" onClick={() => move({ advance: 24 * HOUR })}>
          +1 day
        </button>
      </div>
      <form
        class="line"
        onSubmit={event => {
          event.preventDefault();
          // The browser reads a datetime-local value in the reader's own zone.
          if (wanted !== '') move({ to: new Date(wanted).toISOString() });
        }}
      >
        <label for="clock-to">Move to</label>
        <input
          id="clock-to"
          type="datetime-local"
          required
          value={wanted}
          onInput={event => setWanted(event.currentTarget.value)}
        />
        <button type="submit" class="button secondary">
          Move
        </button>
      </form>
    </section>
  );
}
