/** Holds a value against its shape and says every difference in a teacher's words. */
import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import type { Report } from './fault.ts';
import type { Path, Yaml } from './parse-yaml.ts';
import { thingAt, valueAt } from './place-in-file.ts';
import { remedyFor } from './remedies.ts';

/** The checked value, or undefined after every fault has been reported. `at` is where the value stands in the file. */
export function checkShape<T extends z.ZodType>(
  shape: T,
  yaml: Yaml,
  at: Path,
  report: Report,
): z.infer<T> | undefined {
  const checked = shape.safeParse(valueAt(yaml.value, at));
  if (checked.success) return checked.data;
  for (const issue of checked.error.issues) reportIssue(issue, yaml, at, report);
  return undefined;
}

function reportIssue(issue: z.core.$ZodIssue, yaml: Yaml, at: Path, report: Report): void {
  const path = [...at, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    for (const [index, key] of issue.keys.entries()) {
      const remedy = `${
        index < 20
          ? didYouMean(
              key,
              knownKeys.filter(known => known !== key),
            )
          : ''
      }Take it out, or write it as the format names it.`;
      report(
        yaml.lineOf([...path, key]),
        `${thingAt(yaml.value, path)} has an unknown key "${key}".`,
        remedy,
      );
    }
    return;
  }
  const value = valueAt(yaml.value, path);
  const key = String(path.at(-1) ?? '');
  const owner = thingAt(yaml.value, path.slice(0, -1));
  const isEntry = path.length === 0 || typeof path.at(-1) === 'number';
  const name = isEntry ? thingAt(yaml.value, path) : `"${key}" of ${owner}`;
  report(yaml.lineOf(path), messageOf(issue, value, key, name, owner), remedyFor(issue, value, key));
}

function messageOf(
  issue: z.core.$ZodIssue,
  value: unknown,
  key: string,
  name: string,
  owner: string,
): string {
  if (value === undefined) return `${owner} has no ${key}.`;
  if (issue.code === 'invalid_type') return `${name} is ${kindOf(value)}.`;
  if (issue.code === 'too_small' || issue.code === 'too_big') return `${name} ${sizeOf(value)}.`;
  return `${name} is ${shown(value)}.`;
}

function sizeOf(value: unknown): string {
  if (typeof value === 'string') return `has ${count(value.trim().length, 'character')}`;
  return Array.isArray(value) ? `has ${count(value.length, 'entry', 'entries')}` : `is ${shown(value)}`;
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a group of keys' : shown(value);
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return kindOf(value);
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
}

/** Every key that some file of the curriculum may have: a mistyped one is looked for here. */
const knownKeys: readonly string[] = `
  id title rev level minutes read practice summary objectives prerequisites lifecycle resources tags
  aliases reviewed ref as note lesson questions type difficulty kind objective stem retired options
  text right why answer why_true why_false items accept normalise tolerance wrong code language
  audience order pace mode min max hours credit tools nodes topics lessons children n url cost
  provider lang licence goal flow qualities promises lesson_must_have revisit every_days what tracks pick
  tag group question project tier term also brief steps rubric levels
`
  .trim()
  .split(/\s+/);
