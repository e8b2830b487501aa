/** A real Postgres without installing one: started from the programs that npm brought, stopped whatever happens. */
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseAccount } from './account.ts';
import { findBinaries, placesForCopies, program } from './binaries.ts';
import { claimOf, clearClaim, clearPostmaster, inUse } from './claim.ts';
import { addressOf, type DataFolder, openDataFolder, urlAt } from './data-folder.ts';
import { PostgresUnavailable } from './unavailable.ts';
import { claimedByOther, startWatchdog, type Watchdog } from './watchdog.ts';

export type EmbeddedPostgres = {
  /** Carries a password: never log it. */
  readonly url: string;
  /** Stops Postgres; a temporary one is removed. */
  stop(): Promise<void>;
};

/** `folder` is kept (the data goes into `folder/postgres`); without durability the folder is ours, and temporary. */
export type StartOptions = { readonly folder: string; readonly durable?: true } | { readonly durable: false };

/**
 * Starts Postgres on 127.0.0.1, at a free port, on the data of an earlier start if there is some.
 * It ends with this process, even if that is killed; this process's signals and exit code are left alone.
 * Throws PostgresUnavailable, whose message is meant for the operator.
 */
export async function startPostgres(options: StartOptions): Promise<EmbeddedPostgres> {
  const durable = options.durable !== false;
  const folder = durable
    ? await prepare(options.folder)
    : await mkdtemp(join(await realpath(tmpdir()), 'lockstep-postgres-'));
  try {
    const account = chooseAccount();
    if (!durable && account !== undefined) await chmod(folder, 0o711);
    const binaries = await findBinaries(account, placesForCopies(folder));
    const opened = await openDataFolder(folder, binaries, account, durable);
    const { name, cwd } = addressOf(opened.data, account);
    await clearClaim(opened.home);
    for (let attempt = 1; ; attempt += 1) {
      const port = await findFreePort();
      const watchdog = await startWatchdog({
        command: program(binaries.bin, 'postgres'),
        args: ['-D', name, ...settings(port, durable)],
        cwd,
        account,
        log: join(opened.home, 'log.txt'),
        claim: claimOf(opened.home),
        temporary: durable ? undefined : folder,
      });
      const fault = await waitUntilReady(watchdog, opened, port).catch(async error => {
        await watchdog.stop();
        throw error;
      });
      if (fault === undefined) {
        watchdog.keepAlive();
        return { url: await urlAt(opened.home, port), stop: () => stop(watchdog, opened) };
      }
      // The port may have been taken meanwhile; processes of a server just killed may need a moment to end.
      if (!fault.passing || attempt >= 20) throw fault.error;
      await sleep(250);
    }
  } catch (error) {
    if (!durable) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function prepare(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    return await realpath(folder);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new PostgresUnavailable(
      'unreachable',
      `The data folder ${resolve(folder)} can't be used: ${said}.`,
      { cause },
    );
  }
}

function settings(port: number, durable: boolean): readonly string[] {
  const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };
  const all = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    // Tests keep a pool for each bot that a file starts, several files at a time.
    max_connections: durable ? 100 : 400,
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What went wrong, but no statement: those hold people's words.
    log_min_error_statement: 'panic',
    log_min_messages: 'fatal',
    log_parameter_max_length: 0,
    ...(durable ? {} : hasty),
  };
  return Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

type Fault = { readonly error: PostgresUnavailable; readonly passing: boolean };

/** Postgres notes in the eighth line of postmaster.pid when it is ready, and in the fourth at which port. */
async function waitUntilReady(
  watchdog: Watchdog,
  folder: DataFolder,
  port: number,
): Promise<Fault | undefined> {
  if (watchdog.exitCode() === undefined) {
    // Only who holds the claim may judge what an earlier start left.
    await clearPostmaster(folder);
    watchdog.start();
  }
  const begun = performance.now();
  // Recovery after a crash may take minutes; sixty seconds is what pg_ctl waits.
  while (performance.now() - begun < 60_000) {
    if (watchdog.exitCode() !== undefined) return explain(watchdog, folder);
    const lines = (await readFile(join(folder.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[3]) === port && lines[7]?.trim() === 'ready') return undefined;
    await sleep(10);
  }
  await watchdog.stop();
  return { error: failed(folder, 'it was not ready within a minute'), passing: false };
}

async function explain(watchdog: Watchdog, folder: DataFolder): Promise<Fault> {
  if (watchdog.exitCode() === claimedByOther) return { error: inUse(folder.home), passing: false };
  const log = await readFile(join(folder.home, 'log.txt'), 'utf8').catch(() => '');
  const last = log.split('\n').findLast(line => line.includes('FATAL:')) ?? '';
  const said = last.slice(last.indexOf('FATAL:') + 6).trim();
  if (/lock file .* already exists/.test(said)) return { error: inUse(folder.home), passing: false };
  const passing = /still in use|could not create any TCP|starting up|shutting down/.test(said);
  return { error: failed(folder, said || 'it gave no reason'), passing };
}

function failed(folder: DataFolder, said: string): PostgresUnavailable {
  const log = join(folder.home, 'log.txt');
  return new PostgresUnavailable(
    'failed',
    `The embedded Postgres did not start: ${said}. Its log is ${log}.`,
  );
}

async function stop(watchdog: Watchdog, folder: DataFolder): Promise<void> {
  await watchdog.stop();
  // A watchdog that was killed itself left Postgres behind.
  if (watchdog.exitCode() === null) await clearPostmaster(folder);
}
