import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { dayOf, follows, plainTextOf, shownAs } from '../message-facts.ts';
import type { Message } from '../shapes.ts';
import { nameOf, useNow, usePage, useView } from '../use-page.ts';
import { Beginning } from './beginning.tsx';
import { MessageItem } from './message-item.tsx';
import { NoticeLine } from './notice-line.tsx';

/** How far from the end, in pixels, still counts as reading the newest message. */
const NEAR = 80;

/** From how far, in pixels, a way back to the end is offered: an opened select is no reason yet. */
const FAR = 500;

/** The channel's messages, oldest first; stays at the end unless somebody scrolled up. */
export function MessageList() {
  const { state } = usePage();
  const { channel, guild } = useView();
  const now = useNow(15_000);
  const box = useRef<HTMLElement>(null);
  const [following, setFollowing] = useState(true);
  const [far, setFar] = useState(false);
  const messages = state.messages.filter(({ id }) => !state.dismissed.has(id)).map(shownAs);
  const notices = state.notices.filter(
    notice =>
      notice.channel === channel?.id && notice.member === state.view.member && notice.message === undefined,
  );

  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight });
  useLayoutEffect(() => {
    if (following) toEnd();
  });
  useEffect(() => {
    if (!box.current || !following) return;
    // A form below makes the room smaller: the newest message stays in sight.
    const observer = new ResizeObserver(toEnd);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [following]);

  return (
    <div class="messages-frame">
      <section
        ref={box}
        class="messages"
        aria-label={`Messages in ${channel?.name ?? 'this channel'}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={event => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          const below = scrollHeight - scrollTop - clientHeight;
          setFollowing(below < NEAR);
          setFar(below > FAR);
        }}
        onLoadCapture={() => following && toEnd()}
      >
        {state.world?.guilds.length === 0 && (
          <p class="empty">There is no server yet. As soon as one is made, it is shown here.</p>
        )}
        {state.closed !== undefined && <p class="empty">{state.closed}</p>}
        {state.closed === undefined && channel && messages.length < 100 && <Beginning channel={channel} />}
        <ol>
          {messages.map((message, n) => (
            <Row key={message.id} message={message} before={messages[n - 1]} now={now} />
          ))}
          {notices.map(notice => (
            <NoticeLine key={notice.id} notice={notice} />
          ))}
        </ol>
      </section>
      {far && (
        <button type="button" class="to-end" onClick={toEnd}>
          Jump to the newest message
        </button>
      )}
      <Announcer messages={messages} name={message => nameOf(guild, message.author)} />
    </div>
  );
}

function Row(props: {
  readonly message: Message;
  readonly before: Message | undefined;
  readonly now: number;
}) {
  const { message, before, now } = props;
  const day = dayOf(message.timestamp);
  return (
    <>
      {before !== undefined && dayOf(before.timestamp) !== day && (
        <li class="day">
          <span>{day}</span>
        </li>
      )}
      <MessageItem message={message} compact={follows(message, before)} now={now} />
    </>
  );
}

/** Says the newest message aloud, but not what was there when the channel was opened. */
function Announcer(props: {
  readonly messages: readonly Message[];
  readonly name: (message: Message) => string;
}) {
  const newest = props.messages.at(-1);
  const first = useRef<string | undefined>(undefined);
  first.current ??= newest?.id;
  const fresh = newest !== undefined && newest.id !== first.current;
  return (
    <p class="unseen" aria-live="polite">
      {fresh ? `${props.name(newest)}: ${plainTextOf(newest)}` : ''}
    </p>
  );
}
