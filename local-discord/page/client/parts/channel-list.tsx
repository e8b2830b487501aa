import type { Channel } from '../shapes.ts';
import { readable } from '../state.ts';
import { usePage, useView } from '../use-page.ts';
import { Avatar } from './avatar.tsx';

export function ChannelList({ onChoose }: { readonly onChoose: () => void }) {
  const { page, state } = usePage();
  const { guild, member } = useView();
  return (
    <nav class="channels" aria-label="Channels">
      <h2>{guild?.name ?? 'No server yet'}</h2>
      <ul>
        {guild?.channels.map(channel => {
          const here = channel.id === state.view.channel;
          const unread = state.unread.has(channel.id);
          if (!readable.has(channel.type))
            return (
              <li key={channel.id} class="category">
                {channel.name}
              </li>
            );
          return (
            <li key={channel.id} class={`${here ? 'here' : ''}${unread ? ' unread' : ''}`}>
              <button
                type="button"
                aria-current={here ? 'page' : undefined}
                onClick={() => {
                  page.show({ channel: channel.id });
                  onChoose();
                }}
              >
                <ChannelSign channel={channel} />
                <span class="name">{channel.name}</span>
                {unread && <span class="unseen">, new messages</span>}
              </button>
            </li>
          );
        })}
      </ul>
      {member && (
        <p class="whoami">
          <Avatar id={member.id} name={member.name} small />
          <span>
            <span class="unseen">You are </span>
            <strong>{member.name}</strong>
          </span>
        </p>
      )}
    </nav>
  );
}

const THREADS: ReadonlySet<number> = new Set([10, 11, 12]);

export function ChannelSign({ channel }: { readonly channel: Channel }) {
  return (
    <span class="sign" aria-hidden="true">
      {THREADS.has(channel.type) ? '⌇' : '#'}
    </span>
  );
}
