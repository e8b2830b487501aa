import { useLayoutEffect, useRef } from 'preact/hooks';
import { ComponentList } from '../components/component-list.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import {
  causeOf,
  hidesEmbeds,
  isEphemeral,
  isThinking,
  mentions,
  plainTextOf,
  sayWhen,
} from '../message-facts.ts';
import type { Message } from '../shapes.ts';
import { nameOf, usePage, useView } from '../use-page.ts';
import { AttachmentList } from './attachment-list.tsx';
import { Avatar } from './avatar.tsx';
import { DismissButton } from './dismiss-button.tsx';
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
  const { state } = usePage();
  const { guild, member } = useView();
  const author = nameOf(guild, message.author);
  const cause = causeOf(message);
  const slim = compact && cause === undefined;
  const failed = state.notices.some(
    notice => notice.message === message.id && notice.member === state.view.member,
  );

  const kinds = [
    'message',
    isEphemeral(message) && 'ephemeral',
    slim && 'slim',
    member && mentions(message, member) && 'mentioned',
  ];
  const article = useKeptFocus();

  return (
    <li class={kinds.filter(Boolean).join(' ')}>
      <article ref={article} tabIndex={-1} aria-label={`${author}, ${sayWhen(message.timestamp, now)}`}>
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
              <Icon name="eye" /> Only you can see this • <DismissButton id={message.id} />
            </p>
          )}
        </div>
      </article>
    </li>
  );
}

/** An answer that changes its message can take away the very button that was pressed: the message keeps the focus then. */
function useKeptFocus() {
  const article = useRef<HTMLElement>(null);
  const held = article.current?.contains(document.activeElement) ?? false;
  useLayoutEffect(() => {
    if (held && document.activeElement === document.body) article.current?.focus({ preventScroll: true });
  });
  return article;
}

const PINNED = 6;
const THREAD_MADE = 18;
const THREAD_STARTER = 21;

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
  if (message.type === THREAD_STARTER) {
    return <p class="system">The message that this thread grew from is gone.</p>;
  }
  return (
    <>
      {message.content !== '' && <Markdown text={message.content} />}
      {message.edited_timestamp && message.content !== '' && <span class="edited"> (edited)</span>}
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
