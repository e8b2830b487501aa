/** Starts the local Discord alone, for any bot. */
import { runLocalDiscord } from '../local-discord/main.ts';

runLocalDiscord(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
