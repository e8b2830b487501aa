import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { borrowDatabase } from '../support/bot.ts';

const script = fileURLToPath(new URL('lost-socket-child.ts', import.meta.url));

test('a database connection that is lost in the middle of a write ends no process, and the next queries work', async () => {
  const { url } = await borrowDatabase();
  const run = (guard: string) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', script, url, guard], { timeout: 60_000 });
  // As long as the library ends a process without the guard; one day neither will be needed.
  await expect(run('unguarded')).rejects.toThrow("reading 'write'");
  const { stdout } = await run('guarded');
  expect(JSON.parse(stdout)).toEqual({ lost: 1, works: 8 });
});
