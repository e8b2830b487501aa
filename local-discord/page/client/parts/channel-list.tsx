import type { Channel } from '../shapes.ts';
import { directsOf, isDirect, isThread, readable } from '../state.ts';
import { usePage, useView } from '../use-page.ts';
import { Avatar } from './avatar.tsx';
import { orderChannels } from './channel-order.ts';
import { Icon } from './icon.tsx';

export function ChannelList({ onChoose }: { readonly onChoose: () => void }) {
  const { state } = usePage();
  const { guild, member } = useView();
  const directs = state.world ? directsOf(state.world, member?.id) : [];
  return (
    <nav class="channels" aria-label="Channels">
      <h2>{guild?.name ?? 'No server yet'}</h2>
      <ul>
        {orderChannels(guild?.channels ?? []).map(channel =>
          readable.has(channel.type) ? (
            <Row key={channel.id} channel={channel} onChoose={onChoose} />
          ) : (
            <li key={channel.id} class="category">
              {channel.name}
            </li>
          ),
        )}
        {directs.length > 0 && <li class="category">Direct messages</li>}
        {directs.map(channel => (
          <Row key={channel.id} channel={channel} onChoose={onChoose} />
        ))}
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

function Row({ channel, onChoose }: { readonly channel: Channel; readonly onChoose: () => void }) {
  const { page, state } = usePage();
  const here = channel.id === state.view.channel;
  const unread = state.unread.has(channel.id);
  const kinds = [here && 'here', unread && 'unread', isThread(channel) && 'thread'];
  return (
    <li class={kinds.filter(Boolean).join(' ')}>
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
}

export function ChannelSign({ channel }: { readonly channel: Channel }) {
  return (
    <span class="sign" aria-hidden="true">
      {isThread(channel) ? <Icon name="thread" /> : isDirect(channel) ? '@' : '#'}
    </span>
  );
}
