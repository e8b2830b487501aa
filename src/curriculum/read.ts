/** The curriculum for a running bot: whole, or not at all. */
import { describeFault, type Fault } from './fault.ts';
import type { KnownValues } from './known-values.ts';
import { loadCurriculum } from './load.ts';
import type { Curriculum } from './types.ts';

/** A curriculum that is wrong doesn't start: the message lists every fault with file, line and what to do. */
export class BadCurriculum extends Error {
  override readonly name = 'BadCurriculum';
  constructor(folder: string, faults: readonly Fault[]) {
    super([`The curriculum in ${folder} can’t be used yet:`, ...faults.map(describeFault)].join('\n'));
  }
}

export function readCurriculum(folder: string, known?: KnownValues): Curriculum {
  const { curriculum, faults } = loadCurriculum(folder, known);
  if (!curriculum) throw new BadCurriculum(folder, faults);
  return curriculum;
}
