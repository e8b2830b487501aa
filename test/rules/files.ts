/** The project's own files, as the rules read them: what is installed, built or kept beside them isn't looked at. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/root.ts';

export interface ProjectFile {
  /** From the project's folder, with slashes. */
  readonly path: string;
  readonly text: string;
}

const notOurs = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', '.env']);
const binary = /\.(png|jpe?g|webp|gif|ico|woff2?|gz)$/;

let known: readonly ProjectFile[] | undefined;

/** Every text file of the project whose path fits. */
export function listFiles(fits: RegExp): readonly ProjectFile[] {
  known ??= [...read(projectRoot(), '')];
  return known.filter(({ path }) => fits.test(path));
}

function* read(folder: string, prefix: string): Generator<ProjectFile> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = prefix + entry.name;
    if (notOurs.has(path) || entry.name === 'node_modules' || path === 'curriculum/local') continue;
    if (entry.isDirectory()) yield* read(join(folder, entry.name), `${path}/`);
    else if (entry.isFile() && !binary.test(path) && !path.endsWith('.log')) {
      yield { path, text: readFileSync(join(folder, entry.name), 'utf8') };
    }
  }
}

export const sourceFiles = (...folders: readonly string[]): readonly ProjectFile[] =>
  listFiles(new RegExp(`^(${folders.join('|')})/.*\\.(ts|tsx|mjs)$`));

/** Where a rule is broken, as `file:line  text`. */
export function linesWith(files: readonly ProjectFile[], pattern: RegExp): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}  ${line.trim()}`] : [])),
  );
}

/** Source without comments: they may speak of what code may not do. */
export const withoutComments = ({ path, text }: ProjectFile): ProjectFile => ({
  path,
  text: text
    .replace(/\/\*[\s\S]*?\*\//g, comment => comment.replace(/[^\n]/g, ''))
    .replace(/(^|[\s;{}])\/\/.*$/gm, '$1'),
});
