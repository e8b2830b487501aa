/** `npm run test:openapi -- FILE [FOLDER]`: compares recorded traffic with Discord's OpenAPI document FILE. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { replay } from '../local-discord/openapi/replay.ts';
import { projectRoot } from '../src/root.ts';

const [file, folder = process.env.LOCKSTEP_RECORD_TRAFFIC] = process.argv.slice(2);
if (!file || !existsSync(file)) {
  console.error(
    "Give Discord's OpenAPI document: npm run test:openapi -- openapi.json [folder of recordings]",
  );
  process.exit(2);
}

const recordings = folder ?? record();
const { passed, failures } = replay(file, recordings);
if (folder === undefined) rmSync(recordings, { recursive: true });

const failed = [...failures.values()].reduce((sum, times) => sum + times, 0);
for (const [failure, times] of failures) console.log(`${times} × ${failure}`);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0) process.exitCode = 1;

/** Without a recording, makes one: the suites of the local Discord, run as usual. */
function record(): string {
  const made = mkdtempSync(join(tmpdir(), 'lockstep-traffic-'));
  const vitest = join(projectRoot(), 'node_modules', 'vitest', 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', '--reporter=dot', 'test/local-discord/'], {
    cwd: projectRoot(),
    env: { ...process.env, LOCKSTEP_RECORD_TRAFFIC: made },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) console.error('Some tests failed while their traffic was recorded; see npm test.');
  return made;
}
