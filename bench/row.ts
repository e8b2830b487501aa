/** One figure, measured on the plainest baseline and on ours in the same run. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly baseline: number;
  readonly ours: number;
  /** Ours divided by the baseline. */
  readonly ratio: number;
  /** Measurements on each side. */
  readonly samples: number;
  /** What the ratio, or ours where it says so, should keep to; undefined where nothing was promised. */
  readonly aim: string | undefined;
}

export interface Sides<T> {
  readonly baseline: T;
  readonly ours: T;
}

export function makeRow(
  name: string,
  unit: string,
  { baseline, ours }: Sides<number>,
  samples: number,
  aim?: string,
): Row {
  return { name, unit, baseline, ours, ratio: ours / baseline, samples, aim };
}

/** The value below which this share (0 to 1) of all values lies. Throws when there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

const columns = ['', 'unit', 'baseline', 'ours', 'ratio', 'aim', 'samples'];

/** For people: a line each, figures to three places that matter. */
export function table(rows: readonly Row[]): string {
  const cells = [
    columns,
    ...rows.map(row => [
      row.name,
      row.unit,
      figure(row.baseline),
      figure(row.ours),
      `${row.ratio.toFixed(2)}×`,
      row.aim ?? '',
      String(row.samples),
    ]),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map(line => line[at]?.length ?? 0)));
  return cells
    .map(line =>
      line
        .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const figure = (value: number): string =>
  value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
