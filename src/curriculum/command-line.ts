/** What `npm run curriculum` does: `check [folder]` and `stats [--json] [folder]`. */
import { describeFault } from './fault.ts';
import { loadCurriculum } from './load.ts';
import { type CurriculumStats, countCurriculum } from './stats.ts';

const usage = `npm run curriculum -- check [folder]           every fault, with file, line and remedy
npm run curriculum -- stats [--json] [folder]  how much is written`;

/** Writes line by line to `print`; the exit code is 1 if there is a fault, 2 if the words aren't understood. */
export async function runCurriculumCommand(
  words: readonly string[],
  defaultFolder: string,
  print: (line: string) => void,
): Promise<number> {
  const json = words.includes('--json');
  const [verb, folder, ...rest] = words.filter(word => word !== '--json');
  const understood = (verb === 'check' && !json) || verb === 'stats';
  if (!understood || rest.length > 0 || folder?.startsWith('-')) {
    print(usage);
    return 2;
  }
  const { curriculum, faults } = await loadCurriculum(folder ?? defaultFolder);
  for (const fault of faults) print(describeFault(fault));
  if (!curriculum) return 1;
  const stats = countCurriculum(curriculum);
  print(json ? JSON.stringify(stats) : inWords(stats));
  if (verb === 'stats' && !json) for (const id of stats.nodesWithoutLesson) print(`without a lesson: ${id}`);
  return 0;
}

function inWords(stats: CurriculumStats): string {
  const { pathways, nodes, lessons, questions, resources, reviewed } = stats;
  return `${pathways} ${pathways === 1 ? 'pathway' : 'pathways'}, ${nodes} nodes, ${lessons} lessons (${reviewed} reviewed), ${questions} questions, ${resources} resources.`;
}
