/** Prerequisites never lead in a circle, and a strict pathway never teaches a lesson before one of them. */
import type { Files } from './files.ts';
import { namesAt, nodesAt, wordsAt } from './names-in-file.ts';
import { valueAt } from './place-in-file.ts';
import type { LessonFile } from './read-lesson.ts';
import type { PathwayFile } from './read-pathway.ts';

/** Reports every circle once, at its first lesson by id, then every misplaced lesson of strict pathways. */
export function checkPrerequisites(files: Files): void {
  const reported = new Set<string>();
  for (const lesson of files.lessons.values()) {
    const circle = findCircle(lesson.id, files.lessons);
    if (circle === undefined) continue;
    const members = circle.toSorted();
    if (reported.has(members.join())) continue;
    reported.add(members.join());
    const index = needs(lesson.id, files.lessons).indexOf(circle[1] ?? lesson.id);
    const message = `The prerequisites lead in a circle: ${[...circle, lesson.id].join(' → ')}.`;
    lesson.report(
      lesson.yaml?.lineOf(['prerequisites', index]) ?? 1,
      message,
      'Take out one of these steps.',
    );
  }
  for (const pathway of files.pathways.values()) checkOrder(pathway, files.lessons);
}

/** The shortest way from a lesson over its prerequisites back to itself; a self-prerequisite is reported elsewhere. */
function findCircle(start: string, lessons: ReadonlyMap<string, LessonFile>): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const needed of needs(id, lessons)) {
      if (needed === start && id !== start) return trace(id, start, cameFrom);
      if (needed === start || cameFrom.has(needed)) continue;
      cameFrom.set(needed, id);
      queue.push(needed);
    }
  }
  return undefined;
}

function trace(end: string, start: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const back = [end];
  for (let id = end; id !== start; ) {
    id = cameFrom.get(id) ?? start;
    back.push(id);
  }
  return back.reverse();
}

function needs(id: string, lessons: ReadonlyMap<string, LessonFile>): readonly string[] {
  return wordsAt(lessons.get(id)?.yaml?.value, ['prerequisites']);
}

function checkOrder({ id, yaml, report }: PathwayFile, lessons: ReadonlyMap<string, LessonFile>): void {
  if (!yaml || valueAt(yaml.value, ['order']) !== 'strict') return;
  const places = nodesAt(yaml.value).flatMap(node => namesAt(yaml.value, [...node.path, 'lessons']));
  // The first place of a lesson counts, so later ones may not overwrite it.
  const order = new Map(places.map(({ name }, index) => [name, index] as const).toReversed());
  for (const [index, { name: lesson, path }] of places.entries()) {
    if (order.get(lesson) !== index) continue;
    for (const needed of allNeeds(lesson, lessons)) {
      if ((order.get(needed) ?? -1) <= index) continue;
      const message = `"${lesson}" comes before its prerequisite "${needed}" in the strict pathway "${id}".`;
      report(yaml.lineOf(path), message, `Move it behind "${needed}".`);
    }
  }
}

/** Direct and indirect prerequisites: an indirect one may be missing from the pathway's middle. */
function allNeeds(id: string, lessons: ReadonlyMap<string, LessonFile>): ReadonlySet<string> {
  const found = new Set(needs(id, lessons));
  for (const each of found) for (const next of needs(each, lessons)) found.add(next);
  found.delete(id);
  return found;
}
