/** What is taught: whether a bot would start on it. */
import { BadCurriculum, readCurriculum } from '../../src/curriculum/read.ts';
import { type Finding, ok, problem } from './finding.ts';

const shown = 10;

export async function examineCurriculum(folder: string): Promise<Finding[]> {
  try {
    const { lessons, pathways } = readCurriculum(folder);
    return [ok('Curriculum', `${lessons.size} lessons and ${pathways.size} pathways, without a fault.`)];
  } catch (error) {
    if (!(error instanceof BadCurriculum)) {
      return [
        problem('Curriculum', 'CURRICULUM_DIR names a folder that can’t be read. Check its path and rights.'),
      ];
    }
    const faults = error.message.split('\n').filter(line => line.trim() !== '');
    const rest = faults.length - shown;
    return [
      ...faults.slice(0, shown).map(fault => problem('Curriculum', fault.trim())),
      ...(rest > 0
        ? [problem('Curriculum', `and ${rest} lines more: npm run curriculum -- check shows all.`)]
        : []),
    ];
  }
}
