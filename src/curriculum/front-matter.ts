/** A lesson's Markdown cut into its front matter and its `## ` sections. */
import type { Report } from './fault.ts';
import type { ParseYaml, Yaml } from './parse-yaml.ts';
import type { Section } from './types.ts';

export interface WrittenSection extends Section {
  readonly line: number;
}

export interface Cut {
  readonly yaml: Yaml | undefined;
  readonly sections: readonly WrittenSection[];
  /** Characters of everything below the front matter. */
  readonly bodyLength: number;
  /** The line on which the body begins. */
  readonly bodyLine: number;
}

/** Undefined when the file doesn't begin with front matter. Headings inside code fences are code. */
export function cutLesson(text: string, report: Report, parse: ParseYaml): Cut | undefined {
  const lines = text.split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) {
    const problem = lines[0] === '---' ? 'The front matter has no end.' : 'This file has no front matter.';
    report(1, problem, 'Put the keys between two lines `---` at the top.');
    return undefined;
  }
  const yaml = parse(lines.slice(1, end).join('\n'), 1, report);
  const body = lines.slice(end + 1);
  return {
    yaml,
    sections: cutSections(body, end + 2, report),
    bodyLength: body.join('\n').trim().length,
    bodyLine: end + 2,
  };
}

function cutSections(lines: readonly string[], firstLine: number, report: Report): readonly WrittenSection[] {
  const found: { title: string; line: number; lines: string[] }[] = [];
  let fence: { readonly mark: string; readonly line: number } | undefined;
  for (const [index, line] of lines.entries()) {
    const line1 = firstLine + index;
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === undefined && mark !== undefined) fence = { mark, line: line1 };
    else if (fence !== undefined && mark?.startsWith(fence.mark) && line.trim() === mark) fence = undefined;
    const heading = fence === undefined ? /^(#{1,2})\s+(.*?)\s*$/.exec(line) : undefined;
    if (heading?.[1] === '##') found.push({ title: plain(heading[2] ?? ''), line: line1, lines: [] });
    else if (heading?.[1] === '#')
      report(line1, 'A heading has one `#`.', 'Sections begin with `## `; the title stands above.');
    else if (found.length > 0) found.at(-1)?.lines.push(line);
    else if (line.trim() !== '' && !found.length) {
      report(line1, 'Text stands before the first section.', 'Move it below `## Concept`.');
    }
  }
  if (fence)
    report(fence.line, 'This code block is never closed.', `Add a line ${fence.mark} after the code.`);
  return found.map(({ title, line, lines: own }) => ({ title, line, body: own.join('\n').trim() }));
}

/** Editors like to turn `Don't` into `Don’t`. */
function plain(title: string): string {
  return title.replaceAll('\u2019', "'");
}
