/** A pathway file: its shape, its paces and the ids of its nodes. */
import { checkShape } from './check-shape.ts';
import type { Report } from './fault.ts';
import { namesAt, nodesAt } from './names-in-file.ts';
import { type ParseYaml, type Path, parseYaml, type Yaml } from './parse-yaml.ts';
import { valueAt } from './place-in-file.ts';
import { pathway, type WrittenPathway } from './schema.ts';

export interface PathwayFile {
  readonly id: string;
  readonly file: string;
  /** Undefined when the YAML isn't readable. */
  readonly yaml: Yaml | undefined;
  /** Undefined when the shape has a fault. */
  readonly written: WrittenPathway | undefined;
  readonly report: Report;
}

/** Reads one pathway; `id` is its file's name. */
export function readPathway(
  id: string,
  file: string,
  text: string,
  report: Report,
  parse: ParseYaml = parseYaml,
): PathwayFile {
  const yaml = parse(text, 0, report);
  const written = yaml && checkShape(pathway, yaml, [], report);
  if (yaml) {
    const named = valueAt(yaml.value, ['id']);
    if (typeof named === 'string' && named !== id) {
      const remedy = `Write \`id: ${id}\`, or rename the file.`;
      report(yaml.lineOf(['id']), `The id is "${named}", but the file is ${id}.yml.`, remedy);
    }
    checkPace(yaml, ['pace'], report);
    checkNodes(id, yaml, report);
  }
  return { id, file, yaml, written, report };
}

function checkNodes(id: string, yaml: Yaml, report: Report): void {
  const seen = new Set<string>();
  for (const { name, path } of nodesAt(yaml.value)) {
    const line = () => yaml.lineOf([...path, 'id']);
    if (name !== '' && !name.startsWith(`${id}/`)) {
      report(line(), `The node "${name}" does not name its pathway.`, `Begin its id with ${id}/.`);
    }
    if (name !== '' && seen.has(name)) {
      report(line(), `The node id "${name}" stands here twice.`, 'Give one of them another.');
    }
    seen.add(name);
    checkPace(yaml, [...path, 'pace'], report);
    checkTwins(name, yaml, [...path, 'lessons'], report);
  }
}

function checkTwins(node: string, yaml: Yaml, path: Path, report: Report): void {
  const seen = new Set<string>();
  for (const { name, path: place } of namesAt(yaml.value, path)) {
    if (seen.has(name))
      report(yaml.lineOf(place), `The node "${node}" lists "${name}" twice.`, 'Keep one of the two.');
    seen.add(name);
  }
}

function checkPace(yaml: Yaml, path: Path, report: Report): void {
  const min = valueAt(yaml.value, [...path, 'min']);
  const max = valueAt(yaml.value, [...path, 'max']);
  if (typeof min === 'number' && typeof max === 'number' && max < min) {
    report(
      yaml.lineOf([...path, 'max']),
      `The pace is ${min} to ${max} weeks.`,
      'Write the smaller number as min.',
    );
  }
}
