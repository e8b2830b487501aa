import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { SentFiles } from '../files.ts';
import { Markdown } from '../markdown/markdown.tsx';
import { sentence } from '../page.ts';
import { Icon } from '../parts/icon.tsx';
import type { Component } from '../shapes.ts';
import type { OpenModal } from '../state.ts';
import { usePage } from '../use-page.ts';
import { KIND } from './kinds.ts';
import { ModalField } from './modal-field.tsx';
import { type FieldValue, firstValues, missingIn } from './modal-values.ts';

/** A form that the bot opened. A native dialog: the rest of the page is out of reach until it closes. */
export function ModalDialog({ open }: { readonly open: OpenModal }) {
  const { page, state } = usePage();
  const { modal } = open;
  const [values, setValues] = useState(() => firstValues(modal));
  const [files, setFiles] = useState<SentFiles>({});
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [waiting, setWaiting] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // The first field, not the button that closes the dialog.
    dialog.current?.querySelector<HTMLElement>('.field :is(input, textarea, button)')?.focus();
    return () => {
      // What opened the form may be gone by now, as the fields of a command are.
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
      if (isThere) before.focus();
      else document.getElementById('composer')?.focus();
    };
  }, []);

  function answerTo({ type, custom_id: id = '' }: Component): FieldValue | undefined {
    return type === KIND.upload ? (files[id] ?? []).map(({ name }) => name) : values[id];
  }

  async function submit(): Promise<void> {
    const missing = modal.components
      .map(({ label, component }) => component && missingIn(component, label ?? '', answerTo(component)))
      .find(found => found !== undefined);
    if (missing !== undefined || waiting) return setProblem(missing);
    setWaiting(true);
    setProblem(undefined);
    try {
      const outcome = await page.act(
        { type: 'modal', interaction: open.interaction, values, files },
        { ...(open.message === undefined ? {} : { message: open.message }), label: `“${modal.title}”` },
      );
      if (outcome.outcome === 'none') setProblem('The application did not respond.');
      else if (page.read().modal === open) page.closeModal();
    } catch (error) {
      setProblem(sentence(error));
    }
    setWaiting(false);
  }

  return (
    <dialog ref={dialog} class="modal" aria-labelledby={`${id}-title`} onClose={page.closeModal}>
      <form
        onSubmit={event => {
          event.preventDefault();
          void submit();
        }}
      >
        <header>
          <h2 id={`${id}-title`}>{modal.title}</h2>
          <button type="button" class="plain" aria-label="Close" onClick={page.closeModal}>
            <Icon name="close" />
          </button>
        </header>
        <div class="fields">
          <p class="form-of">This form goes to {state.world?.application.name ?? 'the bot'}.</p>
          {modal.components.map((component, n) => {
            if (component.type === KIND.text) return <Markdown key={n} text={component.content ?? ''} />;
            const inner = component.component ?? component.components?.[0];
            if (!inner) return null;
            const name = component.label ?? inner.label ?? '';
            const customId = inner.custom_id ?? '';
            return (
              <ModalField
                key={customId}
                field={inner}
                name={name}
                description={component.description ?? undefined}
                value={values[customId]}
                onChange={value => setValues(before => ({ ...before, [customId]: value }))}
                onFiles={chosen => setFiles(before => ({ ...before, [customId]: chosen }))}
              />
            );
          })}
        </div>
        {problem !== undefined && (
          <p class="failed" role="alert">
            {problem}
          </p>
        )}
        <footer>
          <button type="button" class="button secondary" onClick={page.closeModal}>
            Cancel
          </button>
          <button type="submit" class={`button primary${waiting ? ' waiting' : ''}`} aria-busy={waiting}>
            Submit
          </button>
        </footer>
      </form>
    </dialog>
  );
}
