import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { startCohort } from '../../bin/playground/start-cohort.ts';
import { writeFolder } from '../curriculum/sample.ts';
import { makeWorld } from '../e2e/world.ts';

const page = await readFile('docs/writing-a-curriculum.md', 'utf8');
/** Blocks of commands, and files with the place where the page puts them, in the page's order. */
const steps = [...page.matchAll(/^(`{3,4})(sh|\w+ file=\S+)\n([\s\S]*?)\n\1$/gm)].map(
  ([, , kind = '', body = '']) => ({
    file: /file=(\S+)/.exec(kind)?.[1],
    body,
  }),
);
const run = promisify(execFile);

test('a teacher who follows the page gets from an empty folder to a cohort whose lesson is posted, and sees an edit at once', async () => {
  const home = await writeFolder({});
  const course = join(home, 'my-course');
  const said: string[] = [];
  for (const { file, body } of steps) {
    if (file !== undefined) {
      await mkdir(dirname(join(course, file)), { recursive: true });
      await writeFile(join(course, file), `${body}\n`);
    } else if (!body.includes('npm run playground')) {
      const env = { ...process.env, HOME: home, CURRICULUM_DIR: course };
      const { stdout } = await run(
        'bash',
        ['-ec', body.replaceAll('npm run curriculum --', 'node --import tsx bin/curriculum.ts')],
        { env },
      );
      said.push(stdout);
    }
  }
  expect(steps.filter(({ file }) => file !== undefined)).toHaveLength(4);
  expect(said.join('\n')).toContain('Begun: lessons/git/small-commits.md');
  expect(said.at(-1)).toContain('1 pathway, 2 nodes, 1 lesson (0 reviewed), 5 questions, 1 resource,');
  expect(said.at(-1)).toContain('without a lesson: git-in-a-week/together');

  const world = await makeWorld('2026-11-30T10:00:00Z', { curriculumDir: course });
  onTestFinished(() => world.close());
  await world.start();
  const options = { name: 'First week', pathway: 'git-in-a-week', channel: world.channelId };
  await startCohort(world.control, { as: world.mira, channel: world.channelId, options });
  const shown = async (what: () => Promise<unknown>, wanted: string) => {
    for (let tries = 0; !JSON.stringify(await what()).includes(wanted); tries += 1) {
      if (tries > 200) throw new Error(`“${wanted}” was not shown`);
      await sleep(50);
    }
  };
  await shown(() => world.control.messages(world.channelId, world.mira), 'Small commits');

  const lesson = join(course, 'lessons/git/small-commits.md');
  await writeFile(
    lesson,
    (await readFile(lesson, 'utf8')).replace('title: Small commits', 'title: Tiny commits'),
  );
  const look = async () =>
    (await world.control.command({ as: world.ada, channel: world.channelId, name: 'lesson' })).message;
  await shown(look, '## Tiny commits');
}, 120_000);
