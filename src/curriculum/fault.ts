/** What is wrong with a curriculum file, in words for the teacher who wrote it. */

export interface Fault {
  /** Relative to the curriculum's folder, with forward slashes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What is wrong: one sentence. */
  readonly message: string;
  /** What to do about it: one sentence. */
  readonly remedy: string;
}

/** Notes one fault of one file. */
export type Report = (line: number, message: string, remedy: string) => void;

/** A `Report` that adds to `faults`, for one file. */
export function reportInto(faults: Fault[], file: string): Report {
  return (line, message, remedy) => {
    faults.push({ file, line, message, remedy });
  };
}

/** One line, as an editor's problem list understands it: `file:line  message remedy`. */
export function describeFault(fault: Fault): string {
  return `${fault.file}:${fault.line}  ${fault.message} ${fault.remedy}`;
}

/** By file, then by line; faults of one line keep the order in which they were found. */
export function sortFaults(faults: readonly Fault[]): readonly Fault[] {
  return faults.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
