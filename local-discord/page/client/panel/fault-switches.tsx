import { useState } from 'preact/hooks';
import { usePage } from '../use-page.ts';
import { faultChoices, isOn, switched } from './fault-words.ts';

/** Breaks what stands between Discord and the bot, to see whether the bot copes. */
export function FaultSwitches() {
  const { page, state } = usePage();
  const { control } = page;
  const [open, setOpen] = useState(false);
  const limited = state.rateLimits === 'realistic';
  const broken = faultChoices.filter(choice => isOn(choice, state.faults)).length + (limited ? 1 : 0);
  const mend = () => Promise.all([control.setFaults({}), control.setRateLimits('off')]);
  const gateway = (what: Parameters<typeof control.gateway>[0]) =>
    void page.change(() => control.gateway(what));
  return (
    <details
      class="fold"
      // Mending everything doesn't close it, or whoever did so by keyboard would be nowhere.
      open={open || broken > 0}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary>
        <h2>Break something</h2>
        {broken > 0 && <span class="count">{broken} on</span>}
      </summary>
      <fieldset>
        <legend class="unseen">Faults</legend>
        {faultChoices.map(choice => (
          <label key={choice.id} class="tickable">
            <input
              type="checkbox"
              checked={isOn(choice, state.faults)}
              onChange={event => {
                const wanted = switched(choice, state.faults, event.currentTarget.checked);
                void page.change(() => control.setFaults(wanted));
              }}
            />
            <span>{choice.label}</span>
          </label>
        ))}
        <label class="tickable">
          <input
            type="checkbox"
            checked={limited}
            onChange={event => {
              const wanted = event.currentTarget.checked ? 'realistic' : 'off';
              void page.change(() => control.setRateLimits(wanted));
            }}
          />
          <span>Rate limits as on Discord</span>
        </label>
      </fieldset>
      <p class="description">The bot’s connection:</p>
      <div class="buttons">
        <button type="button" class="button secondary" onClick={() => gateway('drop')}>
          Cut it
        </button>
        <button type="button" class="button secondary" onClick={() => gateway('reconnect')}>
          Ask to reconnect
        </button>
        <button type="button" class="button secondary" onClick={() => gateway('invalid-session')}>
          End its session
        </button>
      </div>
      <div class="buttons">
        <button type="button" class="button primary" onClick={() => void page.change(mend)}>
          Mend everything
        </button>
      </div>
    </details>
  );
}
