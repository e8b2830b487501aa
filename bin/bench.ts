/** `npm run bench`: how fast and how large Lockstep and its local Discord are, beside baselines measured in the same run. */
import { runBench } from '../bench/run.ts';

runBench(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
