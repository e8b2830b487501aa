import { httpUrl } from '../markdown/parse-references.ts';
import type { Component, Emoji, Message } from '../shapes.ts';
import { useComponent } from './use-component.ts';

const styles = ['', 'primary', 'secondary', 'success', 'danger', 'link', 'premium'];
const LINK = 5;

export function ActionButton({ button, message }: { readonly button: Component; readonly message: Message }) {
  const { use, waiting, refused } = useComponent(message, button.custom_id ?? '');
  const style = styles[button.style ?? 2] ?? 'secondary';
  const label = (
    <>
      <ShowEmoji emoji={button.emoji} /> {button.label}
    </>
  );
  const link = button.style === LINK ? httpUrl(button.url ?? '') : undefined;
  if (link !== undefined) {
    return (
      <a class="button link" href={link} target="_blank" rel="noopener noreferrer">
        {label} <span aria-hidden="true">↗</span>
      </a>
    );
  }
  return (
    <span class="with-refusal">
      <button
        type="button"
        class={`button ${style}${waiting ? ' waiting' : ''}`}
        disabled={button.disabled === true || button.custom_id === undefined}
        aria-busy={waiting}
        onClick={() => void use()}
      >
        {label}
      </button>
      {refused !== undefined && (
        <span class="failed" role="alert">
          {refused}
        </span>
      )}
    </span>
  );
}

/** Only emoji that are text; a server's own ones are pictures from elsewhere, so they are named. */
export function ShowEmoji({ emoji }: { readonly emoji: Emoji | undefined }) {
  if (!emoji?.name) return null;
  return <span class="emoji">{emoji.id ? `:${emoji.name}:` : emoji.name}</span>;
}
