/** As whom Postgres runs: it refuses root, so root lends it another account. */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PostgresUnavailable } from './unavailable.ts';

/** Numeric ids as in /etc/passwd; undefined where Postgres simply runs as whoever started us. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/** `postgres` if this computer has such a user, or else `nobody`. Throws PostgresUnavailable when it has neither. */
export function chooseAccount(passwdFile = '/etc/passwd', isRoot = process.getuid?.() === 0): Account {
  if (!isRoot) return undefined;
  const lines = readFileSync(passwdFile, 'utf8').split('\n');
  for (const wanted of ['postgres', '_postgres', 'nobody']) {
    const [, , uid, gid] = lines.find(line => line.startsWith(`${wanted}:`))?.split(':') ?? [];
    if (uid === undefined || gid === undefined) continue;
    // macOS writes nobody's ids as -2.
    return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
  }
  throw new PostgresUnavailable(
    'failed',
    'Postgres never runs as root, and this computer has neither a user "postgres" nor "nobody" to run it as. ' +
      'Start Lockstep as an ordinary user, or set DATABASE_URL to a Postgres of yours.',
  );
}

/** Whether the account may pass through every folder above `path`. Judged by mode bits alone. */
export function canReach(path: string, account: Account): boolean {
  if (account === undefined) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
