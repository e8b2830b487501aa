import type { Notice } from '../state.ts';
import { usePage } from '../use-page.ts';
import { DismissButton } from './dismiss-button.tsx';
import { Icon } from './icon.tsx';

/** A command that got no answer within 3 s, said where the answer would have stood. */
export function NoticeLine({ notice }: { readonly notice: Notice }) {
  const { state } = usePage();
  if (state.dismissed.has(notice.id)) return null;
  return (
    <li class="notice">
      <div role="alert">
        <p class="used">{notice.text}</p>
        <p class="failed">The application did not respond</p>
      </div>
      <p class="only-you">
        <Icon name="eye" /> Only you can see this • <DismissButton id={notice.id} />
      </p>
    </li>
  );
}
