/** Starts, kills and ends the bot's processes, each by the handle of its own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface BotProcess {
  /** False when it ended, or took half a minute, before it was ready. */
  readonly ready: Promise<boolean>;
  /** SIGKILL, and gone when this resolves. */
  kill(): Promise<void>;
  /** Lets it stop by itself; after 10 s it is killed. */
  end(): Promise<void>;
}

// Compiled, this file lies beside worker.js.
const program = fileURLToPath(new URL('worker.js', import.meta.url));

/** `env` is all of its environment: nothing of ours comes along but the search path. */
export function startBot(env: Readonly<Record<string, string>>): BotProcess {
  const child = fork(program, [], {
    env: { PATH: process.env.PATH, ...env },
    execArgv: [],
    // Standard output is for the verdict alone.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const exited = once(child, 'exit');
  const isGone = () => child.exitCode !== null || child.signalCode !== null;
  const kill = async () => {
    if (!isGone()) child.kill('SIGKILL');
    await exited;
  };
  return {
    ready: Promise.race([
      once(child, 'message').then(() => true),
      exited.then(() => false),
      sleep(30_000, false, { ref: false }),
    ]),
    kill,
    async end() {
      if (child.connected) child.disconnect();
      await Promise.race([exited, sleep(10_000, undefined, { ref: false })]);
      await kill();
    },
  };
}
