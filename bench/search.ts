/**
 * Searches and suggestions, beside going through every text for the very letters that were typed. That is no lower bound to
 * aim at: it finds nothing with a typo, nothing by a short form, and puts nothing in order.
 */
import { startProgram } from './program.ts';
import { makeRow, percentile, type Row } from './row.ts';
import type { Size } from './size.ts';

interface Said {
  readonly ready: number;
  readonly mb: number;
  readonly search: readonly number[];
  readonly suggest: readonly number[];
}

/** Each start is a process of its own, for nothing is warm at a start; the two ways take turns. */
export async function benchSearch({ starts, rounds }: Size): Promise<readonly Row[]> {
  const scans: Said[] = [];
  const ours: Said[] = [];
  for (let start = 0; start < starts; start += 1) {
    scans.push(await measure('scan', rounds));
    ours.push(await measure('index', rounds));
  }
  const row = (
    name: string,
    unit: string,
    share: number,
    of: (said: Said) => readonly number[],
    aim: string,
  ) => {
    const sides = {
      baseline: percentile(scans.flatMap(of), share),
      ours: percentile(ours.flatMap(of), share),
    };
    return makeRow(name, unit, sides, ours.flatMap(of).length, aim);
  };
  return [
    row('search: everything, p50 of texts', 'ms', 0.5, said => said.search, 'ours ≤ 5'),
    row('search: everything, p99 of texts', 'ms', 0.99, said => said.search, 'ours ≤ 20'),
    row('search: lessons at a key stroke, p99 of texts', 'ms', 0.99, said => said.suggest, 'ours ≤ 5'),
    row('search: made ready', 'ms', 0.5, said => [said.ready], 'ours ≤ 500'),
    row('search: what stays in the heap', 'MB', 0.5, said => [said.mb], 'ours ≤ 20'),
  ];
}

async function measure(way: 'scan' | 'index', rounds: number): Promise<Said> {
  const program = await startProgram<Said>('search', { WAY: way, ROUNDS: String(rounds) });
  await program.close();
  return program.said;
}
