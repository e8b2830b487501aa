/** `import`: questions and links from elsewhere. Without `--write` it only shows what would become of each. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { didYouMean } from '../did-you-mean.ts';
import { readAiken } from '../exchange/aiken-in.ts';
import { readAwesomeList } from '../exchange/awesome-list-in.ts';
import { readBankFile } from '../exchange/bank-in.ts';
import { readGift } from '../exchange/gift-in.ts';
import type { Incoming } from '../exchange/incoming.ts';
import { mergeQuestions, type Outcome } from '../exchange/merge-questions.ts';
import { mergeResources } from '../exchange/merge-resources.ts';
import { describeFault } from '../fault.ts';
import { readFiles } from '../files.ts';
import { loadCurriculum } from '../load.ts';
import { readFolder } from '../read-folder.ts';
import { columns, type Place, type Verb } from './words.ts';
import { writeAll } from './write-all.ts';

const sentences = {
  noFile: (file: string, code: string) => `${file} can’t be read (${code}). Check its name.`,
  noText: (file: string) => `${file} is not UTF-8 text. Save it as UTF-8, and try again.`,
  tooBig: (file: string) => `${file} is larger than 4 MB. Split it, and import one part after another.`,
  needsLesson: 'Say which lesson the questions belong to: --lesson db/acid.',
  noLesson: (id: string, near: string) =>
    `There is no lesson “${id}”. ${near}Write it first: npm run curriculum -- new lesson ${id}`,
  nothing: 'Nothing that could be imported stands in this file.',
  dry: 'Nothing was written. To write it, say the same again with --write.',
  dryRefused:
    'Nothing was written. Mend what was refused and say the same again with --write, or leave it out with --write --without-refused.',
  nothingNew: 'There is nothing to write.',
  grown: (path: string, bytes: number) =>
    `Nothing was written: ${path} would have ${bytes} bytes, and more than ${largestFile} are not read. Import less at once.`,
  faulty: 'Written, and the check now finds what stands above: mend it, or the bot won’t start.',
  heldBack: 'Nothing was written, since something was refused. Mend it, or add --without-refused.',
  written: (files: readonly string[]) => `Written: ${files.join(', ')}.`,
  same: 'Everything is there already; nothing was written.',
  drafts: (file: string, lessonId: string) =>
    `Drafts wait in ${file}, where nobody is asked them. Write each why, then: npm run curriculum -- import bank ${file} --lesson ${lessonId} --write`,
};

const readers = {
  gift: readGift,
  aiken: readAiken,
  bank: readBankFile,
  'awesome-list': readAwesomeList,
} as const;
type Format = keyof typeof readers;
const largest = 4 * 1024 * 1024;
/** As `read-folder.ts` has it. */
const largestFile = 256 * 1024;

export const importing: Verb = {
  usage: [
    'import gift FILE --lesson ID [--write]      questions in Moodle’s GIFT format',
    'import aiken FILE --lesson ID [--write]     questions in the Aiken format, as drafts',
    'import bank FILE --lesson ID [--write]      questions of a bank, such as finished drafts',
    'import awesome-list FILE [--write]          links of a Markdown list, into resources.yml',
  ],
  async run(words, place) {
    const asked = understand(words);
    if (!asked) return 2;
    const { print } = place;
    const text = await readText(asked.file);
    if ('fault' in text) return fail(print, text.fault);
    const incoming = readers[asked.format](text.text.replace(/\r\n?/g, '\n'));
    if (incoming.length === 0) return fail(print, sentences.nothing);
    return asked.format === 'awesome-list'
      ? importLinks(asked, incoming, place)
      : importQuestions(asked, incoming, place);
  },
};

interface AskedFor {
  readonly format: Format;
  readonly file: string;
  readonly lesson: string | undefined;
  readonly writes: boolean;
  readonly withoutRefused: boolean;
  readonly folder: string | undefined;
}

function understand(words: readonly string[]): AskedFor | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        lesson: { type: 'string' },
        write: { type: 'boolean', default: false },
        'without-refused': { type: 'boolean', default: false },
        folder: { type: 'string' },
      },
    });
    const [format, file, ...more] = positionals;
    if (format === undefined || !Object.hasOwn(readers, format) || file === undefined || more.length > 0)
      return undefined;
    return {
      ...{ format: format as Format, file, lesson: values.lesson, folder: values.folder },
      ...{ writes: values.write, withoutRefused: values['without-refused'] },
    };
  } catch {
    return undefined;
  }
}

