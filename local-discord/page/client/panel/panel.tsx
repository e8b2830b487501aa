import { ClockSetter } from './clock-setter.tsx';
import { MemberChooser } from './member-chooser.tsx';
import { RequestLog } from './request-log.tsx';

/** What Discord does not have: being somebody else, moving the clock, seeing what the bot asks for. */
export function Panel() {
  return (
    <aside class="panel" aria-label="Member, clock and requests">
      <MemberChooser />
      <ClockSetter />
      <RequestLog />
    </aside>
  );
}
