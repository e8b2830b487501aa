/** `npm start` without npm, in a process of its own on nothing but the given settings. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectRoot } from '../../src/root.ts';

export interface BotProcess {
  readonly child: ChildProcess;
  /** Of its health. */
  readonly port: number;
  readonly ended: Promise<number | null>;
  /** SIGKILL, and gone when this resolves. */
  kill(): Promise<void>;
}

/** Resolves when it runs; throws with what it said when it ends before, or takes a minute. */
export async function startBotProcess(settings: Readonly<Record<string, string>>): Promise<BotProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-process-'));
  const loader = import.meta.resolve('tsx');
  const child = spawn(process.execPath, ['--import', loader, join(projectRoot(), 'bin', 'lockstep.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH, TMPDIR: tmpdir(), DATA_DIR: join(folder, 'data'), ...settings },
  });
  let said = '';
  child.stdout.on('data', chunk => (said += String(chunk)));
  child.stderr.on('data', chunk => (said += String(chunk)));
  let isGone = false;
  const ended = new Promise<number | null>(resolve =>
    child.once('exit', code => {
      isGone = true;
      resolve(code);
    }),
  );
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  for (const end = performance.now() + 60_000; performance.now() < end && !isGone; await sleep(20)) {
    const port = /localhost:(\d+)[^\n]*\nInvite it/.exec(said)?.[1];
    if (port !== undefined) return { child, port: Number(port), ended, kill };
  }
  await kill();
  throw new Error(`the bot did not start:\n${said}`);
}
