/** What kept a backup or a restore from being made, in words that say what to do next. */
import { join } from 'node:path';
import { BackupRefused } from './backup-file.ts';
import { isUnavailable, sqlState } from './connect.ts';
import { MigrationsDisagree } from './migrate.ts';
import { PostgresUnavailable } from './postgres/unavailable.ts';

export type Doing = 'backup' | 'restore';

const nothingLost = {
  backup: 'No backup was written; one of that name is as it was.',
  restore: 'Nothing was restored; the database is as it was.',
} satisfies Record<Doing, string>;

/** Repeats no secret: of an unknown error only what Postgres or Node says itself. */
export function sayTrouble(error: unknown, doing: Doing, file: string): string {
  const isOurs =
    error instanceof BackupRefused ||
    error instanceof PostgresUnavailable ||
    error instanceof MigrationsDisagree;
  if (isOurs) return error.message;
  const why = ofFile(error, doing, file) ?? ofDatabase(error) ?? unknown(error);
  return `${why} ${nothingLost[doing]}`;
}

/** What a restore did about deletions: `forgotten` is how many were made again, undefined where there is no journal of them. */
export function sayForgotten(dataDir: string, forgotten: number | undefined): string {
  const file = join(dataDir, 'deletions.jsonl');
  if (forgotten === undefined) {
    return (
      `There is no journal of deletions (${file}). If anybody was deleted after this backup was made, they are back: bring that file from where ` +
      'the bot ran, with the file "secret" beside it, and start the bot, which forgets them again.'
    );
  }
  if (forgotten === 0)
    return `Deletions made again: none. ${file} has no newer ones of anybody who is in the backup.`;
  return `Deletions made again: ${forgotten}, newer than the backup, from ${file}.`;
}

function ofFile(error: unknown, doing: Doing, file: string): string | undefined {
  // Postgres's own errors have codes of another kind, the network's name the call.
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return doing === 'restore'
        ? `There is no file ${file}. Name one that "npm run backup" wrote.`
        : `There is no folder in which ${file} could lie. Make it first, or name a file somewhere else.`;
    case 'EISDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
      return `${file} is a folder. Name a file in it, such as ${join(file, 'lockstep.backup')}.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return doing === 'restore'
        ? `${file} can't be read by this account. Give it the right to, or copy the file to where it has it.`
        : `${file} can't be written by this account. Give it the right to, or name a file somewhere else.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `There is no room left for ${file}. Make room, or name a file on another disk.`;
    default:
      return undefined;
  }
}

function ofDatabase(error: unknown): string | undefined {
  const code = sqlState(error) ?? '';
  if (code === 'ERR_INVALID_URL') {
    return 'DATABASE_URL must look like postgres://user:password@host:5432/database. Set it right, or leave it out to use the embedded Postgres.';
  }
  if (/^(28|3D)/.test(code)) {
    return 'DATABASE_URL names a server that answers, but not a database that lets us in: check the name, the user and the password.';
  }
  if (code === '55P03') return 'Somebody else is at work on the database. Try again in a minute.';
  if (code === '53100') return 'The database has no room left. Make room on its disk, and try again.';
  if (!isUnavailable(error)) return undefined;
  return 'The database does not answer. Check that DATABASE_URL names a server that runs, and try again.';
}

const unknown = (error: unknown): string =>
  `It failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}. If that says nothing to you, ask for help with these words.`;
