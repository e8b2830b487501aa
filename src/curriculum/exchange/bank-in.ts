/** A bank of ours as a source: drafts that are finished by now, or questions that somebody hands on. */
import { reportInto } from '../fault.ts';
import { listAt } from '../names-in-file.ts';
import { parseYaml } from '../parse-yaml.ts';
import type { Incoming } from './incoming.ts';

/** Every question of a bank's text, in its order. Never throws. */
export function readBankFile(text: string): readonly Incoming[] {
  const faults: Parameters<typeof reportInto>[0] = [];
  const yaml = parseYaml(text, 0, reportInto(faults, ''));
  if (!yaml)
    return faults.map(({ line, message, remedy }) => ({ line, name: '', refusal: `${message} ${remedy}` }));
  return listAt(yaml.value, ['questions']).map((question, index) => {
    const line = yaml.lineOf(['questions', index]);
    if (typeof question !== 'object' || question === null || Array.isArray(question))
      return { line, name: String(index + 1), refusal: 'This is no question: it has no keys.' };
    const written = question as Readonly<Record<string, unknown>>;
    return { line, name: String(written.id ?? index + 1), written };
  });
}
