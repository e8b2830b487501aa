/** How long a start reads the whole curriculum, and what stays of it, beside only reading and parsing the same files. */
import { startProgram } from './program.ts';
import { makeRow, percentile, type Row } from './row.ts';
import type { Size } from './size.ts';

interface Load {
  readonly ms: number;
  readonly mb: number;
}

/** Each load is a process of its own, as each start is: nothing is warm. The two ways take turns. */
export async function benchCurriculum({ starts }: Size): Promise<readonly Row[]> {
  const loads: { readonly baseline: Load[]; readonly ours: Load[] } = { baseline: [], ours: [] };
  for (let round = 0; round < starts; round += 1) {
    loads.baseline.push(await load('plain'));
    loads.ours.push(await load('whole'));
  }
  const middle = (list: readonly Load[], of: (one: Load) => number) => percentile(list.map(of), 0.5);
  const row = (name: string, unit: string, of: (one: Load) => number, aim: string): Row =>
    makeRow(name, unit, { baseline: middle(loads.baseline, of), ours: middle(loads.ours, of) }, starts, aim);
  return [
    row('curriculum: read and checked at a start', 'ms', one => one.ms, 'ours ≤ 300'),
    row('curriculum: what stays in the heap', 'MB', one => one.mb, 'ours ≤ 30'),
  ];
}

async function load(way: 'plain' | 'whole'): Promise<Load> {
  const program = await startProgram<Load>('load-curriculum', { WAY: way });
  await program.close();
  return program.said;
}
