/** Reads every file of a curriculum folder as text, and refuses what could hurt: links that lead out, huge files, bytes that are no text. */
import { isUtf8 } from 'node:buffer';
import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { nearest } from './did-you-mean.ts';
import { type Fault, reportInto } from './fault.ts';

/** One file as text, line ends made `\n`, without a byte order mark. */
export interface SourceFile {
  /** Relative to the curriculum's folder, with forward slashes: what faults name. */
  readonly file: string;
  /** The same without a leading `local/`: what the file stands for. */
  readonly place: string;
  readonly text: string;
}

// Hundreds of small files: read one after another without giving way, they take a quarter of the time (15 ms beside 60).

/** A lesson takes 6 KB; a file of this size is a mistake or an attack. */
const maxBytes = 256 * 1024;

/**
 * Every file below `lessons/`, `pathways/` and `projects/`, `resources.yml` and `glossary.yml`, of the folder and of its `local/` overlay.
 * Hidden files and READMEs are passed over. Never throws: what can't be read is a fault.
 */
export function readFolder(folder: string, faults: Fault[]): readonly SourceFile[] {
  const root = attempt(() => realpathSync(resolve(folder)));
  if (root === undefined || !attempt(() => lstatSync(root).isDirectory())) {
    reportInto(faults, '.')(
      1,
      `There is no folder ${folder}.`,
      'Make it, or set CURRICULUM_DIR to the folder to read.',
    );
    return [];
  }
  for (const place of ['', 'local']) reportStrangers(root, place, faults);
  const found = tops.flatMap(top => [top, `local/${top}`]);
  const files = found.flatMap(top => listFiles(root, join(root, top), faults));
  return files
    .sort()
    .map(path => readSource(root, path, faults))
    .filter(source => source !== undefined);
}

/** What is read, and what may lie beside it. */
const tops = ['lessons', 'pathways', 'projects', 'resources.yml', 'glossary.yml'];
const besides = [...tops, 'local', 'drafts', 'catalogue.yml', 'link-checks.json', 'README.md'];

/** A name that is nearly right would be passed over in silence, and with it all that stands there. */
function reportStrangers(root: string, place: string, faults: Fault[]): void {
  const names = attempt(() => readdirSync(join(root, place))) ?? [];
  for (const name of names) {
    if (besides.includes(name) || name.startsWith('.')) continue;
    const meant = nearest(name.toLowerCase().replace(/\.ya?ml$/, '.yml'), tops);
    if (meant === undefined) continue;
    reportInto(faults, place === '' ? name : `${place}/${name}`)(
      1,
      'Nobody reads this name.',
      `Call it ${meant}, or move it out of the curriculum.`,
    );
  }
}

function listFiles(root: string, path: string, faults: Fault[]): readonly string[] {
  const kind = attempt(() => lstatSync(path));
  return kind === undefined ? [] : listEntry(root, path, kind, faults);
}

type Kind = Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

function listEntry(root: string, path: string, kind: Kind, faults: Fault[]): readonly string[] {
  const report = reportInto(faults, nameOf(root, path));
  try {
    if (kind.isSymbolicLink()) return followLink(root, path, faults);
    if (kind.isFile()) return [path];
    if (!kind.isDirectory()) {
      report(1, 'This is neither a file nor a folder.', 'Take it out of the curriculum.');
      return [];
    }
    return readdirSync(path, { withFileTypes: true })
      .filter(entry => !entry.name.startsWith('.') && entry.name !== 'README.md')
      .flatMap(each => listEntry(root, join(path, each.name), each, faults));
  } catch (error) {
    report(1, `This can't be read (${codeOf(error)}).`, 'Check who may read it.');
    return [];
  }
}

/** A link may lead to another file of the same folder; a linked folder could lead round in a circle. */
function followLink(root: string, path: string, faults: Fault[]): readonly string[] {
  const report = reportInto(faults, nameOf(root, path));
  const target = attempt(() => realpathSync(path));
  if (target === undefined) report(1, 'This link leads nowhere.', 'Put the file itself here.');
  else if (!target.startsWith(root + sep)) {
    report(1, 'This link leads out of the curriculum folder.', 'Put the file itself here.');
  } else if (lstatSync(target).isFile()) return [path];
  else report(1, 'This link leads to a folder.', 'Put the files themselves here.');
  return [];
}

function readSource(root: string, path: string, faults: Fault[]): SourceFile | undefined {
  const file = nameOf(root, path);
  const report = reportInto(faults, file);
  try {
    const { size } = statSync(path);
    if (size > maxBytes) {
      report(
        1,
        `This file has ${size} bytes.`,
        `Keep it under ${maxBytes} bytes: split it, or look what got in.`,
      );
      return undefined;
    }
    const bytes = readFileSync(path);
    const text = withoutMark(bytes.toString('utf8')).replace(/\r\n?/g, '\n');
    if (!isUtf8(bytes)) {
      const line = text.slice(0, text.indexOf('\uFFFD')).split('\n').length;
      report(line, 'This file is not UTF-8.', 'Save it as UTF-8 in your editor.');
      return undefined;
    }
    const odd = /(?![\n\t])[\p{Cc}\u200b\u202a-\u202e\u2066-\u2069]/u.exec(text);
    if (odd) {
      const line = text.slice(0, odd.index).split('\n').length;
      const code = (odd[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      report(
        line,
        `There is a sign here that nobody sees (U+${code}).`,
        'Delete it: it hides text or turns it around.',
      );
      return undefined;
    }
    return { file, place: file.replace(/^local\//, ''), text };
  } catch (error) {
    report(1, `This can't be read (${codeOf(error)}).`, 'Check who may read it.');
    return undefined;
  }
}

const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

/** Undefined when the system refuses. */
function attempt<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch {
    return undefined;
  }
}

function nameOf(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