async function readText(file: string): Promise<{ readonly text: string } | { readonly fault: string }> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > largest) return { fault: sentences.tooBig(file) };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { fault: code.startsWith('ERR_ENCODING') ? sentences.noText(file) : sentences.noFile(file, code) };
  }
}

async function importQuestions(
  asked: AskedFor,
  incoming: readonly Incoming[],
  place: Place,
): Promise<number> {
  const { print } = place;
  const folder = asked.folder ?? place.folder;
  const id = asked.lesson;
  if (id === undefined) return fail(print, sentences.needsLesson);
  const { lessons } = readFiles(readFolder(folder, []), []);
  if (!lessons.has(id)) return fail(print, sentences.noLesson(id, didYouMean(id, lessons.keys())));
  const paths = {
    bank: join(folder, `lessons/${id}.quiz.yml`),
    drafts: join(folder, `drafts/${id}.quiz.yml`),
  };
  const before = { bank: await textOf(paths.bank), drafts: await textOf(paths.drafts) };
  const merged = mergeQuestions(id, before, incoming);
  const files = new Map<string, string | undefined>();
  if (merged.bank !== before.bank) files.set(paths.bank, merged.bank);
  if (merged.drafts !== before.drafts) files.set(paths.drafts, merged.drafts || undefined);
  const code = await settle(asked, merged.outcomes, files, place);
  const isDrafted = asked.writes && merged.outcomes.some(({ what }) => what === 'draft');
  if (isDrafted) print(sentences.drafts(paths.drafts, id));
  return code;
}

async function importLinks(asked: AskedFor, incoming: readonly Incoming[], place: Place): Promise<number> {
  const path = join(asked.folder ?? place.folder, 'resources.yml');
  const before = await textOf(path);
  const merged = mergeResources(before, incoming);
  const isNew = merged.outcomes.some(({ what }) => what === 'imported' || what === 'changed');
  return settle(asked, merged.outcomes, isNew ? new Map([[path, merged.catalogue]]) : new Map(), place);
}

/** Shows the table; writes if that is wanted and nothing stands in the way; tells what the check then says of those files. */
async function settle(
  { writes, withoutRefused, folder: named }: AskedFor,
  outcomes: readonly Outcome[],
  files: ReadonlyMap<string, string | undefined>,
  { print, folder }: Place,
): Promise<number> {
  const rows = outcomes.map(({ line, what, name, reason = '' }) => [String(line), what, name, reason]);
  for (const line of columns([['line', 'what', 'name', ''], ...rows])) print(line);
  print(sumOf(outcomes));
  const isRefused = outcomes.some(({ what }) => what === 'refused');
  const tooBig = [...files].find(([, text]) => Buffer.byteLength(text ?? '') > largestFile);
  const isSame = outcomes.every(({ what }) => what === 'the same');
  if (files.size === 0) print(isSame ? sentences.same : sentences.nothingNew);
  else if (tooBig) return fail(print, sentences.grown(tooBig[0], Buffer.byteLength(tooBig[1] ?? '')));
  else if (!writes) print(isRefused ? sentences.dryRefused : sentences.dry);
  else if (isRefused && !withoutRefused) return fail(print, sentences.heldBack);
  else {
    await writeAll(files);
    print(sentences.written([...files.keys()]));
    const { faults } = loadCurriculum(named ?? folder);
    for (const fault of faults) print(describeFault(fault));
    if (faults.length > 0) return fail(print, sentences.faulty);
  }
  return isRefused ? 1 : 0;
}

function sumOf(outcomes: readonly Outcome[]): string {
  const kinds = ['imported', 'changed', 'the same', 'draft', 'refused'] as const;
  return kinds
    .flatMap(kind => {
      const many = outcomes.filter(({ what }) => what === kind).length;
      return many === 0 ? [] : [`${many} ${kind}`];
    })
    .join(', ')
    .concat('.');
}

async function textOf(path: string): Promise<string> {
  return (await readFile(path, 'utf8').catch(() => '')).replace(/\r\n?/g, '\n');
}

function fail(print: (line: string) => void, sentence: string): number {
  print(sentence);
  return 1;
}
