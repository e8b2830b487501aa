import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/root.ts';
import { linesWith, listFiles, sourceFiles, withoutComments } from './files.ts';

const ours = sourceFiles('src', 'commands', 'bin', 'local-discord', 'test', 'bench');
const lengthOf = (text: string) => text.trimEnd().split('\n').length;

test('no file is longer than 250 lines, and half of them have 80 or fewer', () => {
  const files = sourceFiles('src', 'commands', 'bin', 'local-discord');
  const tooLong = files
    .filter(({ text }) => lengthOf(text) > 250)
    .map(({ path, text }) => `${path}: ${lengthOf(text)}`);
  expect(tooLong).toEqual([]);
  const sizes = files.map(({ text }) => lengthOf(text)).sort((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(80);
});

test('files are named in kebab-case for the thing they hold', () => {
  const names = ours.map(({ path }) => path).filter(path => !path.startsWith('test/'));
  expect(names.filter(path => !/^(_?[a-z0-9]+(-[a-z0-9]+)*)(\.\w+)+$/.test(basename(path)))).toEqual([]);
  const vague = /(^|[/_-])(utils?|helpers?|common|managers?|services?|misc)([.-]|\/|$)/;
  expect(ours.map(({ path }) => path).filter(path => vague.test(path))).toEqual([]);
});

test('every command has a test of its own, and every rule of the core too', () => {
  const tests = new Set(listFiles(/^test\/.*\.test\.ts$/).map(({ path }) => path));
  const commands = listFiles(/^commands\/.*\.ts$/).filter(({ path }) => !basename(path).startsWith('_'));
  expect(commands.length).toBeGreaterThan(8);
  const untested = commands
    .map(({ path }) => `test/${path.replace(/\.ts$/, '.test.ts')}`)
    .filter(path => !tests.has(path));
  expect(untested).toEqual([]);
  const leftOver = [...tests].filter(
    path =>
      path.startsWith('test/commands/') &&
      !commands.some(command => path === `test/${command.path.replace(/\.ts$/, '.test.ts')}`),
  );
  expect(leftOver).toEqual([]);
});

test('tests mock no module, and none is skipped or singled out', () => {
  const files = listFiles(/^(test|local-discord)\/.*\.ts$/).filter(
    ({ path }) => !path.startsWith('test/rules/'),
  );
  expect(linesWith(files, /\bvi\s*\.\s*(mock|doMock|hoisted|stubGlobal|spyOn)\b|\bjest\b/)).toEqual([]);
  expect(linesWith(files, /\b(test|it|describe)\s*\.\s*(only|skip|todo|fails)\b|\bx(it|test)\(/)).toEqual([]);
});

test('the promises that this house keeps so far each have a test that names them', () => {
  const titles = listFiles(/^test\/.*\.test\.ts$/)
    .filter(({ path }) => path !== 'test/rules/files.test.ts')
    .flatMap(({ text }) =>
      [...text.matchAll(/^\s*test\(\s*['"`]promise (\d+):/gm)].map(match => Number(match[1])),
    );
  for (const promise of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    expect.soft(titles.filter(one => one === promise).length, `promise ${promise}`).toBeGreaterThan(0);
  }
});

test('nothing prints but what is started by hand, and nothing is left to be done', () => {
  const quiet = sourceFiles('src', 'commands', 'local-discord').map(withoutComments);
  expect(linesWith(quiet, /\bconsole\.\w+\(/)).toEqual([]);
  const files = listFiles(/\.(ts|tsx|mjs|md|ya?ml|sql|css)$/).filter(
    ({ path }) => path !== 'test/rules/files.test.ts',
  );
  expect(linesWith(files, /\b(TODO|FIXME|XXX)\b/)).toEqual([]);
});

test('settings are read in one place; the rest of the bot never looks into the environment', () => {
  const reading = sourceFiles('src', 'commands')
    .map(withoutComments)
    .filter(({ text }) => /process\.env\b/.test(text))
    .map(({ path }) => path)
    .filter(path => path !== 'src/config.ts' && path !== 'src/store/postgres/environment.ts');
  expect(reading).toEqual([]);
});

test('SQL is never pasted together: no raw statements outside of migrations', () => {
  const raw = linesWith(sourceFiles('src', 'commands').map(withoutComments), /\bsql\s*\.\s*raw\b|\.unsafe\(/);
  expect(raw.filter(line => !line.startsWith('src/store/migrate.ts:'))).toEqual([]);
});

test('nothing names a package registry, or a folder of one machine', () => {
  const all = listFiles(/./).filter(({ path }) => path !== 'test/rules/files.test.ts');
  const registry = /\bregistry\.[a-z]|\b(artifactory|jfrog|verdaccio|npmmirror|codeartifact)\b|"resolved":/i;
  expect(linesWith(all, registry)).toEqual([]);
  expect(
    linesWith(all, /(^|[\s"'`(=:])(\/(work|root)\/[\w.]|\/(home|Users)\/[\w.]+\/|[A-Z]:\\Users)/),
  ).toEqual([]);
  const root = projectRoot();
  if (root.split('/').length > 2) {
    expect(all.filter(({ text }) => text.includes(`${root}/`)).map(({ path }) => path)).toEqual([]);
  }
});

test('no secret stands in any file', () => {
  const token = /\b[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,}\b/;
  expect(linesWith(listFiles(/./), token)).toEqual([]);
});
