/** Whether a question from elsewhere can be one of ours: by the same shape and the same rules as a bank's own. */
import { checkShape } from '../check-shape.ts';
import type { Fault } from '../fault.ts';
import { lintQuestion } from '../lint-question.ts';
import type { Yaml } from '../parse-yaml.ts';
import { draftOf } from '../question-draft.ts';
import { question } from '../schema-question.ts';

export type Judgement =
  | { readonly kind: 'sound' }
  /** All that it lacks is one or more *whys*. */
  | { readonly kind: 'draft'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string };

/** Judges a question in the shape of a bank. */
export function judgeQuestion(written: Readonly<Record<string, unknown>>): Judgement {
  const lacking: string[] = [];
  const faults: Fault[] = [];
  const yaml: Yaml = { value: { questions: [written] }, lineOf: path => (isWhy(path) ? whyLine : 1) };
  const report = (line: number, message: string, remedy: string) => {
    if (line === whyLine) lacking.push(message);
    else faults.push({ file: '', line, message, remedy });
  };
  checkShape(question, yaml, ['questions', 0], report);
  lintQuestion(draftOf(written), (_, message, remedy) => report(1, message, remedy));
  const [first] = faults;
  if (first) return { kind: 'refused', reason: `${first.message} ${first.remedy}` };
  if (lacking.length === 0) return { kind: 'sound' };
  const many = lacking.length === 1 ? 'One why is' : `${lacking.length} whys are`;
  return { kind: 'draft', reason: `${many} missing or too short: write what each answer teaches.` };
}

/** A line that no file has: it tells faults of a why from all others. */
const whyLine = -1;
const isWhy = (path: readonly PropertyKey[]) => /^why(_true|_false)?$/.test(String(path.at(-1)));
