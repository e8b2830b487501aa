/** Figures for whoever watches the bot, in the text format of Prometheus. Their labels hold no id, name or text of anybody. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const unsent = ['due', 'sending', 'blocked', 'dead'] as const;

export interface Seen {
  /** Decided posts that aren't sent, by state; a state that isn't named has none. */
  readonly unsent: () => Promise<Readonly<Partial<Record<(typeof unsent)[number], number>>>>;
  /** Seconds of elapsed time since the last finished tick. */
  readonly tickAge: () => number;
  readonly leads: () => boolean;
}

export interface Metrics {
  readonly contentType: string;
  /** Rejects with nothing: a figure that can't be had is left out. */
  text(): Promise<string>;
  /** A post stands; `lateMs` is calendar time from its due instant. */
  countPost(state: 'sent' | 'late', lateMs: number): void;
  /** An interaction was answered, or given up, after `ms` of elapsed time. `command` as it is typed, without options. */
  countAnswer(command: string, ms: number): void;
}

export function createMetrics({ unsent: countUnsent, tickAge, leads }: Seen): Metrics {
  const numbers = new Registry();
  const registers = [numbers];
  new Gauge({
    name: 'lockstep_deliveries',
    help: 'Decided posts that are not sent, by state; the same in every process of one database.',
    labelNames: ['state'],
    registers,
    async collect() {
      try {
        const counted = await countUnsent();
        for (const state of unsent) this.set({ state }, counted[state] ?? 0);
      } catch {
        // An old figure would say that all is well.
        this.reset();
      }
    },
  });
  new Gauge({
    name: 'lockstep_tick_age_seconds',
    help: 'Seconds since the last finished tick; above 150 the process is unhealthy.',
    registers,
    collect() {
      this.set(tickAge());
    },
  });
  new Gauge({
    name: 'lockstep_leader',
    help: '1 for the process that holds the session at Discord’s gateway, 0 for the others.',
    registers,
    collect() {
      this.set(leads() ? 1 : 0);
    },
  });
  const posts = new Counter({
    name: 'lockstep_posts_total',
    help: 'Posts that this process has sent: in time (sent), or with a word that they are late.',
    labelNames: ['state'],
    registers,
  });
  const lateness = new Histogram({
    name: 'lockstep_post_lateness_seconds',
    help: 'Seconds from the due instant of a post to the instant at which it stood in its channel.',
    buckets: [1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3_600, 14_400, 43_200, 86_400],
    registers,
  });
  const answers = new Histogram({
    name: 'lockstep_interaction_seconds',
    help: 'Seconds from the arrival of an interaction to its answer, by command.',
    labelNames: ['command'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3],
    registers,
  });
  for (const state of ['sent', 'late']) posts.inc({ state }, 0);

  return {
    contentType: numbers.contentType,
    text: async () => `${(await numbers.metrics()).trimEnd()}\n\n${await ofProcess().metrics()}`,
    countPost(state, lateMs) {
      posts.inc({ state });
      lateness.observe(Math.max(0, lateMs) / 1000);
    },
    countAnswer(command, ms) {
      answers.observe({ command }, ms / 1000);
    },
  };
}

let process: Registry | undefined;

/** Memory, processor time and the like: there is one process, whoever asks. */
function ofProcess(): Registry {
  if (!process) {
    process = new Registry();
    collectDefaultMetrics({ register: process });
  }
  return process;
}
