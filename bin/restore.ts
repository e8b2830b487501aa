/** `npm run restore -- FILE [--replace]`: reads a backup into the database, all of it or nothing. Stop the bot before. */
import { readEnvironment } from '../src/config.ts';
import { sayTrouble } from '../src/store/backup-words.ts';
import { ownPostgres } from '../src/store/postgres/join.ts';
import { checkBackup, restore } from '../src/store/restore.ts';

const words = process.argv.slice(2);
const replace = words.includes('--replace');
const [file, ...rest] = words.filter(word => word !== '--replace');
if (file === undefined || file.startsWith('-') || rest.length > 0) {
  console.error('Say which file to read: npm run restore -- FILE (and --replace to overwrite what is there)');
  process.exitCode = 64;
} else {
  try {
    const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir } = readEnvironment();
    // Before a database is started, or even made, for nothing.
    await checkBackup(file);
    const { url, stop } = await ownPostgres({ databaseUrl, dataDir: dataDir || 'data' });
    const { rows, tables } = await restore(url, file, { replace }).finally(stop);
    console.log(`${rows} rows of ${tables} tables were restored from ${file}.`);
  } catch (error) {
    console.error(sayTrouble(error, 'restore', file));
    process.exitCode = 1;
  }
}
