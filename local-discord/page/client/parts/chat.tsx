import { useEffect } from 'preact/hooks';
import type { Drawer } from '../app.tsx';
import { Composer } from '../composer/composer.tsx';
import { signed } from '../state.ts';
import { usePage, useView } from '../use-page.ts';
import { ChannelSign } from './channel-list.tsx';
import { Icon } from './icon.tsx';
import { MessageList } from './message-list.tsx';
import { TypingLine } from './typing-line.tsx';

/** The middle of the page: the channel's name, its messages, and where commands are typed. */
export function Chat({
  onOpen,
  covered,
}: {
  readonly onOpen: (drawer: Drawer) => void;
  readonly covered: boolean;
}) {
  const { page, state } = usePage();
  const { channel, guild, member } = useView();
  useEffect(() => {
    document.title = channel ? `${signed(channel)} · Local Discord` : 'Local Discord';
  }, [channel]);
  return (
    <main class="chat" inert={covered}>
      <header>
        <button
          type="button"
          class="drawer-button lists-button"
          aria-label="Servers and channels"
          onClick={() => onOpen('lists')}
        >
          <Icon name="menu" />
        </button>
        <h1>
          {channel && <ChannelSign channel={channel} />}
          {channel?.name ?? 'Local Discord'}
        </h1>
        <button
          type="button"
          class="drawer-button panel-button"
          aria-label="Member, clock and requests"
          onClick={() => onOpen('panel')}
        >
          <Icon name="panel" />
        </button>
      </header>
      {!state.connected && (
        <p class="banner" role="status">
          The local Discord does not answer. This page goes on by itself when it is back; if it was started
          anew, open the address that it printed.
        </p>
      )}
      {state.problem !== undefined && (
        <p class="banner" role="alert">
          {state.problem}{' '}
          <button type="button" onClick={page.clearProblem}>
            Dismiss
          </button>
        </p>
      )}
      {guild && !guild.botPresent && <p class="banner">The bot is not in this server.</p>}
      <MessageList key={`${state.view.channel} ${state.view.member}`} />
      {channel && member && <Composer key={`${state.view.guild} ${member.id}`} channel={channel} />}
      <TypingLine />
    </main>
  );
}
