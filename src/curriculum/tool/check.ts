/** `check` and `stats`: every fault, or how much is written. */
import { describeFault } from '../fault.ts';
import { loadCurriculum } from '../load.ts';
import { type CurriculumStats, countCurriculum } from '../stats.ts';
import type { Place, Verb } from './words.ts';

export const check: Verb = {
  usage: ['check [folder]                              every fault, with file, line and remedy'],
  run: (words, place) => count(words, place, 'check'),
};

export const stats: Verb = {
  usage: ['stats [--json] [folder]                     how much is written'],
  run: (words, place) => count(words, place, 'stats'),
};

async function count(
  words: readonly string[],
  { folder, print }: Place,
  verb: 'check' | 'stats',
): Promise<number> {
  const json = verb === 'stats' && words.includes('--json');
  const [named, ...rest] = words.filter(word => !(json && word === '--json'));
  if (rest.length > 0 || named?.startsWith('-')) return 2;
  const { curriculum, faults } = loadCurriculum(named ?? folder);
  for (const fault of faults) print(describeFault(fault));
  if (!curriculum) return 1;
  const counted = countCurriculum(curriculum);
  print(json ? JSON.stringify(counted) : inWords(counted));
  if (verb === 'stats' && !json)
    for (const id of counted.nodesWithoutLesson) print(`without a lesson: ${id}`);
  return 0;
}

function inWords(stats: CurriculumStats): string {
  const { pathways, nodes, lessons, questions, resources, terms, projects, reviewed } = stats;
  const many = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const counted = [many(questions, 'question'), many(resources, 'resource'), many(terms, 'term')];
  return `${many(pathways, 'pathway')}, ${many(nodes, 'node')}, ${many(lessons, 'lesson')} (${reviewed} reviewed), ${counted.join(', ')}, ${many(projects, 'project')}.`;
}
