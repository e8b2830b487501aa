import { useId, useState } from 'preact/hooks';
import { ShowEmoji } from '../components/action-button.tsx';
import { sayTime } from '../markdown/say-time.ts';
import type { Message, Poll } from '../shapes.ts';
import { useNow, usePage } from '../use-page.ts';

/** A poll as it stands: how many chose what, when it ends, and one's own vote while it is open. */
export function PollCard({ poll, message }: { readonly poll: Poll; readonly message: Message }) {
  const { page, state } = usePage();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const now = useNow(15_000);
  const name = useId();
  const counts = poll.results?.answer_counts ?? [];
  const votes = counts.reduce((sum, { count }) => sum + count, 0);
  const ended = poll.results?.is_finalized === true;
  const several = poll.allow_multiselect === true;
  const ending =
    poll.expiry && !ended ? `ends ${sayTime(Date.parse(poll.expiry) / 1000, 'R', now)}` : undefined;

  const as = state.view.member ?? '';
  const own = counts.filter(one => one.me_voted === true).map(({ id }) => id);
  const voted = own.length > 0;
  const vote = (answers: readonly number[]) =>
    void page.change(async () => {
      await page.control.vote(message.channel_id, message.id, as, answers);
      setChosen([]);
    });
  const take = (id: number, on: boolean) =>
    setChosen(several ? [...chosen.filter(other => other !== id), ...(on ? [id] : [])] : [id]);

  return (
    <section class="poll" aria-label={`Poll: ${poll.question.text ?? ''}`}>
      <p class="poll-question">{poll.question.text}</p>
      <p class="description">{several ? 'Select one or more answers' : 'Select one answer'}</p>
      <ul>
        {poll.answers.map(({ answer_id: id, poll_media: { text, emoji } }) => {
          const count = counts.find(one => one.id === id)?.count ?? 0;
          return (
            <li key={id} class={own.includes(id) ? 'own' : ''}>
              <label class="tickable">
                <input
                  type={several ? 'checkbox' : 'radio'}
                  name={name}
                  disabled={ended || voted}
                  checked={(voted ? own : chosen).includes(id)}
                  onChange={event => take(id, event.currentTarget.checked)}
                />
                <span>
                  <ShowEmoji emoji={emoji} /> {text}
                </span>
              </label>
              <span class="count">
                {sayVotes(count)}
                {own.includes(id) && ' (yours)'}
              </span>
              {votes > 0 && <meter min={0} max={votes} value={count} aria-hidden="true" />}
            </li>
          );
        })}
      </ul>
      <p class="description">
        {[sayVotes(votes), ended ? 'the poll has ended' : ending].filter(Boolean).join(' • ')}
      </p>
      {!ended && (
        <div class="action-row">
          <button
            type="button"
            class={voted ? 'button secondary' : 'button primary'}
            disabled={!voted && chosen.length === 0}
            onClick={() => vote(voted ? [] : chosen)}
          >
            {voted ? 'Remove vote' : 'Vote'}
          </button>
        </div>
      )}
    </section>
  );
}

function sayVotes(count: number): string {
  return count === 1 ? '1 vote' : `${count} votes`;
}
