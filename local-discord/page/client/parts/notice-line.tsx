import type { Notice } from '../state.ts';
import { usePage } from '../use-page.ts';
import { Icon } from './icon.tsx';

/** A command that got no answer within 3 s, said where the answer would have stood. */
export function NoticeLine({ notice }: { readonly notice: Notice }) {
  const { page, state } = usePage();
  if (state.dismissed.has(notice.id)) return null;
  return (
    <li class="notice" role="alert">
      <p class="used">{notice.text}</p>
      <p class="failed">The application did not respond</p>
      <p class="only-you">
        <Icon name="eye" /> Only you can see this •{' '}
        <button type="button" onClick={() => page.dismiss(notice.id)}>
          Dismiss message
        </button>
      </p>
    </li>
  );
}
