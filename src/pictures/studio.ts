/**
 * Pictures are drawn in a thread of their own, one after another, so that no interaction waits for one that isn't its own. The thread
 * starts with the first picture: who draws nothing pays nothing. It never keeps the process alive.
 */
import { Worker } from 'node:worker_threads';
import type { FactsOf, PictureKind } from './painters.ts';
import { withRecent } from './recent.ts';

type Reason =
  /** So many wait already that this one would come too late. */
  | 'busy'
  /** It wasn't there in time. */
  | 'slow'
  /** This machine can't draw, or the worker died of it. */
  | 'failed'
  /** No font has the letters that it needs. */
  | 'letters'
  | 'stopped';

/** What the worker answers. */
export type Drawn = { readonly png: Uint8Array<ArrayBuffer> } | { readonly reason: Reason };

/** There is no picture: the text twin has to do. */
export class NotDrawn extends Error {
  override readonly name = 'NotDrawn';
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(`no picture: ${reason}`);
    this.reason = reason;
  }
}

/** All times are elapsed, in ms. */
interface Limits {
  /** Pictures that wait behind the one that is drawn; what comes on top of them is refused at once. */
  readonly mostWaiting: number;
  /** From asking until it is there: an interaction has 2,400 in all, and words are better than an apology. */
  readonly patienceMs: number;
  /** A picture that takes longer is stuck: its worker is ended, so that the next isn't lost, too. */
  readonly stuckMs: number;
}

interface Job {
  readonly order: { readonly kind: PictureKind; readonly facts: unknown };
  readonly settle: (drawn: Drawn) => void;
}

export interface Studio {
  /** The PNG. Throws `NotDrawn`, whatever went wrong. */
  draw<K extends PictureKind>(kind: K, facts: FactsOf<K>): Promise<Uint8Array>;
  /** Ends the worker; what waits is not drawn. A picture asked for later starts another. */
  stop(): Promise<void>;
}

const usual: Limits = { mostWaiting: 16, patienceMs: 1_800, stuckMs: 10_000 };

/** `start` makes a worker that answers each order with a `Drawn`. */
export function createStudio(limits: Limits = usual, start: () => Worker = startWorker): Studio {
  const waiting: Job[] = [];
  let current: Job | undefined;
  let stuck: NodeJS.Timeout | undefined;
  let worker: Worker | undefined;

  function next(): void {
    if (current) return;
    current = waiting.shift();
    if (!current) return;
    stuck = setTimeout(() => void worker?.terminate(), limits.stuckMs).unref();
    try {
      worker ??= hire();
      worker.ref();
      worker.postMessage(current.order);
    } catch {
      done({ reason: 'failed' });
    }
  }

  function done(drawn: Drawn): void {
    clearTimeout(stuck);
    const job = current;
    current = undefined;
    worker?.unref();
    job?.settle(drawn);
    next();
  }

  function hire(): Worker {
    const hired = start();
    hired.on('message', (drawn: Drawn) => worker === hired && done(drawn));
    // Without a listener it would be a fault of the whole process; its end follows, and is heard of below.
    hired.on('error', () => {});
    hired.on('exit', () => {
      if (worker !== hired) return;
      worker = undefined;
      done({ reason: 'failed' });
    });
    return hired;
  }

  return {
    draw(kind, facts) {
      if (waiting.length >= limits.mostWaiting) return Promise.reject(new NotDrawn('busy'));
      return new Promise((resolve, reject) => {
        const job: Job = {
          order: { kind, facts },
          settle(drawn) {
            clearTimeout(patience);
            if ('png' in drawn) resolve(drawn.png);
            else reject(new NotDrawn(drawn.reason));
          },
        };
        // One under way is drawn to its end for nobody: the worker can't be asked to stop in the middle.
        const patience = setTimeout(() => {
          const place = waiting.indexOf(job);
          if (place >= 0) waiting.splice(place, 1);
          job.settle({ reason: 'slow' });
        }, limits.patienceMs).unref();
        waiting.push(job);
        next();
      });
    },
    async stop() {
      const [ending, underWay] = [worker, current];
      worker = undefined;
      current = undefined;
      clearTimeout(stuck);
      for (const job of [...(underWay ? [underWay] : []), ...waiting.splice(0)])
        job.settle({ reason: 'stopped' });
      await ending?.terminate();
    },
  };
}

/** Compiled it is a file like any other. From the sources, as tests run, a thread of Node's oldest version needs a loader first. */
function startWorker(): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./worker.js', import.meta.url), { resourceLimits });
  const [loader, file] = [import.meta.resolve('tsx/esm/api'), new URL('./worker.ts', import.meta.url).href];
  const load = `const { loader, file } = require('node:worker_threads').workerData;
    import(loader).then(({ register }) => (register(), import(file)));`;
  return new Worker(load, { eval: true, workerData: { loader, file }, resourceLimits });
}

/** What it draws is outside of the heap; a small one is collected often, so that nothing piles up there. */
const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 };

/** The one of this process. */
export const studio = withRecent(createStudio(), { most: 8, ms: 30_000 });
