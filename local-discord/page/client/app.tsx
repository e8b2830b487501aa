import { useEffect, useRef, useState } from 'preact/hooks';
import { ModalDialog } from './components/modal-dialog.tsx';
import type { Page } from './page.ts';
import { Panel } from './panel/panel.tsx';
import { ChannelList } from './parts/channel-list.tsx';
import { Chat } from './parts/chat.tsx';
import { GuildList } from './parts/guild-list.tsx';
import { Icon } from './parts/icon.tsx';
import { PageContext, usePageState } from './use-page.ts';

export type Drawer = 'lists' | 'panel' | undefined;

/** Three columns; on narrow windows the outer two are drawers, of which one is open at a time. */
export function App({ page }: { readonly page: Page }) {
  const state = usePageState(page);
  const [drawer, setDrawer] = useState<Drawer>(undefined);
  const opener = useRef<HTMLElement | null>(null);

  const open = (which: Drawer) => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setDrawer(which);
  };
  const close = () => setDrawer(undefined);
  useEffect(() => {
    // The chat takes no focus before it is uncovered, so the way back is here and not in `close`.
    if (drawer === undefined) return opener.current?.focus();
    document.querySelector<HTMLElement>(`.drawer-${drawer} button`)?.focus();
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setDrawer(undefined);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [drawer]);

  return (
    <PageContext.Provider value={{ page, state }}>
      <div class={`page${drawer ? ` open-${drawer}` : ''}`}>
        <button type="button" class="skip" onClick={() => document.getElementById('composer')?.focus()}>
          Skip to the message box
        </button>
        <div class="drawer-lists">
          <button type="button" class="close-drawer" onClick={close}>
            <Icon name="close" /> Close the lists
          </button>
          <GuildList />
          <ChannelList onChoose={close} />
        </div>
        <Chat onOpen={open} covered={drawer !== undefined} />
        <div class="drawer-panel">
          <button type="button" class="close-drawer" onClick={close}>
            <Icon name="close" /> Close the panel
          </button>
          <Panel />
        </div>
        {drawer && <button type="button" class="backdrop" tabIndex={-1} aria-label="Close" onClick={close} />}
        {state.modal && <ModalDialog key={state.modal.interaction} open={state.modal} />}
      </div>
    </PageContext.Provider>
  );
}
