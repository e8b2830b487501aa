import { ShowEmoji } from '../components/action-button.tsx';
import type { Emoji, Message, Reaction } from '../shapes.ts';
import { usePage } from '../use-page.ts';
import { Icon } from './icon.tsx';

/** What stands below a message's own content: its reactions, and the thread that grew from it. */
export function MessageFoot({ message }: { readonly message: Message }) {
  const { page } = usePage();
  const { thread, reactions = [] } = message;
  const messages = thread?.message_count ?? 0;
  return (
    <>
      {reactions.length > 0 && (
        <ul class="reactions" aria-label="Reactions">
          {reactions.map(reaction => (
            <li key={written(reaction.emoji)}>
              <ReactionButton reaction={reaction} message={message} />
            </li>
          ))}
        </ul>
      )}
      {thread && (
        <button type="button" class="thread-card" onClick={() => page.show({ channel: thread.id })}>
          <Icon name="thread" />
          <strong>{thread.name}</strong>
          <span class="description">{messages === 1 ? '1 message' : `${messages} messages`}</span>
        </button>
      )}
    </>
  );
}

function ReactionButton(props: { readonly reaction: Reaction; readonly message: Message }) {
  const { reaction, message } = props;
  const { page, state } = usePage();
  const { member } = state.view;
  const own = reaction.me === true;
  async function toggle(): Promise<void> {
    if (member === undefined) return;
    await page.control.react(message.channel_id, message.id, member, written(reaction.emoji), own);
  }
  return (
    <button type="button" aria-pressed={own} onClick={() => void page.change(toggle)}>
      <span class="unseen">React with </span>
      <ShowEmoji emoji={reaction.emoji} /> {reaction.count}
    </button>
  );
}

/** As Discord's addresses name an emoji. */
function written({ id, name }: Emoji): string {
  return id ? `${name}:${id}` : (name ?? '');
}
