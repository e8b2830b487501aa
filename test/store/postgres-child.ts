/** A bot as far as Postgres can tell: starts it on a folder, says its URL, and stays until it is killed. */
import { startPostgres } from '../../src/store/postgres/start.ts';

const [folder = '', wish] = process.argv.slice(2);
try {
  const { url, stop } = await startPostgres(folder === 'temporary' ? { durable: false } : { folder });
  console.log(url);
  if (wish === 'stop') {
    await stop();
    process.exitCode = 3;
  } else if (wish === 'leave') process.exitCode = 4;
  else setInterval(() => {}, 60_000);
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : error);
  process.exitCode = 78;
}
