import type { Channel } from '../shapes.ts';
import { isDirect, isThread } from '../state.ts';

/** What stands above a channel's first message. */
export function Beginning({ channel }: { readonly channel: Channel }) {
  const [title, sentence] = wordsFor(channel);
  return (
    <div class="beginning">
      <h2>{title}</h2>
      <p>{sentence} Type / to see what the bot can do.</p>
    </div>
  );
}

function wordsFor(channel: Channel): readonly [string, string] {
  const { name } = channel;
  if (isDirect(channel)) return [name, `This is the beginning of your conversation with ${name}.`];
  if (isThread(channel)) return [name, 'This is the beginning of this thread.'];
  return [`Welcome to #${name}!`, `This is the start of the #${name} channel.`];
}
