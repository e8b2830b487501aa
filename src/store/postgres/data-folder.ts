/** The folder in which an embedded Postgres keeps everything: made once, then only checked. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, canReach } from './account.ts';
import { type Binaries, program } from './binaries.ts';
import { sparseEnv } from './environment.ts';
import { PostgresUnavailable } from './unavailable.ts';

const run = promisify(execFile);

const user = 'lockstep';

export type DataFolder = {
  readonly home: string;
  /** Postgres's own part of it. */
  readonly data: string;
};

/** How Postgres is told its data folder, and where it must be started. */
export type Address = { readonly name: string; readonly cwd: string };

/**
 * A folder under a closed home can't be walked to by the account that root lends to Postgres; but root may start it
 * standing inside, and Linux has a name for where one stands. Throws PostgresUnavailable where that is impossible.
 */
export function addressOf(data: string, account: Account): Address {
  if (canReach(data, account)) return { name: data, cwd: data };
  if (process.platform === 'linux') return { name: '/proc/self/cwd', cwd: data };
  throw new PostgresUnavailable(
    'unreachable',
    `As root, Lockstep runs Postgres under another account, and that one can't reach ${data}. ` +
      'Set DATA_DIR to a folder that others may enter (/var/lib/lockstep, say), start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Opens `folder/postgres`, making it if it isn't there. Throws PostgresUnavailable, in words. */
export async function openDataFolder(
  folder: string,
  binaries: Binaries,
  account: Account,
  durable: boolean,
): Promise<DataFolder> {
  const home = join(folder, 'postgres');
  try {
    const found = await readVersion(home);
    if (found === undefined) await make(folder, home, binaries, account, durable);
    const version = found ?? binaries.major;
    if (version !== binaries.major) refuseVersion(home, version, binaries.major);
    return { home, data: join(home, 'data') };
  } catch (cause) {
    if (cause instanceof PostgresUnavailable) throw cause;
    throw new PostgresUnavailable('unreachable', `The data folder ${home} can't be used: ${told(cause)}.`, {
      cause,
    });
  }
}

/** The URL under which the Postgres of that folder answers at a port. Carries its password: never log it. */
export async function urlAt(home: string, port: number): Promise<string> {
  const password = (await readFile(join(home, 'password'), 'utf8')).trim();
  return `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
}

const told = (cause: unknown) => (cause instanceof Error ? cause.message.split('\n')[0] : String(cause));

async function readVersion(home: string): Promise<string | undefined> {
  try {
    return (await readFile(join(home, 'data', 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function refuseVersion(home: string, found: string, ours: string): never {
  throw new PostgresUnavailable(
    'other-version',
    `The data in ${home} belongs to Postgres ${found}, but this Lockstep brings Postgres ${ours}. ` +
      'With the Lockstep that made it, write a backup ("npm run backup -- FILE"); then move that folder away, ' +
      'and restore with this one ("npm run restore -- FILE").',
  );
}

/** Made aside and moved into place whole, so that a start that was cut short leaves nothing half made. */
async function make(folder: string, home: string, binaries: Binaries, account: Account, durable: boolean) {
  await mkdir(folder, { recursive: true });
  const aside = await mkdtemp(join(folder, '.postgres-'));
  // initdb wants the password in a file that its account can read, wherever our folders may lie.
  const secret = await mkdtemp(join(tmpdir(), 'lockstep-initdb-'));
  try {
    const password = randomBytes(24).toString('base64url');
    const data = join(aside, 'data');
    const passwordFile = join(secret, 'password');
    await writeFile(join(aside, 'password'), password, { mode: 0o600 });
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(data, { mode: 0o700 });
    if (account !== undefined) {
      await chmod(aside, 0o711);
      for (const path of [data, secret, passwordFile]) await chown(path, account.uid, account.gid);
    }
    const { name, cwd } = addressOf(data, account);
    const wishes = ['-E', 'UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--no-instructions'];
    const login = ['-U', user, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
    const haste = durable ? [] : ['--no-sync'];
    await run(program(binaries.bin, 'initdb'), ['-D', name, ...wishes, ...login, ...haste], {
      ...account,
      cwd,
      env: sparseEnv(),
    }).catch(cause => {
      const said = String(cause.stderr).trim().split('\n').at(-1);
      throw new PostgresUnavailable('failed', `Postgres could not set up ${home}: ${said}`, { cause });
    });
    await rename(aside, home).catch(async error => {
      // Another start was quicker: theirs is as good.
      if ((await readVersion(home)) === undefined) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
    await rm(secret, { recursive: true, force: true });
  }
}
