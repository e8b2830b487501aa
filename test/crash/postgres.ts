/** A Postgres that is killed again and again while everybody works on it, and comes back each time with all that it had promised to keep. */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../../src/store/postgres/start.ts';

export interface CrashPostgres {
  readonly url: string;
  /** What `pg_ctl stop -m immediate` sends: no tidying up, recovery at the next start, which comes by itself half a second later. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Durable: what was committed is on its disk. Stopping it removes all of it. */
export async function startCrashPostgres(): Promise<CrashPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-crash-postgres-'));
  // Postgres may run under an account of its own, which has to reach its data below.
  await chmod(folder, 0o711);
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const { url, stop } = await startPostgres({ folder });
    return {
      url,
      async kill() {
        const lines = await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').catch(
          () => '',
        );
        const pid = Number(lines.split('\n')[0]);
        if (pid > 0) process.kill(pid, 'SIGQUIT');
      },
      async stop() {
        await stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

const longLife = 12;

/** Kills it every so many seconds until aborted; answers how often. */
export async function keepKillingPostgres(
  { kill }: Pick<CrashPostgres, 'kill'>,
  everySeconds: number,
  signal: AbortSignal,
): Promise<number> {
  for (let kills = 0; ; kills += 1) {
    // Whoever starts it again takes 21 short lives in a row for a server that can't live, and lets it rest.
    const seconds = kills % 15 === 14 ? Math.max(everySeconds, longLife) : everySeconds;
    await sleep(seconds * 1000, undefined, { signal }).catch(() => {});
    if (signal.aborted) return kills;
    await kill();
  }
}
