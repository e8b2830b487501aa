/** A lesson's bank: every question's shape and quality, and the bank as a whole. */
import { checkShape } from './check-shape.ts';
import type { Report } from './fault.ts';
import { lintQuestion } from './lint-question.ts';
import { type ParseYaml, parseYaml, type Yaml } from './parse-yaml.ts';
import { thingAt, valueAt } from './place-in-file.ts';
import { draftOf, type QuestionDraft } from './question-draft.ts';
import { bank, question, type WrittenQuestion } from './schema-question.ts';

export interface BankFile {
  readonly lessonId: string;
  readonly file: string;
  readonly yaml: Yaml | undefined;
  /** Without those that have a fault. */
  readonly questions: readonly WrittenQuestion[];
  readonly report: Report;
}

/** Reads the bank beside the lesson `lessonId`. */
export function readBank(
  lessonId: string,
  file: string,
  text: string,
  report: Report,
  parse: ParseYaml = parseYaml,
): BankFile {
  const yaml = parse(text, 0, report);
  const questions = yaml === undefined ? [] : checkBank(yaml, lessonId, report);
  return { lessonId, file, yaml, questions, report };
}

function checkBank(yaml: Yaml, lessonId: string, report: Report): readonly WrittenQuestion[] {
  checkShape(bank, yaml, [], report);
  const named = valueAt(yaml.value, ['lesson']);
  if (typeof named === 'string' && named !== lessonId) {
    report(
      yaml.lineOf(['lesson']),
      `The bank says "${named}", but lies beside ${lessonId}.`,
      `Write \`lesson: ${lessonId}\`.`,
    );
  }
  const written = valueAt(yaml.value, ['questions']);
  if (!Array.isArray(written)) return [];
  const drafts = written.map(draftOf);
  for (const [index, draft] of drafts.entries()) reportLint(yaml, index, draft, report);
  reportTwins(drafts, yaml, report);
  lintBank(drafts, yaml, report);
  const checked = written.map((_, index) => checkShape(question, yaml, ['questions', index], report));
  return checked.filter(each => each !== undefined);
}

function reportLint(yaml: Yaml, index: number, draft: QuestionDraft, report: Report): void {
  const at = ['questions', index];
  const name = thingAt(yaml.value, at);
  lintQuestion(draft, (path, message, remedy) =>
    report(yaml.lineOf([...at, ...path]), `${name}: ${message}`, remedy),
  );
}

function reportTwins(drafts: readonly QuestionDraft[], yaml: Yaml, report: Report): void {
  for (const [key, name] of [
    ['id', 'id'],
    ['stem', 'stem'],
  ] as const) {
    const seen = new Map<string, number>();
    for (const [index, draft] of drafts.entries()) {
      const text = draft[key].trim();
      // Code may be all that tells two questions apart.
      const same = key === 'stem' ? `${text}\n${draft.code}` : text;
      const first = seen.get(same);
      if (text !== '' && first !== undefined) {
        report(
          yaml.lineOf(['questions', index, key]),
          `${thingAt(yaml.value, ['questions', index])} has the ${name} of question ${first + 1}.`,
          `Give it another ${name}.`,
        );
      } else seen.set(same, index);
    }
  }
}

/** Research: "Questions", the target of a bank. Retired questions are kept for old answers only. */
function lintBank(drafts: readonly QuestionDraft[], yaml: Yaml, report: Report): void {
  const asked = drafts.filter(draft => !draft.retired);
  const line = () => yaml.lineOf(['questions']);
  if (asked.length < 5)
    report(line(), `The bank has ${asked.length} questions that are asked.`, 'Write at least 5.');
  if (asked.length > 0 && new Set(asked.map(draft => draft.type)).size < 2) {
    report(line(), `Every question is of the type ${asked[0]?.type}.`, 'Use at least two types.');
  }
  const thoughtful = asked.filter(draft => draft.kind === 'apply' || draft.kind === 'analyse').length;
  if (asked.length > 0 && thoughtful < 0.4 * asked.length) {
    const message = `${thoughtful} of ${asked.length} questions ask to apply or analyse.`;
    report(line(), message, 'Let at least 40 % do, so that learning by heart is not enough.');
  }
}
