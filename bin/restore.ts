/** `npm run restore -- FILE [--replace]`: reads a backup into the database, all of it or nothing. Stop the bot before. */
import { readEnvironment } from '../src/config.ts';
import { sayForgotten, sayTrouble } from '../src/store/backup-words.ts';
import { openJournal } from '../src/store/journal.ts';
import { ownPostgres } from '../src/store/postgres/join.ts';
import { JournalLocked, replayInto } from '../src/store/replay.ts';
import { checkBackup, restore } from '../src/store/restore.ts';

const words = process.argv.slice(2);
const replace = words.includes('--replace');
const [file, ...rest] = words.filter(word => word !== '--replace');
if (file === undefined || file.startsWith('-') || rest.length > 0) {
  console.error('Say which file to read: npm run restore -- FILE (and --replace to overwrite what is there)');
  process.exitCode = 64;
} else {
  try {
    const { DATABASE_URL: databaseUrl, DATA_DIR, LOCKSTEP_SECRET: secret } = readEnvironment();
    const dataDir = DATA_DIR || 'data';
    // Before a database is started, or even made, for nothing.
    await checkBackup(file);
    const { url, stop } = await ownPostgres({ databaseUrl, dataDir });
    try {
      const { rows, tables } = await restore(url, file, { replace });
      console.log(`${rows} rows of ${tables} tables were restored from ${file}.`);
      await forgetAgain(url, dataDir, secret || undefined);
    } finally {
      await stop();
    }
  } catch (error) {
    console.error(sayTrouble(error, 'restore', file));
    process.exitCode = 1;
  }
}

/** Whoever was deleted after the backup was made. The backup is restored by now, whatever comes of this; the bot's start does the same. */
async function forgetAgain(url: string, dataDir: string, secret: string | undefined): Promise<void> {
  try {
    const journal = openJournal(dataDir, secret);
    const { forgotten } = await replayInto(url, journal);
    console.log(sayForgotten(dataDir, (await journal.isThere()) ? forgotten : undefined));
  } catch (error) {
    const why =
      error instanceof JournalLocked
        ? error.message
        : 'Deletions could not be made again: the bot’s start tries once more.';
    console.error(why);
    process.exitCode = 1;
  }
}
