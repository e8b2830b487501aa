import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { BadCurriculum, startLockstep } from '../src/main.ts';

test('promise 9: with a wrong curriculum the bot doesn’t start, and every fault is told with file, line and remedy', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-main-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'pathways'));
  await writeFile(
    join(folder, 'pathways/broken.yml'),
    'id: broken\ntitle: Broken\norder: sideways\nnodes:\n  - id: broken/one\n    kind: phase\n    title: One\n    lessons: [no/such-lesson]\n',
  );
  await writeFile(join(folder, 'resources.yml'), '- id: Bad Id\n');
  const settings = readSettings({
    DISCORD_TOKEN: 'local.main',
    // Nobody listens on either: who gets that far has gone too far.
    DISCORD_API_URL: 'http://127.0.0.1:1/api',
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
    CURRICULUM_DIR: folder,
  });
  const lines: string[] = [];
  const log = createLog('trace', { write: line => void lines.push(line) });
  const error = await startLockstep({ settings, log }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BadCurriculum);
  const message = (error as Error).message;
  expect(message).toMatch(/pathways\/broken\.yml:\d+/);
  expect(message).toMatch(/resources\.yml:\d+/);
  expect(message).toContain('sideways');
  expect(message.split('\n').length).toBeGreaterThan(3);
});
