import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { heading, openKnownValues } from '../../src/curriculum/known-values.ts';
import { loadCurriculum } from '../../src/curriculum/load.ts';
import { parseYaml } from '../../src/curriculum/parse-yaml.ts';
import { projectRoot } from '../../src/root.ts';
import { sample, writeFolder } from './sample.ts';

async function knownFile() {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-known-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'parsed-curriculum');
}

async function loadKnowing(folder: string, file: string) {
  const known = await openKnownValues(file);
  const loaded = loadCurriculum(folder, known);
  known.keep();
  return loaded;
}

test('our whole curriculum is the same, whether or not it is known from an earlier start', async () => {
  const [folder, file] = [join(projectRoot(), 'curriculum'), await knownFile()];
  const plain = loadCurriculum(folder);
  expect(plain.faults).toEqual([]);
  const shown = (loaded: typeof plain) => ({ ...loaded.curriculum, search: undefined });
  for (let start = 0; start < 2; start += 1) {
    expect(shown(await loadKnowing(folder, file))).toEqual(shown(plain));
  }
});

test('what is known isn’t parsed, what was edited is, and what nobody asks for any more is forgotten', async () => {
  const [folder, file] = [await writeFolder(sample), await knownFile()];
  const ports = 'lessons/net/ports.md';
  const titleOf = async () => (await loadKnowing(folder, file)).curriculum?.lessons.get('net/ports')?.title;
  const title = await titleOf();
  // Only who reads the file and not the lesson can say this.
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(`"title":"${title}"`, '"title":"Kept"'));
  expect(await titleOf()).toBe('Kept');
  await writeFile(join(folder, ports), sample[ports].replace(/^title: .*$/m, 'title: Doors'));
  expect(await titleOf()).toBe('Doors');
  expect(await readFile(file, 'utf8')).not.toContain('"Kept"');
  expect(await titleOf()).toBe('Doors');
});

test('a fault in what is known has its line', async () => {
  const [folder, file] = [await writeFolder(sample), await knownFile()];
  const ports = 'lessons/net/ports.md';
  await writeFile(join(folder, ports), sample[ports].replace(/^title: .*$/m, 'title: 7'));
  const { faults } = loadCurriculum(folder);
  expect(faults.map(fault => fault.line).some(line => line > 1)).toBe(true);
  for (let start = 0; start < 2; start += 1) expect((await loadKnowing(folder, file)).faults).toEqual(faults);
});

test('a file that is missing, damaged or of another version is passed over, and written anew', async () => {
  const [folder, file] = [await writeFolder(sample), await knownFile()];
  const { curriculum } = loadCurriculum(folder);
  await loadKnowing(folder, file);
  const good = await readFile(file, 'utf8');
  for (const bad of [
    '',
    '\0\n'.repeat(50),
    good.slice(0, good.length / 2),
    good.replace(/ \{/g, ' {,'),
    good.replace(heading, 'Parsed curriculum, form 0').replaceAll('"title":"', '"title":"not '),
  ]) {
    await writeFile(file, bad);
    expect((await loadKnowing(folder, file)).curriculum).toEqual(curriculum);
    expect((await readFile(file, 'utf8')).split('\n').sort()).toEqual(good.split('\n').sort());
  }
  const nowhere = join(file, 'no', 'folder');
  expect((await loadKnowing(folder, nowhere)).curriculum).toEqual(curriculum);
});

test('what JSON would change isn’t kept', async () => {
  const known = await openKnownValues(await knownFile());
  for (const text of ['a: .nan', 'a: .inf', 'a: -0.0', '- -.inf']) {
    const parsed = parseYaml(text, 0, () => {}, known);
    expect(parsed).toBeDefined();
    expect(known.get(text)).toBeUndefined();
  }
  parseYaml('a: 1', 0, () => {}, known);
  expect(known.get('a: 1')).toEqual({ value: { a: 1 } });
});

test('the file is another one as soon as the library that parses is', async () => {
  const { dependencies } = JSON.parse(await readFile(join(projectRoot(), 'package.json'), 'utf8'));
  expect(heading).toContain(`js-yaml ${dependencies['js-yaml']}.`);
});
