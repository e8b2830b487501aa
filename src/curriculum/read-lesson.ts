/** A lesson file: its front matter's shape, its sections and their lengths. */
import { checkShape } from './check-shape.ts';
import type { Report } from './fault.ts';
import { type Cut, cutLesson, type WrittenSection } from './front-matter.ts';
import { type ParseYaml, parseYaml, type Yaml } from './parse-yaml.ts';
import { valueAt } from './place-in-file.ts';
import { lesson, sectionTitles, type WrittenLesson } from './schema.ts';

export interface LessonFile {
  readonly id: string;
  readonly file: string;
  /** Undefined when the front matter isn't readable. */
  readonly yaml: Yaml | undefined;
  /** Undefined when the front matter has a fault. */
  readonly written: WrittenLesson | undefined;
  readonly sections: readonly WrittenSection[];
  readonly report: Report;
}

/** What every lesson has, in this order (the promise of the request-lifecycle pathway, for all of them). */
const requiredSections: readonly string[] = sectionTitles;

/** One message holds a lesson's card; a section opens in a message of its own. */
const longestBody = 3_600;
const longestSection = 1_800;

/** Reads one lesson; `id` is what its path says. */
export function readLesson(
  id: string,
  file: string,
  text: string,
  report: Report,
  parse: ParseYaml = parseYaml,
): LessonFile {
  const cut = cutLesson(text, report, parse);
  const written = cut?.yaml && checkShape(lesson, cut.yaml, [], report);
  const named = valueAt(cut?.yaml?.value, ['id']);
  if (typeof named === 'string' && named !== id) {
    const remedy = `Write \`id: ${id}\`, or move the file.`;
    report(cut?.yaml?.lineOf(['id']) ?? 1, `The id is "${named}", but the file is ${id}.`, remedy);
  }
  if (cut) checkSections(cut, report);
  return { id, file, yaml: cut?.yaml, written, sections: cut?.sections ?? [], report };
}

function checkSections(cut: Cut, report: Report): void {
  if (cut.bodyLength > longestBody) {
    report(
      cut.bodyLine,
      `The body has ${cut.bodyLength} characters.`,
      `Shorten it to ${longestBody}, or split the lesson.`,
    );
  }
  const seen = new Set<string>();
  for (const { title, line, body } of cut.sections) {
    const order = `The sections are: ${requiredSections.join(', ')}.`;
    if (!requiredSections.includes(title)) report(line, `There is no section "${title}" in a lesson.`, order);
    else if (seen.has(title)) report(line, `The section "${title}" stands here twice.`, 'Join the two.');
    if (body === '') report(line, `The section "${title}" is empty.`, 'Write it.');
    if (body.length > longestSection) {
      report(
        line,
        `The section "${title}" has ${body.length} characters.`,
        `Shorten it to ${longestSection}.`,
      );
    }
    seen.add(title);
  }
  checkOrder(cut, seen, report);
}

function checkOrder(cut: Cut, seen: ReadonlySet<string>, report: Report): void {
  let last = cut.bodyLine;
  let furthest = -1;
  for (const title of requiredSections) {
    if (!seen.has(title)) report(last, `The section "${title}" is missing.`, `Add \`## ${title}\` here.`);
    else last = cut.sections.find(section => section.title === title)?.line ?? last;
  }
  for (const { title, line } of cut.sections) {
    const place = requiredSections.indexOf(title);
    if (place >= 0 && place < furthest) {
      report(
        line,
        `The section "${title}" comes too late.`,
        `Move it before \`## ${requiredSections[furthest]}\`.`,
      );
    }
    furthest = Math.max(furthest, place);
  }
}
