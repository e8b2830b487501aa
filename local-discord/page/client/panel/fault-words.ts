/** What can be broken on purpose, in words, and what each of them means to the server. */
import type { Faults } from '../shapes.ts';

export interface FaultChoice {
  readonly id: string;
  readonly label: string;
  readonly means: Faults;
}

/** Half of the time: a bot that tries again gets through, and meets the fault often enough to be seen. */
const OFTEN = 0.5;

export const faultChoices: readonly FaultChoice[] = [
  { id: 'slow', label: 'Every request takes 1 to 2 seconds', means: { latencyMs: [1000, 2000] } },
  { id: 'before', label: 'Every other request fails and does nothing', means: { error502Before: OFTEN } },
  { id: 'after', label: 'Every other request works, but says it failed', means: { error502After: OFTEN } },
  { id: 'drop', label: 'Every other answer gets lost on the way', means: { dropAnswer: OFTEN } },
  { id: 'wait', label: 'Every other request is told to wait', means: { rateLimit429: OFTEN } },
  { id: 'twice', label: 'Every event reaches the bot twice', means: { duplicateDispatch: 1 } },
  { id: 'late', label: 'Events reach the bot 2 to 4 seconds late', means: { dispatchDelayMs: [2000, 4000] } },
  { id: 'deaf', label: 'Heartbeats stay unanswered', means: { ignoreHeartbeats: true } },
  { id: 'forget', label: 'A broken connection can’t be resumed', means: { refuseResume: true } },
];

export function isOn(choice: FaultChoice, faults: Faults): boolean {
  return Object.keys(choice.means).every(name => Boolean(faults[name]));
}

/** All faults as they are, with this one switched. */
export function switched(choice: FaultChoice, faults: Faults, on: boolean): Faults {
  const others = Object.entries(faults).filter(([name]) => !(name in choice.means));
  return { ...Object.fromEntries(others), ...(on ? choice.means : {}) };
}
