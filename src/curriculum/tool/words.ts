/** What a verb of `npm run curriculum` is given, and what it gives back. */

export interface Verb {
  /** A line for each way to say it, with what it does. */
  readonly usage: readonly string[];
  /** The words behind the verb. Answers the exit code: 0, 1 for a fault, 2 for words that aren't understood. */
  readonly run: (words: readonly string[], to: Place) => Promise<number>;
}

export interface Place {
  /** The curriculum's folder, unless a word names another. */
  readonly folder: string;
  /** Writes one line. */
  readonly print: (line: string) => void;
  /** Today, as YYYY-MM-DD in UTC: for what is stored with a date. */
  readonly today: string;
}

/** Lines of a table, its columns as wide as their widest entry. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
