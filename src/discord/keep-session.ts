/** A session at the gateway for as long as this bot leads: opened with the lead, closed with its loss. */
import type { Logger } from 'pino';
import { type Lead, type LeadListeners, seekLead } from '../store/lead.ts';
import { type Session, SessionClosed } from './session.ts';

export interface SessionKeeper {
  /** Resolves with the session open where this bot leads, or at once where another does. Throws what opening the first one throws. */
  start(): Promise<void>;
  /** The session, as long as there is one; also while it is being opened. */
  readonly session: () => Session | undefined;
  readonly leads: () => boolean;
  /** The first half of a stop: another may lead. */
  letGo(): Promise<void>;
  /** The second half: leaves the gateway. */
  close(): Promise<void>;
}

export interface KeepParts {
  readonly seek: (listeners: LeadListeners) => Promise<Lead>;
  readonly create: () => Session;
  /** How many bots share the work, whenever that was asked. */
  readonly onRunning: (running: number) => void;
  /** Whether no other bot could open a session either. */
  readonly isFatal: (error: unknown) => boolean;
  readonly onFatal: () => void;
  readonly log: Logger;
}

/** Milliseconds of elapsed time. Discord gets 15 s alone to send a slow guild. */
const openMs = 60_000;

/** The usual way to the lead. */
export const leadOn = (url: string) => (listeners: LeadListeners) => seekLead(url, listeners);

export function keepSession(parts: KeepParts): SessionKeeper {
  const { seek, create, onRunning, isFatal, onFatal, log } = parts;
  let lead: Lead | undefined;
  let session: Session | undefined;
  let isStopped = false;
  /** One after another: a session is opened when the one before it is gone. */
  let work: Promise<unknown> = Promise.resolve();
  const next = (step: () => Promise<unknown>) => {
    work = work.then(step).catch(error => log.error({ err: error }, 'a session did not begin or end well'));
  };

  async function open(): Promise<void> {
    if (isStopped || !lead?.leads()) return;
    const mine = create();
    session = mine;
    try {
      await mine.open();
      log.info('this bot leads: it answers what people do');
    } catch (error) {
      if (session === mine) session = undefined;
      await mine.close();
      // Closed because the lead is lost or the bot stops: that is no failure.
      if (!(error instanceof SessionClosed) || (lead.leads() && !isStopped)) throw error;
    }
  }

  async function begin(): Promise<void> {
    // Whoever leads and has no session after this long stands in the way of others.
    const enough = setTimeout(() => void session?.close(), openMs);
    try {
      await open();
    } catch (error) {
      log.error({ err: error }, 'this bot could not begin to lead');
      if (isFatal(error)) onFatal();
      else await lead?.letGo();
    } finally {
      clearTimeout(enough);
    }
  }

  function end(): void {
    const mine = session;
    session = undefined;
    if (!mine) return;
    log.warn('this bot leads no more');
    // At once, not after an opening that may still be under way: this ends it.
    const closing = mine.close();
    next(() => closing);
  }

  return {
    session: () => session,
    leads: () => lead?.leads() ?? false,
    async start() {
      lead = await seek({
        // The first lead is told before `seek` comes back, and is begun below.
        onGain: () => lead && next(begin),
        onLoss: end,
        onLook: () => lead && onRunning(lead.running()),
      });
      onRunning(lead.running());
      const first = open();
      next(() => first.catch(() => {}));
      await first;
    },
    async letGo() {
      isStopped = true;
      await lead?.stop();
    },
    async close() {
      isStopped = true;
      await session?.close();
      session = undefined;
      await work;
    },
  };
}
