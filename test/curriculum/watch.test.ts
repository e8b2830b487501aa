import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { Fault } from '../../src/curriculum/fault.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { watchCurriculum } from '../../src/curriculum/watch.ts';
import { sample, writeFolder } from './sample.ts';

const portsFile = 'lessons/net/ports.md';
const ports = sample[portsFile];
const titled = (title: string) => ports.replace(/^title: .*$/m, `title: ${title}`);

async function watching() {
  const folder = await writeFolder(sample);
  const told: (readonly Fault[])[] = [];
  const watched = await watchCurriculum(readCurriculum(folder), faults => told.push(faults));
  onTestFinished(() => watched.close());
  const titleOf = () => watched.current().lessons.get('net/ports')?.title;
  const until = async (isTrue: () => boolean) => {
    for (let tries = 0; !isTrue(); tries += 1) {
      if (tries > 400) throw new Error('nothing was seen of the change');
      await sleep(25);
    }
  };
  return { folder, told, watched, titleOf, until };
}

test('an edited lesson is the one that is shown next, however the editor saves it', async () => {
  const { folder, titleOf, until } = await watching();
  await writeFile(join(folder, portsFile), titled('Doors'));
  await until(() => titleOf() === 'Doors');
  for (const title of ['Gates', 'Hatches']) {
    await writeFile(join(folder, 'lessons/net/.ports.tmp'), titled(title));
    await rename(join(folder, 'lessons/net/.ports.tmp'), join(folder, portsFile));
    await until(() => titleOf() === title);
  }
});

test('while a file has a fault the curriculum stays as it was, and the fault is told', async () => {
  const { folder, told, titleOf, until } = await watching();
  await writeFile(join(folder, portsFile), titled('Doors').replace('rev: 1', 'rev: soon'));
  await until(() => told.some(faults => faults.length > 0));
  expect(told.flat()[0]).toMatchObject({ file: portsFile, line: 4 });
  expect(titleOf()).toBe('Ports: many doors in one house');
  await writeFile(join(folder, portsFile), titled('Doors'));
  await until(() => titleOf() === 'Doors');
  expect(told.at(-1)).toEqual([]);
});

test('a lesson in a folder that is new is seen, and so are later edits there', async () => {
  const { folder, watched, until } = await watching();
  await mkdir(join(folder, 'lessons/web'));
  const about = (title: string) =>
    titled(title).replace('id: net/ports', 'id: web/doors').replace('aliases: [net/port-numbers]\n', '');
  const bank = sample['lessons/net/ports.quiz.yml'].replace('lesson: net/ports', 'lesson: web/doors');
  await writeFile(join(folder, 'lessons/web/doors.quiz.yml'), bank);
  await writeFile(join(folder, 'lessons/web/doors.md'), about('Web doors'));
  const titleOf = () => watched.current().lessons.get('web/doors')?.title;
  await until(() => titleOf() === 'Web doors');
  await writeFile(join(folder, 'lessons/web/doors.md'), about('Web gates'));
  await until(() => titleOf() === 'Web gates');
});
