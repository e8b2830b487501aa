import { useRef } from 'preact/hooks';
import { usePage } from '../use-page.ts';

/** The action that makes this Discord as new, where whoever started the server offers it. */
export const START_OVER = 'start-over';

/** Asks first: what was done here is gone afterwards. */
export function StartOver() {
  const { page, state } = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  const action = state.actions.find(({ id }) => id === START_OVER);
  if (!action) return null;
  const close = () => dialog.current?.close();
  return (
    <section aria-labelledby="start-over">
      <h2 id="start-over">{action.label}</h2>
      <button type="button" class="button secondary" onClick={() => dialog.current?.showModal()}>
        {action.label}…
      </button>
      <dialog ref={dialog} class="modal" aria-labelledby="start-over-question">
        <header>
          <h2 id="start-over-question">Forget everything and begin anew?</h2>
        </header>
        <p class="question">
          Messages, members, cohorts and progress of this Discord are deleted. Nothing outside it changes.
        </p>
        <footer>
          <button type="button" class="button secondary" onClick={close}>
            Keep everything
          </button>
          <button
            type="button"
            class="button danger"
            onClick={() => {
              close();
              void page.change(() => page.control.runAction(action.id));
            }}
          >
            Delete and begin anew
          </button>
        </footer>
      </dialog>
    </section>
  );
}
