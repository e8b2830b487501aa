/** A file that is a list of entries with ids: the catalogue of links, the glossary. `local/` adds entries or replaces some. */
import { z } from 'zod';
import { checkShape } from './check-shape.ts';
import type { Report } from './fault.ts';
import { type ParseYaml, parseYaml, type Yaml } from './parse-yaml.ts';
import { valueAt } from './place-in-file.ts';

export interface EntriesFile<T> {
  /** Undefined when the YAML isn't readable. */
  readonly yaml: Yaml | undefined;
  /** The entries without a fault. */
  readonly entries: readonly T[];
  /** Every id that the file names, faulty entries included: they are not missing as well. */
  readonly ids: readonly string[];
  readonly report: Report;
}

/** Reads one list; `thing` is what a teacher calls an entry. */
export function readEntries<S extends z.ZodType>(
  shape: S,
  thing: string,
  text: string,
  report: Report,
  parse: ParseYaml = parseYaml,
): EntriesFile<z.infer<S>> {
  const yaml = parse(text, 0, report);
  const entries: z.infer<S>[] = [];
  const ids: string[] = [];
  if (!yaml || !checkShape(z.array(z.unknown()), yaml, [], report))
    return { yaml: undefined, entries, ids, report };
  for (const index of (yaml.value as readonly unknown[]).keys()) {
    const id = valueAt(yaml.value, [index, 'id']);
    if (typeof id === 'string') {
      if (ids.includes(id))
        report(yaml.lineOf([index, 'id']), `The ${thing} "${id}" stands here twice.`, 'Keep one of the two.');
      ids.push(id);
    }
    const written = checkShape(shape, yaml, [index], report);
    if (written !== undefined) entries.push(written);
  }
  return { yaml, entries, ids, report };
}
