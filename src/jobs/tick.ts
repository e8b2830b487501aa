/** The minute tick: reads the time, decides what is due, sends it. It holds no schedule: Postgres knows what is due. */
import { schedule } from 'node-cron';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { findNextWait } from '../store/deliveries.ts';
import { setLateWaitsReady } from '../store/late-waits.ts';
import type { DeliveryParts } from './deliver-due.ts';
import { postDue } from './post-due.ts';

export interface Tick {
  /** Runs at once, or right after the run under way. */
  wake(): void;
  /** Seconds of elapsed time since the last run that ended well, or since a long one last got on. */
  age(): number;
  /** Waits for the run under way; what isn't sent by then stays in the ledger. */
  stop(): Promise<void>;
}

export interface TickParts extends DeliveryParts {
  readonly clock: Clock;
  readonly log: Logger;
  /** Called at each run, before its work: for what has a rhythm of its own and must only be begun. */
  readonly onRun?: () => void;
}

export function startTick(parts: TickParts): Tick {
  let lastMove = performance.now();
  const moved = () => {
    lastMove = performance.now();
  };
  let running: Promise<void> | undefined;
  let again = false;
  let stopping = false;
  let jumped = false;
  let retry: NodeJS.Timeout | undefined;

  async function run(): Promise<void> {
    try {
      await parts.clock.sync();
      parts.onRun?.();
      if (jumped) await setLateWaitsReady(parts.db);
      jumped = false;
      await postDue({ ...parts, onBatch: moved }, () => stopping);
      moved();
      await planRetry();
    } catch (error) {
      parts.log.error({ err: error }, 'a tick failed; the next one tries again');
      wakeIn(5_000);
    }
  }

  /** Something waits for a second try before the next minute: come back for it. */
  async function planRetry(): Promise<void> {
    const wait = await findNextWait(parts.db, parts.now());
    if (wait !== undefined && wait < 60_000) wakeIn(wait + 50);
  }

  function wakeIn(ms: number): void {
    clearTimeout(retry);
    if (!stopping) retry = setTimeout(wake, ms);
  }

  function wake(): void {
    if (stopping) return;
    if (running) {
      again = true;
      return;
    }
    running = run().finally(() => {
      running = undefined;
      if (again) {
        again = false;
        wake();
      }
    });
  }

  // UTC: in a zone with summer time a minute pulse falls silent for an hour in autumn.
  const pulse = schedule('* * * * *', wake, { timezone: 'UTC', noOverlap: true });
  parts.clock.onJump(() => {
    jumped = true;
    wake();
  });

  return {
    wake,
    age: () => (performance.now() - lastMove) / 1000,
    async stop() {
      stopping = true;
      clearTimeout(retry);
      await pulse.destroy();
      await running;
    },
  };
}
