/** What is measured runs in a process of its own: starts it, asks for its memory, ends it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../src/root.ts';

export type ProgramName =
  | 'local-discord'
  | 'plain-discord'
  | 'bare-bot'
  | 'load-curriculum'
  | 'lockstep'
  | 'pictures'
  | 'search';

export interface Program<T> {
  /** What it said when it was ready. */
  readonly said: T;
  /** Resident memory in MB, garbage collected. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

/** `env` is all that it knows of the environment but the search path. Throws when it ends, or takes `patienceMs`, before it is ready. */
export async function startProgram<T>(
  name: ProgramName,
  env: Readonly<Record<string, string>> = {},
  patienceMs = 120_000,
): Promise<Program<T>> {
  const start = ours.has(name) ? asStarted() : { env: {}, flags: [] };
  const child = fork(fileURLToPath(new URL(`programs/${name}.js`, import.meta.url)), [], {
    env: { PATH: process.env.PATH, ...start.env, ...env },
    execArgv: ['--expose-gc', ...start.flags],
    // Standard output is for the figures alone.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const exited = once(child, 'exit');
  const answer = async <A>(): Promise<A> => {
    const first = await Promise.race([
      once(child, 'message').then(([message]) => ({ message })),
      exited.then(() => undefined),
      sleep(patienceMs, undefined, { ref: false }),
    ]);
    if (first) return first.message as A;
    child.kill('SIGKILL');
    throw new Error(`${name} gave no answer.`);
  };
  const said = await answer<T>();
  return {
    said,
    async memory() {
      child.send('memory');
      return await answer<number>();
    },
    async close() {
      if (child.connected) child.disconnect();
      await Promise.race([exited, sleep(15_000, undefined, { ref: false })]);
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}

/** What stands for the bot itself. */
const ours: ReadonlySet<ProgramName> = new Set(['lockstep', 'pictures']);

/** What `npm start` sets and gives to Node: the bot is measured as it is started. */
function asStarted(): { readonly env: Readonly<Record<string, string>>; readonly flags: readonly string[] } {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8'));
  const words: readonly string[] = scripts.start.split(' ');
  return {
    env: Object.fromEntries(words.filter(word => /^\w+=/.test(word)).map(word => word.split('=', 2))),
    flags: words.filter(word => word.startsWith('--')),
  };
}
