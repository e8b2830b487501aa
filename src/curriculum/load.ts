/** Loads what is taught, or says everything that is wrong with it. */
import { resolve } from 'node:path';
import { buildCurriculum } from './build.ts';
import { checkPrerequisites } from './check-prerequisites.ts';
import { checkReferences } from './check-references.ts';
import { type Fault, sortFaults } from './fault.ts';
import { readFiles } from './files.ts';
import type { KnownValues } from './known-values.ts';
import { readFolder } from './read-folder.ts';
import type { Curriculum } from './types.ts';

export interface Loaded {
  /** Undefined if there is any fault. */
  readonly curriculum: Curriculum | undefined;
  /** Every fault of every file, by file and line. */
  readonly faults: readonly Fault[];
}

/**
 * Reads a curriculum folder with its `local/` overlay, each file once. Never throws, whatever is in the folder.
 * What `known` knows isn't parsed again. Strings are as written, trimmed; ids are checked; every reference resolves.
 */
export function loadCurriculum(folder: string, known?: KnownValues): Loaded {
  const faults: Fault[] = [];
  const sources = readFolder(folder, faults);
  if (sources.length === 0 && faults.length > 0) return { curriculum: undefined, faults };
  const files = readFiles(sources, faults, known);
  checkReferences(files, faults);
  checkPrerequisites(files);
  if (faults.length > 0) return { curriculum: undefined, faults: sortFaults(faults) };
  return { curriculum: buildCurriculum(resolve(folder), files), faults };
}
