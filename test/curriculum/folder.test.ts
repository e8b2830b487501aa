/** Faults of whole files and of several files together, and folders that mean no good. */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeFault } from '../../src/curriculum/fault.ts';
import { loadCurriculum } from '../../src/curriculum/load.ts';
import { sample, writeFolder } from './sample.ts';

async function faultsOf(folder: string): Promise<readonly string[]> {
  const { curriculum, faults } = loadCurriculum(folder);
  expect(curriculum === undefined).toBe(faults.length > 0);
  return faults.map(describeFault);
}

const without = (file: keyof typeof sample) =>
  writeFolder({ ...sample, [file]: '' }).then(async folder => {
    await rm(join(folder, file));
    return folder;
  });

test('a folder that is not there is a fault, not a crash', async () => {
  expect(await faultsOf(join(tmpdir(), 'no-such-curriculum'))).toEqual([
    expect.stringMatching(/^\.:1 {2}There is no folder .*Make it, or set CURRICULUM_DIR/),
  ]);
});

test('a file where the folder should be is a fault, not a crash', async () => {
  const folder = await writeFolder(sample);
  expect(await faultsOf(join(folder, 'resources.yml'))).toHaveLength(1);
});

test('an empty folder has no pathway', async () => {
  expect(await faultsOf(await writeFolder({}))).toEqual([
    expect.stringMatching(/^pathways:1 {2}There is no pathway\./),
  ]);
});

test('a lesson without its bank is a fault of the lesson', async () => {
  expect(await faultsOf(await without('lessons/net/ports.quiz.yml'))).toEqual([
    'lessons/net/ports.md:1  The lesson "net/ports" has no bank. Write lessons/net/ports.quiz.yml with at least 5 questions.',
  ]);
});

test('a bank without its lesson is a fault of the bank', async () => {
  const folder = await writeFolder({
    ...sample,
    'lessons/net/pots.quiz.yml': sample['lessons/net/ports.quiz.yml'].replace('net/ports', 'net/pots'),
  });
  expect(await faultsOf(folder)).toEqual([
    'lessons/net/pots.quiz.yml:1  There is no lesson "net/pots" for this bank. Did you mean "net/ports"? Write lessons/net/pots.md, or move the bank.',
  ]);
});

test.each([
  'lessons/net/Ports.md',
  'lessons/ports.md',
  'lessons/net/deep/ports.md',
  'lessons/net/ports.yaml',
  'lessons/net/ports.yml.bak',
  'pathways/sub/first.yml',
  'pathways/notes.md',
  'local/pathways/First.yml',
])('the name %s is refused with the names that are read', async file => {
  expect(await faultsOf(await writeFolder({ ...sample, [file]: 'x' }))).toEqual([
    expect.stringContaining(`${file}:1  Nobody reads a file of this name here. Files are lessons/`),
  ]);
});

test('READMEs and hidden files are passed over', async () => {
  expect(
    await faultsOf(await writeFolder({ ...sample, 'lessons/net/README.md': 'x', 'lessons/.DS_Store': 'x' })),
  ).toEqual([]);
});

test('an empty file and a file with only a comment are faults', async () => {
  const folder = await writeFolder({
    ...sample,
    'pathways/empty.yml': '',
    'pathways/comment.yml': '# soon\n',
  });
  expect((await faultsOf(folder)).map(line => line.split('. ')[0])).toEqual([
    'pathways/comment.yml:1  this file is empty',
    'pathways/empty.yml:1  this file is empty',
  ]);
});

test('a file that is not UTF-8 is told with the line of the first bad byte', async () => {
  const bytes = Buffer.concat([Buffer.from('id: a\ntitle: caf'), Buffer.from([0xe9]), Buffer.from('\n')]);
  expect(await faultsOf(await writeFolder({ ...sample, 'pathways/latin.yml': bytes }))).toEqual([
    'pathways/latin.yml:2  This file is not UTF-8. Save it as UTF-8 in your editor.',
  ]);
});

