/** Which file is what: sorts the sources of a curriculum by their place, the overlay before what it replaces. */
import type { z } from 'zod';
import { type Fault, reportInto } from './fault.ts';
import type { KnownValues } from './known-values.ts';
import { type ParseYaml, parseYaml } from './parse-yaml.ts';
import { type BankFile, readBank } from './read-bank.ts';
import { type EntriesFile, readEntries } from './read-entries.ts';
import type { SourceFile } from './read-folder.ts';
import { type LessonFile, readLesson } from './read-lesson.ts';
import { type PathwayFile, readPathway } from './read-pathway.ts';
import { type ProjectFile, readProject } from './read-project.ts';
import { resource, term } from './schema.ts';

/** Everything that was written, read but not yet held against each other. */
export interface Files {
  readonly lessons: ReadonlyMap<string, LessonFile>;
  readonly banks: ReadonlyMap<string, BankFile>;
  readonly pathways: ReadonlyMap<string, PathwayFile>;
  readonly projects: ReadonlyMap<string, ProjectFile>;
  readonly resources: readonly EntriesFile<z.infer<typeof resource>>[];
  readonly terms: readonly EntriesFile<z.infer<typeof term>>[];
}

/** Reads each file once. A file whose reading breaks is a fault like any other. */
export function readFiles(sources: readonly SourceFile[], faults: Fault[], known?: KnownValues): Files {
  const parse: ParseYaml = (text, linesBefore, report) => parseYaml(text, linesBefore, report, known);
  const lessons = new Map<string, LessonFile>();
  const banks = new Map<string, BankFile>();
  const pathways = new Map<string, PathwayFile>();
  const projects = new Map<string, ProjectFile>();
  const resources: Files['resources'][number][] = [];
  const terms: Files['terms'][number][] = [];
  for (const { file, place, text } of overlaid(sources)) {
    const report = reportInto(faults, file);
    const [, folder, id, ending] = placePattern.exec(place) ?? [];
    try {
      if (place === 'resources.yml') resources.push(readEntries(resource, 'resource', text, report, parse));
      else if (place === 'glossary.yml') terms.push(readEntries(term, 'term', text, report, parse));
      else if (folder === 'lessons' && id && ending === 'md')
        lessons.set(id, readLesson(id, file, text, report, parse));
      else if (folder === 'lessons' && id && ending === 'quiz.yml')
        banks.set(id, readBank(id, file, text, report, parse));
      else if (folder === 'pathways' && id && ending === 'yml')
        pathways.set(id, readPathway(id, file, text, report, parse));
      else if (folder === 'projects' && id && ending === 'yml')
        projects.set(id, readProject(id, text, report, parse));
      else report(1, 'Nobody reads a file of this name here.', namesRemedy);
    } catch (error) {
      // Only the stack can run out here; a fault keeps the promise that no input throws.
      report(
        1,
        `This can't be read (${error instanceof Error ? error.name : 'unknown'}).`,
        'Write it flatter and shorter.',
      );
    }
  }
  return { lessons, banks, pathways, projects, resources, terms };
}

const placePattern =
  /^(lessons(?=\/[^/]+\/[^/]+$)|(?:pathways|projects)(?=\/[^/]+$))\/([a-z0-9/-]+)\.(md|quiz\.yml|yml)$/;
const joined: ReadonlySet<string> = new Set(['resources.yml', 'glossary.yml']);
const namesRemedy =
  'Files are lessons/<domain>/<slug>.md, lessons/<domain>/<slug>.quiz.yml, pathways/<id>.yml and projects/<id>.yml, in lower case with hyphens.';

/** A file of `local/` stands for the shipped one of its place; lists of links and of terms are joined instead. */
function overlaid(sources: readonly SourceFile[]): readonly SourceFile[] {
  const local = new Set(sources.filter(source => source.file !== source.place).map(source => source.place));
  return sources.filter(({ file, place }) => joined.has(place) || file !== place || !local.has(place));
}
