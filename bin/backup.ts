/** `npm run backup -- FILE`: writes everything the bot knows into one file, while the bot goes on. */

import { readEnvironment } from '../src/config.ts';
import { backUp } from '../src/store/backup.ts';
import { sayTrouble } from '../src/store/backup-words.ts';
import { joinPostgres } from '../src/store/postgres/join.ts';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || file.startsWith('-') || rest.length > 0) {
  console.error('Say which file to write: npm run backup -- FILE');
  process.exitCode = 64;
} else {
  try {
    const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir } = readEnvironment();
    const { url, stop } = await joinPostgres({ databaseUrl, dataDir: dataDir || 'data' });
    const { rows, tables } = await backUp(url, file).finally(stop);
    console.log(
      `${rows} rows of ${tables} tables are now in ${file}. It holds people's words: keep it private.`,
    );
  } catch (error) {
    console.error(sayTrouble(error, 'backup', file));
    process.exitCode = 1;
  }
}
