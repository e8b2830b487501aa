import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/root.ts';
import { listFiles } from './files.ts';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly engines: { readonly node: string };
}
const read = (path: string) => readFileSync(join(projectRoot(), path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Manifest;

test('every command line in the README and its neighbours exists', () => {
  const papers = listFiles(
    /^([A-Z]+\.md|docs\/.*\.md|local-discord\/README\.md|curriculum\/README\.md|\.env\.example)$/,
  );
  expect(papers.map(({ path }) => path)).toContain('README.md');
  const named = papers.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(test|start)\b)/g)].map(([, run, short]) => ({
      path,
      script: run ?? short ?? '',
    })),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(({ script }) => !(script in manifest.scripts))).toEqual([]);
});

test('README’s table names every command', () => {
  const commands = listFiles(/^commands\/[a-z]/).map(
    ({ path }) => /^commands\/([\w-]+)/.exec(path)?.[1] ?? '',
  );
  expect(commands).toContain('quiz');
  const table = read('README.md');
  expect(commands.filter(name => !table.includes(`\n| \`/${name}`))).toEqual([]);
});

/** What `bin/run.mjs` starts from elsewhere. */
const otherNames = new Map(
  [
    .../'([\w-]+)': '([\w/-]+)'/g[Symbol.matchAll](
      /const targets = \{.*\}/.exec(read('bin/run.mjs'))?.[0] ?? '',
    ),
  ].map(([, name = '', path = '']) => [name, path] as const),
);

test('every script starts a file that is there', () => {
  for (const [name, line] of Object.entries(manifest.scripts)) {
    const [, target] = /node bin\/run\.mjs (\S+)/.exec(line) ?? [];
    const known = target === undefined ? undefined : otherNames.get(target);
    if (target)
      expect.soft(listFiles(new RegExp(`^${known ?? `bin/${target}`}\\.ts$`)), name).toHaveLength(1);
    const [, script] = /node (bin\/\S+\.mjs)/.exec(line) ?? [];
    if (script) expect.soft(listFiles(new RegExp(`^${script}$`)), name).toHaveLength(1);
  }
});

test('versions are exact, and the lockfile says the same', () => {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
    [],
  );
  const lock = JSON.parse(read('package-lock.json')) as {
    readonly packages: Readonly<Record<string, { readonly version?: string }>>;
  };
  for (const [name, version] of Object.entries(wanted)) {
    expect.soft(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
  }
  expect(manifest.engines.node).toBe('>=20.19');
});

test('.env.example names exactly the settings that are read', () => {
  const shape = /const shape = z\.object\(\{([\s\S]*?)^\}\);/m.exec(read('src/config.ts'))?.[1] ?? '';
  const readByConfig = [...shape.matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(match => match[1]);
  expect(readByConfig.length).toBeGreaterThan(8);
  const named = [...read('.env.example').matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map(match => match[1]);
  expect(named.sort()).toEqual(readByConfig.sort());
});
