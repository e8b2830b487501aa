/** How long a start reads the whole curriculum, and what stays of it, beside only reading and parsing the same files. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from './program.ts';
import { makeRow, percentile, type Row } from './row.ts';
import type { Size } from './size.ts';

interface Load {
  readonly ms: number;
  readonly mb: number;
}

/** Each load is a process of its own, as each start is: nothing is warm. The ways take turns. */
export async function benchCurriculum({ starts }: Size): Promise<readonly Row[]> {
  const loads: Record<'baseline' | 'first' | 'later', Load[]> = { baseline: [], first: [], later: [] };
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-bench-'));
  try {
    const KNOWN = join(folder, 'parsed-curriculum');
    await load({ KNOWN });
    for (let round = 0; round < starts; round += 1) {
      loads.baseline.push(await load({ WAY: 'plain' }));
      loads.first.push(await load({}));
      loads.later.push(await load({ KNOWN }));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const middle = (list: readonly Load[], of: (one: Load) => number) => percentile(list.map(of), 0.5);
  const row = (name: string, ours: 'first' | 'later', unit: 'ms' | 'mb', aim: string): Row =>
    makeRow(
      `curriculum: ${name}`,
      unit === 'ms' ? 'ms' : 'MB',
      { baseline: middle(loads.baseline, one => one[unit]), ours: middle(loads[ours], one => one[unit]) },
      starts,
      aim,
    );
  return [
    row('read and checked at a start', 'later', 'ms', 'ours ≤ 300'),
    row('the same, nothing known from an earlier start', 'first', 'ms', 'ours ≤ 300'),
    row('what stays in the heap', 'later', 'mb', 'ours ≤ 30'),
  ];
}

async function load(env: Readonly<Record<string, string>>): Promise<Load> {
  const program = await startProgram<Load>('load-curriculum', env);
  await program.close();
  return program.said;
}
