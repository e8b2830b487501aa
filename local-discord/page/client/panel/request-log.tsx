import { useState } from 'preact/hooks';
import type { RequestLine } from '../shapes.ts';
import { usePage } from '../use-page.ts';
import { verdictOf } from './verdict.ts';

/** What the bot asked for lately, newest first; each line opens to show what was said. */
export function RequestLog() {
  const { state } = usePage();
  const lines = [...state.requests].sort((a, b) => b.n - a.n);
  return (
    <details class="fold" open>
      <summary>
        <h2>Last requests of the bot</h2>
      </summary>
      {lines.length === 0 && <p class="description">None yet.</p>}
      <ol class="requests">
        {lines.map(line => (
          <li key={line.n}>
            <Line line={line} />
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Bodies are long, so they are drawn only once somebody opens the line. */
function Line({ line }: { readonly line: RequestLine }) {
  const [open, setOpen] = useState(false);
  const verdict = verdictOf(line);
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <span class={verdict.good ? 'status' : 'status bad'}>{line.status === 0 ? '–' : line.status}</span>
        <span class="method">{line.method}</span>
        <span class="path">{shortPath(line.path)}</span>
        <span class="ms">{Math.round(line.ms)} ms</span>
        {!verdict.good && <span class="verdict">{verdict.words}</span>}
      </summary>
      {open && <RequestDetails line={line} />}
    </details>
  );
}

function RequestDetails({ line }: { readonly line: RequestLine }) {
  return (
    <div class="details">
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
    .replace(/\?.*$/, '')
    .replace(/\/\d{15,}\/[A-Za-z0-9_.%-]{24,}/g, '/…')
    .replace(/\d{15,}/g, id => `…${id.slice(-4)}`);
}
