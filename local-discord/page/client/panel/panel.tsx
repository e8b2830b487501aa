import { ClockSetter } from './clock-setter.tsx';
import { FaultSwitches } from './fault-switches.tsx';
import { MemberChooser } from './member-chooser.tsx';
import { RequestLog } from './request-log.tsx';
import { StartOver } from './start-over.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** What Discord does not have: being somebody else, moving the clock, breaking something, seeing what the bot asks for. */
export function Panel() {
  return (
    <aside class="panel" aria-label="Member, clock and requests">
      <MemberChooser />
      <ClockSetter />
      <FaultSwitches />
      <RequestLog />
      <ThemeSwitch />
      <StartOver />
    </aside>
  );
}
