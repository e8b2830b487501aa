/** The catalogue of links: one file, and entries of `local/` that add to it or replace some. */
import { z } from 'zod';
import { checkShape } from './check-shape.ts';
import type { Report } from './fault.ts';
import { parseYaml } from './parse-yaml.ts';
import { valueAt } from './place-in-file.ts';
import { resource } from './schema.ts';
import type { Resource } from './types.ts';

export interface ResourcesFile {
  readonly resources: readonly Resource[];
  /** Every id that the file names, faulty entries included: they are not missing as well. */
  readonly ids: readonly string[];
}

/** Reads one catalogue. */
export function readResources(text: string, report: Report): ResourcesFile {
  const yaml = parseYaml(text, 0, report);
  if (!yaml || !checkShape(z.array(z.unknown()), yaml, [], report)) return { resources: [], ids: [] };
  const resources: Resource[] = [];
  const ids: string[] = [];
  for (const index of (yaml.value as readonly unknown[]).keys()) {
    const id = valueAt(yaml.value, [index, 'id']);
    if (typeof id === 'string') {
      if (ids.includes(id))
        report(yaml.lineOf([index, 'id']), `The resource "${id}" stands here twice.`, 'Keep one of the two.');
      ids.push(id);
    }
    const written = checkShape(resource, yaml, [index], report);
    if (written) resources.push({ ...written, url: written.url ?? undefined, provider: written.provider });
  }
  return { resources, ids };
}
