import { useNow, usePage, useView } from '../use-page.ts';

/** Below the message box, while the bot is writing in the channel in view. */
export function TypingLine() {
  const { state } = usePage();
  const { channel } = useView();
  useNow(1000);
  const { typing } = state;
  const is = typing !== undefined && typing.channel === channel?.id && typing.until > performance.now();
  return (
    <p class="typing" role="status">
      {is && (
        <>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <strong>{state.world?.application.name}</strong> is typing…
        </>
      )}
    </p>
  );
}
