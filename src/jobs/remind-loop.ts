/** Keeps reminders going beside the tick: however many there are at an hour, no post in a channel waits for them. */
import { WINDOW_HOURS } from '../core/misfire.ts';
import type { DeliveryParts } from './deliver-due.ts';
import { decideReminders, sendReminders } from './reminders.ts';

export interface RemindLoop {
  /** Looks at once, or right after the look under way. */
  wake(): void;
  /** Waits for the look under way; what isn't sent by then waits in the database. */
  stop(): Promise<void>;
}

/** A post may come some minutes after its time without being late: so long a reminder of the same time waits for it. */
const lookBackMs = 15 * 60_000;

export function startReminders(parts: DeliveryParts): RemindLoop {
  /** Until when everything is decided; only saves work, since whoever looks again decides nothing twice. */
  let lookedAt: Date | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopping = false;
  const isStopping = () => stopping;

  async function look(): Promise<void> {
    try {
      const now = parts.now();
      await decideReminders(parts, lookFrom(lookedAt, now), isStopping);
      if (!stopping) lookedAt = now;
      await sendReminders(parts, isStopping);
    } catch (error) {
      parts.log.warn({ err: error }, 'reminders could not be looked at; the next minute tries again');
    }
  }

  function wake(): void {
    if (stopping) return;
    if (running) {
      again = true;
      return;
    }
    running = look().finally(() => {
      running = undefined;
      if (!again) return;
      again = false;
      wake();
    });
  }

  return {
    wake,
    async stop() {
      stopping = true;
      await running;
    },
  };
}

/** After a start, or when the clock was moved, everything that is still worth sending is looked at. */
export function lookFrom(lookedAt: Date | undefined, now: Date): Date {
  const furthest = now.getTime() - WINDOW_HOURS.reminder * 3_600_000;
  const known = lookedAt && lookedAt <= now ? lookedAt.getTime() - lookBackMs : furthest;
  return new Date(Math.max(known, furthest));
}
