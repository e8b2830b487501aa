/** The process that stands between the bot and Postgres, and stops Postgres when the bot is gone, however it went. */
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { resolve } from 'node:path';
import type { Account } from './account.ts';
import { sparseEnv } from './environment.ts';

export type Job = {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly account: Account;
  readonly log: string;
  /** The claim to the data folder: written at start if nobody holds it, touched every two seconds, removed at the end. */
  readonly claim: string;
  /** Removed at the end with everything in it; the data need not survive, so Postgres need not tidy up. */
  readonly temporary: string | undefined;
};

/** Exit code of a watchdog that found the folder claimed. */
export const claimedByOther = 75;

/**
 * Plain JavaScript in a string, since it must run by itself: from TypeScript, from dist, and on any platform.
 * It ends Postgres when its standard input ends, which happens whatever kills the bot; it is Postgres's parent, so no
 * zombie stays behind; and it starts Postgres again if something (the out-of-memory killer, say) took only that away.
 */
const source = `
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const job = JSON.parse(process.argv[1]);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => {});
let stopping = false, ready = false, child, deaths = 0;
try {
  const mine = { pid: process.pid, host: require('node:os').hostname() };
  fs.writeFileSync(job.claim, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
} catch (error) {
  process.exit(error.code === 'EEXIST' ? ${claimedByOther} : 1);
}
setInterval(() => fs.utimes(job.claim, new Date(), new Date(), () => {}), 2000);
function start() {
  const log = fs.openSync(job.log, 'a', 0o600);
  child = spawn(job.command, job.args, {
    ...job.account, cwd: job.cwd, stdio: ['ignore', 'ignore', log], windowsHide: true,
  });
  fs.closeSync(log);
  const born = Date.now();
  child.on('error', error => { fs.appendFileSync(job.log, 'FATAL:  ' + error.message + '\\n'); end(1); });
  child.on('exit', () => {
    if (stopping || !ready) return end(stopping ? 0 : 1);
    deaths = Date.now() - born > 10000 ? 0 : deaths + 1;
    if (deaths > 20) return end(1);
    setTimeout(() => { if (stopping) end(0); else start(); }, 500);
  });
}
function end(code) {
  if (job.temporary && stopping) fs.rmSync(job.temporary, { recursive: true, force: true, maxRetries: 5 });
  else fs.rmSync(job.claim, { force: true });
  process.exit(code);
}
function stop() {
  if (stopping) return;
  stopping = true;
  if (!child || child.exitCode !== null || child.signalCode !== null) return end(0);
  child.kill(job.temporary ? 'SIGQUIT' : 'SIGINT');
  setTimeout(() => child.kill('SIGQUIT'), 1200);
  setTimeout(() => child.kill('SIGKILL'), 4000);
}
let lines = 0;
process.stdin.on('data', text => {
  for (const byte of text) if (byte === 10) lines += 1;
  if (lines > 0 && !child && !stopping) start();
  ready = lines > 1;
});
process.stdin.on('end', stop);
process.stdin.on('close', stop);
process.stdin.on('error', stop);
process.stdout.on('error', () => {});
process.stdout.write('claimed');
`;

export type Watchdog = {
  /** Undefined while it lives; null when it was killed. */
  readonly exitCode: () => number | null | undefined;
  /** Lets it start Postgres; to be called once. */
  start(): void;
  /** From now on it starts Postgres again if that dies. */
  keepAlive(): void;
  /** Ends Postgres, then itself. */
  stop(): Promise<void>;
};

/**
 * Starts the watchdog in a session of its own, out of reach of Ctrl-C, and waits until it has claimed the folder or
 * has ended. It doesn't keep this process alive, and leaves its exit code alone.
 */
export async function startWatchdog(job: Job): Promise<Watchdog> {
  const child = spawn(process.execPath, ['-e', source, JSON.stringify(job)], {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    // Not in the data folder: Windows removes no folder in which somebody stands.
    cwd: resolve('/'),
    env: sparseEnv(),
    windowsHide: true,
  });
  const gone = new Promise<void>(done => {
    child.once('exit', () => done());
    child.once('error', () => done());
  });
  // Writing to a watchdog that was killed must not end the bot.
  child.stdin.on('error', () => {});
  await Promise.race([gone, new Promise(claimed => child.stdout.once('data', claimed))]);
  child.stdout.destroy();
  child.unref();
  for (const stream of child.stdio) if (stream instanceof Socket) stream.unref();
  return {
    exitCode: () => (child.signalCode !== null ? null : (child.exitCode ?? undefined)),
    start: () => void child.stdin.write('start\n'),
    keepAlive: () => void child.stdin.write('ready\n'),
    async stop() {
      child.ref();
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await gone;
    },
  };
}
