import { ComponentList } from '../components/component-list.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { causeOf, hidesEmbeds, isEphemeral, isThinking, plainTextOf, sayWhen } from '../message-facts.ts';
import type { Message } from '../shapes.ts';
import { nameOf, usePage, useView } from '../use-page.ts';
import { AttachmentList } from './attachment-list.tsx';
import { Avatar } from './avatar.tsx';
import { EmbedCard } from './embed-card.tsx';
import { Icon } from './icon.tsx';
import { MessageFoot } from './message-foot.tsx';
import { PollCard } from './poll-card.tsx';

interface Props {
  readonly message: Message;
  /** Drawn without author and picture, below a message of the same author. */
  readonly compact: boolean;
  readonly now: number;
}

export function MessageItem({ message, compact, now }: Props) {
  const { page, state } = usePage();
  const { guild } = useView();
  const author = nameOf(guild, message.author);
  const cause = causeOf(message);
  const slim = compact && cause === undefined;
  const failed = state.notices.some(
    notice => notice.message === message.id && notice.member === state.view.member,
  );

  return (
    <li class={`message${isEphemeral(message) ? ' ephemeral' : ''}${slim ? ' slim' : ''}`}>
      <article aria-label={`${author}, ${sayWhen(message.timestamp, now)}`}>
        {cause?.user && (
          <p class="used">
            <Avatar id={cause.user.id} name={nameOf(guild, cause.user)} small />
            <strong>{nameOf(guild, cause.user)}</strong> <span class="what">{cause.what}</span>
          </p>
        )}
        {!cause && message.referenced_message && <Referenced message={message.referenced_message} />}
        {!slim && <Avatar id={message.author.id} name={author} />}
        <div class="body">
          {!slim && (
            <p class="head">
              <strong class="author">{author}</strong>
              {message.author.bot && <span class="app">APP</span>}
              <time dateTime={message.timestamp} title={new Date(message.timestamp).toLocaleString()}>
                {sayWhen(message.timestamp, now)}
              </time>
            </p>
          )}
          <MessageBody message={message} />
          {failed && (
            <p class="failed" role="alert">
              The application did not respond
            </p>
          )}
          {isEphemeral(message) && (
            <p class="only-you">
              <Icon name="eye" /> Only you can see this •{' '}
              <button type="button" onClick={() => page.dismiss(message.id)}>
                Dismiss message
              </button>
            </p>
          )}
        </div>
      </article>
    </li>
  );
}

const PINNED = 6;
const THREAD_MADE = 18;

function MessageBody({ message }: { readonly message: Message }) {
  if (isThinking(message)) {
    return (
      <p class="thinking">
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>{' '}
        is thinking…
      </p>
    );
  }
  if (message.type === PINNED) return <p class="system">pinned a message to this channel.</p>;
  if (message.type === THREAD_MADE) return <p class="system">started a thread: {message.content}</p>;
  return (
    <>
      {message.content !== '' && <Markdown text={message.content} />}
      {message.edited_timestamp && message.content !== '' && <span class="edited">(edited)</span>}
      {!hidesEmbeds(message) &&
        message.embeds?.map((embed, n) => <EmbedCard key={n} embed={embed} message={message} />)}
      <ComponentList components={message.components ?? []} message={message} />
      {message.poll && <PollCard poll={message.poll} message={message} />}
      <AttachmentList message={message} />
      <MessageFoot message={message} />
    </>
  );
}

function Referenced({ message }: { readonly message: Message }) {
  const { guild } = useView();
  return (
    <p class="used reply">
      <strong>{nameOf(guild, message.author)}</strong>{' '}
      <span class="what">{plainTextOf(message).slice(0, 120)}</span>
    </p>
  );
}
