/** The curriculum of a running bot, with what earlier starts know of it. */
import { describeFault } from './fault.ts';
import { openKnownValues } from './known-values.ts';
import { readCurriculum } from './read.ts';
import type { Curriculum } from './types.ts';
import { watchCurriculum } from './watch.ts';

export interface OpenCurriculum {
  readonly current: () => Curriculum;
  /** Writes down what the next start needn't parse again. Never throws. */
  readonly keep: () => void;
  close(): void;
}

export interface CurriculumSource {
  readonly folder: string;
  /** Where what is known from earlier starts lies; it needn't be there. */
  readonly knownFile: string;
  /** Whether to follow the files. */
  readonly follows: boolean;
  /** Told of each fault in a later change, which isn't taken over then: file, line, what to do. */
  readonly onFault: (fault: string) => void;
}

/** Throws `BadCurriculum` when what is there isn't sound. */
export async function openCurriculum({
  folder,
  knownFile,
  follows,
  onFault,
}: CurriculumSource): Promise<OpenCurriculum> {
  const known = await openKnownValues(knownFile);
  const first = readCurriculum(folder, known);
  if (!follows) return { current: () => first, keep: known.keep, close: () => {} };
  const watched = await watchCurriculum(
    first,
    faults => {
      for (const fault of faults) onFault(describeFault(fault));
    },
    known,
  );
  return { ...watched, keep: known.keep };
}
