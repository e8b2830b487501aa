/** Measures Lockstep and its local Discord, each beside a baseline in the same run. */
import { parseArgs } from 'node:util';
import { benchAnswering } from './answering.ts';
import { benchAutocomplete } from './autocomplete.ts';
import { benchCurriculum } from './curriculum.ts';
import { benchDeliveries } from './deliveries.ts';
import { benchMemory } from './memory.ts';
import { benchPictures } from './pictures.ts';
import { benchProgress } from './progress.ts';
import { benchQuizzes } from './quizzes.ts';
import { type Row, table } from './row.ts';
import { benchSearch } from './search.ts';
import { benchLargeServer, benchServer } from './server.ts';
import { quick, type Size, whole } from './size.ts';

const benches: Readonly<Record<string, (size: Size) => Promise<readonly Row[]>>> = {
  server: benchServer,
  'large-server': benchLargeServer,
  answering: benchAnswering,
  autocomplete: benchAutocomplete,
  memory: benchMemory,
  deliveries: benchDeliveries,
  curriculum: benchCurriculum,
  progress: benchProgress,
  quizzes: benchQuizzes,
  search: benchSearch,
  pictures: benchPictures,
};

/** `--only NAME` (may be said several times), `--quick`, `--json`. Throws a sentence when something else was asked. */
export async function runBench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true, default: [] },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const unknown = values.only.filter(name => !Object.hasOwn(benches, name));
  if (unknown.length > 0)
    throw new Error(`--only takes one of ${Object.keys(benches).join(', ')}, not ${unknown.join(', ')}.`);
  const rows: Row[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (values.only.length > 0 && !values.only.includes(name)) continue;
    if (!values.json) process.stderr.write(`measuring ${name} …\n`);
    rows.push(...(await bench(values.quick ? quick : whole)));
  }
  process.stdout.write(`${values.json ? JSON.stringify(rows, null, 2) : table(rows)}\n`);
}