test('a file too large is refused before it is parsed', async () => {
  expect(await faultsOf(await writeFolder({ ...sample, 'pathways/large.yml': 'a'.repeat(300_000) }))).toEqual(
    [expect.stringMatching(/^pathways\/large\.yml:1 {2}This file has 300000 bytes\. Keep it under 262144/)],
  );
});

test('a YAML bomb is refused, not unpacked', async () => {
  const levels = Array.from(
    { length: 30 },
    (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}]`,
  );
  const folder = await writeFolder({
    ...sample,
    'pathways/bomb.yml': ['a0: &a0 boom', ...levels].join('\n'),
  });
  expect((await faultsOf(folder))[0]).toMatch(/^pathways\/bomb\.yml:2 {2}YAML: "\*a0" is an alias/);
});

test.each(['[', '{a: ', '- ', 'children: [{', '"'])('250 KB of "%s" end in a fault', async part => {
  const text = part.repeat(250_000 / part.length);
  const folder = await writeFolder({
    ...sample,
    'pathways/deep.yml': text,
    'lessons/net/sockets.md': `---\n${text}`,
  });
  expect((await faultsOf(folder)).length).toBeGreaterThan(0);
});

test('links may lead to a file of the same folder, and nowhere else', async () => {
  const outside = await writeFolder({ 'secret.yml': 'id: secret' });
  const folder = await writeFolder(sample);
  await symlink(join(outside, 'secret.yml'), join(folder, 'pathways/out.yml'));
  await symlink(outside, join(folder, 'lessons/out'));
  await symlink(join(folder, 'nowhere'), join(folder, 'pathways/dead.yml'));
  await symlink(join(folder, 'lessons'), join(folder, 'lessons/round'));
  await mkdir(join(folder, 'local'));
  await symlink(join(folder, 'resources.yml'), join(folder, 'local/resources.yml'));
  expect(await faultsOf(folder)).toEqual([
    'lessons/out:1  This link leads out of the curriculum folder. Put the file itself here.',
    'lessons/round:1  This link leads to a folder. Put the files themselves here.',
    'pathways/dead.yml:1  This link leads nowhere. Put the file itself here.',
    'pathways/out.yml:1  This link leads out of the curriculum folder. Put the file itself here.',
  ]);
});

test('a circle of prerequisites is named once, step by step', async () => {
  const folder = await writeFolder({
    ...sample,
    'lessons/net/ports.md': sample['lessons/net/ports.md'].replace(
      'tags:',
      'prerequisites: [net/sockets]\ntags:',
    ),
    'pathways/first-steps.yml': sample['pathways/first-steps.yml'].replace('strict', 'free'),
  });
  expect(await faultsOf(folder)).toEqual([
    'lessons/net/ports.md:14  The prerequisites lead in a circle: net/ports → net/sockets → net/ports. Take out one of these steps.',
  ]);
});

test('an alias that two lessons claim is a fault of the second', async () => {
  const text = sample['lessons/net/sockets.md'].replace(
    'reviewed:',
    'aliases: [net/port-numbers]\nreviewed:',
  );
  expect(await faultsOf(await writeFolder({ ...sample, 'lessons/net/sockets.md': text }))).toEqual([
    'lessons/net/sockets.md:12  The alias "net/port-numbers" belongs to "net/ports" already. Keep one of the two.',
  ]);
});

test('a faulty file of the local folder is told by its own name', async () => {
  const folder = await writeFolder({ ...sample });
  await mkdir(join(folder, 'local/pathways'), { recursive: true });
  await writeFile(join(folder, 'local/pathways/first-steps.yml'), 'id: first-steps');
  const files = (await faultsOf(folder)).map(line => line.split(':')[0]);
  expect(new Set(files)).toEqual(new Set(['local/pathways/first-steps.yml']));
});
