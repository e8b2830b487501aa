import { usePage } from '../use-page.ts';

/** Takes a message of one's own view away; whoever used the keyboard goes on in the message box. */
export function DismissButton({ id }: { readonly id: string }) {
  const { page } = usePage();
  return (
    <button
      type="button"
      onClick={event => {
        page.dismiss(id);
        // A press of a key counts no clicks; a finger must not open the phone's keyboard.
        if (event.detail === 0) document.getElementById('composer')?.focus();
      }}
    >
      Dismiss message
    </button>
  );
}
