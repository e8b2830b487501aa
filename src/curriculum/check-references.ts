/** Holds the files against each other: whatever one names, another must hold. */
import { didYouMean } from './did-you-mean.ts';
import { type Fault, reportInto } from './fault.ts';
import type { Files } from './files.ts';
import { listAt, namesAt, nodesAt, refsAt, wordsAt } from './names-in-file.ts';
import { valueAt } from './place-in-file.ts';
import type { BankFile } from './read-bank.ts';
import type { LessonFile } from './read-lesson.ts';
import type { PathwayFile } from './read-pathway.ts';

interface Known {
  readonly lessons: ReadonlySet<string>;
  /** Old id → the lesson that took it over. */
  readonly aliases: ReadonlyMap<string, string>;
  readonly resources: ReadonlySet<string>;
  readonly projects: ReadonlySet<string>;
}

/** Lessons, prerequisites, resources, banks and aliases. A file with faults of its own still counts as there. */
export function checkReferences(files: Files, faults: Fault[]): void {
  const lessons = [...files.lessons.values()];
  const known: Known = {
    lessons: new Set(files.lessons.keys()),
    aliases: new Map(
      lessons.flatMap(({ id, yaml }) => wordsAt(yaml?.value, ['aliases']).map(old => [old, id] as const)),
    ),
    resources: new Set(files.resources.flatMap(file => file.ids)),
    projects: new Set(files.projects.keys()),
  };
  checkPairs(files, faults);
  const owners = new Map<string, string>();
  for (const lesson of lessons) {
    checkLesson(lesson, known);
    checkAliases(lesson, known, owners);
    checkObjectives(lesson, files.banks.get(lesson.id));
  }
  for (const pathway of files.pathways.values()) checkPathway(pathway, known);
  checkTerms(files.terms, known);
  for (const { yaml, report } of files.projects.values()) {
    for (const { name, path } of namesAt(yaml?.value, ['lessons'])) {
      if (known.lessons.has(name)) continue;
      report(yaml?.lineOf(path) ?? 1, `There is no lesson "${name}".`, lessonRemedy(name, known));
    }
  }
}

/** Each term is tied to a lesson, and no two entries answer to one name. */
function checkTerms(files: Files['terms'], known: Known): void {
  for (const { yaml, report } of files) {
    const owners = new Map<string, string>();
    for (const index of listAt(yaml?.value, []).keys()) {
      const line = (...path: PropertyKey[]) => yaml?.lineOf([index, ...path]) ?? 1;
      const lesson = valueAt(yaml?.value, [index, 'lesson']);
      if (typeof lesson === 'string' && !known.lessons.has(lesson))
        report(line('lesson'), `There is no lesson "${lesson}".`, lessonRemedy(lesson, known));
      const id = String(valueAt(yaml?.value, [index, 'id']));
      const term = valueAt(yaml?.value, [index, 'term']);
      const names = [...(typeof term === 'string' ? [term] : []), ...wordsAt(yaml?.value, [index, 'also'])];
      for (const name of new Set(names.map(each => each.trim().toLowerCase()))) {
        const owner = owners.get(name);
        if (owner !== undefined)
          report(line('term'), `"${name}" names the term "${owner}" already.`, 'Keep one of the two.');
        owners.set(name, id);
      }
    }
  }
}

function checkPairs(files: Files, faults: Fault[]): void {
  for (const [id, { report }] of files.lessons) {
    if (files.banks.has(id)) continue;
    report(1, `The lesson "${id}" has no bank.`, `Write lessons/${id}.quiz.yml with at least 5 questions.`);
  }
  for (const [id, { report }] of files.banks) {
    if (files.lessons.has(id)) continue;
    const remedy = `${didYouMean(id, files.lessons.keys())}Write lessons/${id}.md, or move the bank.`;
    report(1, `There is no lesson "${id}" for this bank.`, remedy);
  }
  if (files.pathways.size === 0 && faults.every(fault => !fault.file.includes('pathways'))) {
    reportInto(faults, 'pathways')(1, 'There is no pathway.', 'Write at least one: pathways/<id>.yml.');
  }
}

