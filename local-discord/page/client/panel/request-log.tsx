import { useState } from 'preact/hooks';
import type { RequestLine } from '../shapes.ts';
import { usePage } from '../use-page.ts';

/** What the bot asked for lately, newest first; each line opens to show what was said. */
export function RequestLog() {
  const { state } = usePage();
  const lines = [...state.requests].sort((a, b) => b.n - a.n);
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">Last requests of the bot</h2>
      {lines.length === 0 && <p class="description">None yet.</p>}
      <ol class="requests">
        {lines.map(line => (
          <li key={line.n}>
            <Line line={line} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Bodies are long, so they are drawn only once somebody opens the line. */
function Line({ line }: { readonly line: RequestLine }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <span class={line.status >= 400 ? 'status bad' : 'status'}>{line.status}</span>
        <span class="method">{line.method}</span>
        <span class="path">{shortPath(line.path)}</span>
        <span class="ms">{Math.round(line.ms)} ms</span>
      </summary>
      {open && <RequestDetails line={line} />}
    </details>
  );
}

function RequestDetails({ line }: { readonly line: RequestLine }) {
  return (
    <div class="details">
      {line.problem !== undefined && <p class="failed">{line.problem}</p>}
      <p class="whole-path">{line.path}</p>
      {line.body !== undefined && <Json title="Sent" value={line.body} />}
      {line.answer !== undefined && <Json title="Answered" value={line.answer} />}
    </div>
  );
}

function Json({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <>
      <p class="description">{title}</p>
      <pre>{JSON.stringify(value, null, 2)}</pre>
    </>
  );
}

/** Tokens and ids say little in a narrow column: the whole path stands in the details. */
function shortPath(path: string): string {
  return path
    .replace(/^\/api/, '')
    .replace(/^\/v\d+/, '')
    .replace(/[A-Za-z0-9_.%-]{24,}/g, '…')
    .replace(/\d{15,}/g, id => `…${id.slice(-4)}`);
}
