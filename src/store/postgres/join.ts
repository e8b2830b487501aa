/** For the small programs beside the bot: the database it uses, whether it runs at the moment or not. */
import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { claimOf, isHeld, parseClaim } from './claim.ts';
import { urlAt } from './data-folder.ts';
import { type EmbeddedPostgres, startPostgres } from './start.ts';
import { PostgresUnavailable } from './unavailable.ts';

export type Where = { readonly databaseUrl: string | undefined; readonly dataDir: string };

/** `databaseUrl` if set, or else the embedded Postgres that is there already, started if need be. Throws PostgresUnavailable. */
export async function joinPostgres({ databaseUrl, dataDir }: Where): Promise<EmbeddedPostgres> {
  const url = databaseUrl || (await findRunning(dataDir));
  if (url !== undefined) return { url, stop: async () => {} };
  const home = join(resolve(dataDir), 'postgres');
  if (!existsSync(join(home, 'data'))) {
    throw new PostgresUnavailable(
      'unreachable',
      `There is no data in ${home} yet. Set DATA_DIR to the folder that the bot uses, or DATABASE_URL.`,
    );
  }
  return startPostgres({ folder: dataDir });
}

/** The same for whoever must be alone there: an embedded Postgres that a bot runs is refused, a new one is made. Throws PostgresUnavailable. */
export async function ownPostgres({ databaseUrl, dataDir }: Where): Promise<EmbeddedPostgres> {
  return databaseUrl ? { url: databaseUrl, stop: async () => {} } : startPostgres({ folder: dataDir });
}

/** The URL of the embedded Postgres that a bot on this computer runs in that folder; undefined when none does. */
async function findRunning(folder: string): Promise<string | undefined> {
  try {
    const home = join(await realpath(folder), 'postgres');
    const claim = parseClaim(await readFile(claimOf(home), 'utf8'));
    if (claim === undefined || !(await isHeld(claimOf(home), claim))) return undefined;
    const lines = (await readFile(join(home, 'data', 'postmaster.pid'), 'utf8')).split('\n');
    return lines[7]?.trim() === 'ready' ? await urlAt(home, Number(lines[3])) : undefined;
  } catch {
    return undefined;
  }
}