function checkLesson({ id, yaml, report }: LessonFile, known: Known): void {
  if (!yaml) return;
  for (const { name, path } of namesAt(yaml.value, ['prerequisites'])) {
    if (name === id) report(yaml.lineOf(path), 'The lesson is its own prerequisite.', 'Take it out.');
    else if (!known.lessons.has(name))
      report(yaml.lineOf(path), `There is no lesson "${name}".`, lessonRemedy(name, known));
  }
  for (const { name, path } of refsAt(yaml.value, ['resources'])) {
    if (known.resources.has(name)) continue;
    report(yaml.lineOf(path), `There is no resource "${name}".`, resourceRemedy(name, known));
  }
}

function checkAliases({ id, yaml, report }: LessonFile, known: Known, owners: Map<string, string>): void {
  if (!yaml) return;
  for (const { name, path } of namesAt(yaml.value, ['aliases'])) {
    const owner = owners.get(name);
    if (known.lessons.has(name)) {
      report(
        yaml.lineOf(path),
        `The alias "${name}" is the id of a lesson.`,
        'Take it out, or merge that lesson into this one.',
      );
    } else if (owner !== undefined) {
      report(yaml.lineOf(path), `The alias "${name}" belongs to "${owner}" already.`, 'Keep one of the two.');
    }
    owners.set(name, id);
  }
}

function checkObjectives({ yaml }: LessonFile, bank: BankFile | undefined): void {
  const objectives = listAt(yaml?.value, ['objectives']).length;
  if (!bank?.yaml || objectives === 0) return;
  for (const index of listAt(bank.yaml.value, ['questions']).keys()) {
    const path = ['questions', index];
    const objective = valueAt(bank.yaml.value, [...path, 'objective']);
    if (typeof objective !== 'number' || objective <= objectives) continue;
    const id = String(valueAt(bank.yaml.value, [...path, 'id']));
    const message = `question "${id}" tests objective ${objective}.`;
    bank.report(
      bank.yaml.lineOf([...path, 'objective']),
      message,
      `The lesson has ${objectives}; the first is 1.`,
    );
  }
}

function checkPathway({ yaml, report }: PathwayFile, known: Known): void {
  if (!yaml) return;
  const nodes = nodesAt(yaml.value);
  for (const { name, path } of nodes.flatMap(node => namesAt(yaml.value, [...node.path, 'lessons']))) {
    if (known.lessons.has(name)) continue;
    report(yaml.lineOf(path), `There is no lesson "${name}".`, lessonRemedy(name, known));
  }
  const ids = new Set(nodes.map(node => node.name));
  const asked = [
    ...nodes.flatMap(node => namesAt(yaml.value, [...node.path, 'prerequisites'])),
    ...listAt(yaml.value, ['tracks']).flatMap((_, index) => namesAt(yaml.value, ['tracks', index, 'nodes'])),
  ];
  for (const { name, path } of asked) {
    if (ids.has(name)) continue;
    const remedy = `${didYouMean(name, ids)}Name a node of this pathway, or take it out.`;
    report(yaml.lineOf(path), `There is no node "${name}".`, remedy);
  }
  const order = new Map(nodes.map(({ name }, index) => [name, index]));
  for (const [index, node] of nodes.entries()) {
    for (const { name, path } of namesAt(yaml.value, [...node.path, 'prerequisites'])) {
      if ((order.get(name) ?? -1) < index) continue;
      report(
        yaml.lineOf(path),
        `The node "${node.name}" names "${name}" as coming before it, which stands behind it.`,
        `Move it behind "${name}", or take that out.`,
      );
    }
  }
  for (const { path: at } of nodes) {
    const name = valueAt(yaml.value, [...at, 'project']);
    if (typeof name !== 'string' || known.projects.has(name)) continue;
    const remedy = `${didYouMean(name, known.projects)}Write projects/${name}.yml, or take it out.`;
    report(yaml.lineOf([...at, 'project']), `There is no project "${name}".`, remedy);
  }
  const lists = [['resources'], ...nodes.map(node => [...node.path, 'resources'])];
  for (const { name, path } of lists.flatMap(list => refsAt(yaml.value, list))) {
    if (known.resources.has(name)) continue;
    report(yaml.lineOf(path), `There is no resource "${name}".`, resourceRemedy(name, known));
  }
}

function lessonRemedy(id: string, known: Known): string {
  const now = known.aliases.get(id);
  if (now !== undefined) return `It is "${now}" now: write that.`;
  return `${didYouMean(id, known.lessons)}Write lessons/${id}.md, or take it out.`;
}

function resourceRemedy(ref: string, known: Known): string {
  return `${didYouMean(ref, known.resources)}Add it to resources.yml, or take it out.`;
}
