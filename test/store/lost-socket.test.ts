import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { borrowDatabase } from '../support/bot.ts';

const runChild = (script: string, url: string, guard: string) =>
  promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL(script, import.meta.url)), url, guard],
    { timeout: 60_000 },
  );

test('a database connection that is lost in the middle of a write ends no process, and the next queries work', async () => {
  const { url } = await borrowDatabase();
  const run = (guard: string) => runChild('lost-socket-child.ts', url, guard);
  // As long as the library ends a process without the guard; one day neither will be needed.
  await expect(run('unguarded')).rejects.toThrow("reading 'write'");
  const { stdout } = await run('guarded');
  expect(JSON.parse(stdout)).toEqual({ lost: 1, works: 8 });
});

test('a database that goes away while a connection begins ends no process, and the next queries work', async () => {
  const { url } = await borrowDatabase();
  await expect(runChild('lost-question-child.ts', url, 'unguarded')).rejects.toThrow('ECONNREFUSED');
  const { stdout } = await runChild('lost-question-child.ts', url, 'guarded');
  expect(JSON.parse(stdout)).toEqual({ cuts: 1, lost: 1, first: 'refused', sum: 2 });
});
