/** Pictures drawn by the studio's thread, beside drawing them in the bot's own: how long each takes, how long everybody else waits meanwhile, and what stays in memory. */
import { startProgram } from './program.ts';
import { makeRow, percentile, type Row } from './row.ts';
import type { Size } from './size.ts';

interface Said {
  /** Of each kind of picture, the time of every one, in ms. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  /** How much later than asked for the event loop came round while pictures were drawn, in ms. */
  readonly delays: readonly number[];
  /** Resident MB, the middle one of three looks: after the second to fourth tenth of the pictures, and after the last three. */
  readonly early: number;
  readonly late: number;
}

export async function benchPictures({ pictures }: Size): Promise<readonly Row[]> {
  // Memory is asked of ours alone; for the other way's times a tenth is enough.
  const [baseline, ours] = [await measure('here', pictures / 10), await measure('studio', pictures)];
  const row = (name: string, share: number, of: (said: Said) => readonly number[], aim: string) => {
    const sides = { baseline: percentile(of(baseline), share), ours: percentile(of(ours), share) };
    return makeRow(name, 'ms', sides, of(ours).length, aim);
  };
  return [
    ...Object.keys(ours.times).map(kind =>
      row(`pictures: ${kind}, p50`, 0.5, said => said.times[kind] ?? [], 'ours ≤ 200'),
    ),
    row('pictures: event loop held up, p99', 0.99, said => said.delays, '≤ 0.5×'),
    row('pictures: event loop held up, longest', 1, said => said.delays, '≤ 0.5×'),
    makeRow(
      `pictures: memory in the last three tenths of ${pictures}, beside in the second to fourth`,
      'MB',
      { baseline: ours.early, ours: ours.late },
      1,
      '≤ 1.1×',
    ),
  ];
}

/** So many pictures take a while, on a slow machine most of an hour. */
const patienceMs = 3_600_000;

async function measure(way: 'here' | 'studio', pictures: number): Promise<Said> {
  const program = await startProgram<Said>('pictures', { WAY: way, PICTURES: String(pictures) }, patienceMs);
  await program.close();
  return program.said;
}
