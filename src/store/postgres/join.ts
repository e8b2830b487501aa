/** For the small programs beside the bot: the database it uses, whether it runs at the moment or not. */
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { claimOf, isHeld, parseClaim } from './claim.ts';
import { urlAt } from './data-folder.ts';
import { type EmbeddedPostgres, startPostgres } from './start.ts';

export type Where = { readonly databaseUrl: string | undefined; readonly dataDir: string };

/** `databaseUrl` if set, or else the embedded Postgres, started if need be. Throws PostgresUnavailable. */
export async function joinPostgres({ databaseUrl, dataDir }: Where): Promise<EmbeddedPostgres> {
  const url = databaseUrl || (await findRunning(dataDir));
  return url === undefined ? startPostgres({ folder: dataDir }) : { url, stop: async () => {} };
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
