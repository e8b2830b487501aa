/** A project file: what to build, in which steps, and how it is judged. */
import { checkShape } from './check-shape.ts';
import type { Report } from './fault.ts';
import { listAt } from './names-in-file.ts';
import { type ParseYaml, parseYaml, type Yaml } from './parse-yaml.ts';
import { valueAt } from './place-in-file.ts';
import { project } from './schema.ts';
import type { Project } from './types.ts';

export interface ProjectFile {
  readonly id: string;
  /** Undefined when the YAML isn't readable. */
  readonly yaml: Yaml | undefined;
  /** Undefined when the shape has a fault. */
  readonly written: Project | undefined;
  readonly report: Report;
}

/** Reads one project; `id` is its file's name. */
export function readProject(
  id: string,
  text: string,
  report: Report,
  parse: ParseYaml = parseYaml,
): ProjectFile {
  const yaml = parse(text, 0, report);
  const written = yaml && checkShape(project, yaml, [], report);
  const named = valueAt(yaml?.value, ['id']);
  if (typeof named === 'string' && named !== id) {
    const remedy = `Write \`id: ${id}\`, or rename the file.`;
    report(yaml?.lineOf(['id']) ?? 1, `The id is "${named}", but the file is ${id}.yml.`, remedy);
  }
  const seen = new Set<string>();
  for (const index of listAt(yaml?.value, ['rubric']).keys()) {
    const criterion = valueAt(yaml?.value, ['rubric', index, 'id']);
    if (typeof criterion !== 'string') continue;
    if (seen.has(criterion))
      report(
        yaml?.lineOf(['rubric', index, 'id']) ?? 1,
        `The criterion "${criterion}" stands here twice.`,
        'Give one of them another id.',
      );
    seen.add(criterion);
  }
  return { id, yaml, written, report };
}
