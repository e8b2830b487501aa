/** Reads the curriculum once, as a first start does (or a later one, with KNOWN a file of what is known), or (WAY=plain) only its text and YAML with the library that knows lines. Says how long it took, in ms, and what stays, in MB of heap. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { openKnownValues } from '../../src/curriculum/known-values.ts';
import { loadCurriculum } from '../../src/curriculum/load.ts';
import { projectRoot } from '../../src/root.ts';
import { report } from './report.ts';

const knownFile = process.env.KNOWN;
const folder = join(projectRoot(), 'curriculum');

async function plain(): Promise<unknown> {
  const files = await readdir(folder, { recursive: true });
  const read = files
    .filter(file => /^(lessons|pathways|projects)\/.*\.(md|yml)$|^(resources|glossary)\.yml$/.test(file))
    .map(async file => {
      const text = await readFile(join(folder, file), 'utf8');
      if (!file.endsWith('.md')) return parse(text);
      const [front = '', ...body] = text.split('\n---\n');
      return [parse(front.slice(4)), body];
    });
  return Promise.all(read);
}

globalThis.gc?.();
const before = process.memoryUsage().heapUsed;
const start = performance.now();
const known = knownFile === undefined ? undefined : await openKnownValues(knownFile);
const kept = process.env.WAY === 'plain' ? await plain() : loadCurriculum(folder, known).curriculum;
const ms = performance.now() - start;
known?.keep();
if (kept === undefined) throw new Error('The curriculum has faults: npm run curriculum -- check');
globalThis.gc?.();
report(
  { ms, mb: (process.memoryUsage().heapUsed - before) / 1024 / 1024, kept: Boolean(kept) },
  async () => kept,
);
