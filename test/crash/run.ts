/** `npm run test:crash -- --kills N [--workers W] [--postgres-every SECONDS] [--seed S] [--json] [--log LEVEL]`: ends with 1 when a post was lost or doubled. */
import { outliveLostSockets } from '../../src/store/lost-socket.ts';
import { runCrash } from './crash.ts';
import { type CrashOptions, readOptions } from './options.ts';
import { countsOf, isPassed, tableOf } from './report.ts';

const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

const options = optionsOrExit();
// Its own connections are lost as the bots’ are whenever Postgres is killed.
outliveLostSockets(
  () => {},
  error => {
    console.error('A fault that nobody caught:', error);
    process.exit(1);
  },
);
try {
  const report = await runCrash(options, interrupted.signal);
  console.log(options.json ? JSON.stringify(countsOf(report)) : tableOf(report, options.seed));
  process.exit(isPassed(report) ? 0 : 1);
} catch (error) {
  if (interrupted.signal.aborted) process.exit(130);
  console.error('The crash test could not be run to its end:', error);
  process.exit(1);
}

function optionsOrExit(): CrashOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}
