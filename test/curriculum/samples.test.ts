import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** Code that claims what it prints is run: a lesson that is wrong about that teaches it to everybody. */

const curriculum = readCurriculum('curriculum');
const folder = await mkdtemp(join(tmpdir(), 'lockstep-samples-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const exec = promisify(execFile);

interface Sample {
  /** Where it stands. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
  /** What a reader is told it prints. */
  readonly claimed: string;
}

/** Programs by the name of a fence; python and go only where they are installed. */
const programs: Readonly<Record<string, readonly [ending: string, command: string]>> = {
  javascript: ['mjs', process.execPath],
  js: ['mjs', process.execPath],
  sh: ['sh', 'bash'],
  bash: ['sh', 'bash'],
  python: ['py', 'python3'],
};

async function isHere(command: string): Promise<boolean> {
  return exec(command, ['--version']).then(
    () => true,
    () => false,
  );
}
const hasPython = await isHere('python3');

let runs = 0;
async function outputOf({ language, code }: Sample, onlyLast = false): Promise<string> {
  if (language === 'sql') return rowsOf(code, onlyLast);
  const [ending = '', command = ''] = programs[language] ?? [];
  // What requires a module is not one itself.
  const isScript = ending === 'mjs' && /\brequire\(/.test(code);
  runs += 1;
  const path = join(folder, `${runs}.${isScript ? 'cjs' : ending}`);
  await writeFile(path, code);
  const { stdout } = await exec(command, [path], { cwd: folder, timeout: 20_000 });
  return stdout;
}

let database: TestDatabase | undefined;
afterAll(() => database?.drop());

/** The last statement's rows, a line each: all columns, or the last one alone, where that is what a question asks for. */
async function rowsOf(code: string, onlyLast: boolean): Promise<string> {
  database ??= await createTestDatabase();
  runs += 1;
  const schema = `sample_${runs}`;
  return database.sql
    .begin(async sql => {
      await sql.unsafe(`create schema ${schema}; set local search_path to ${schema}`);
      const results = (await sql.unsafe(code)) as unknown as readonly unknown[];
      const last = Array.isArray(results.at(-1)) ? results.at(-1) : results;
      return (
        (last as readonly Record<string, unknown>[])
          .map(row =>
            Object.values(row)
              .slice(onlyLast ? -1 : 0)
              .join(' '),
          )
          .join('\n') || 'No row at all'
      );
    })
    .finally(() => database?.sql.unsafe(`drop schema if exists ${schema} cascade`));
}

/** White space, line ends and how a list is written make no difference. */
const bare = (text: string): string =>
  text
    .replace(/\band\b|,(?=\s)/g, ' ')
    .replace(/[\s|]+/g, ' ')
    .trim();

const canRun = ({ language }: Sample): boolean =>
  language === 'sql' || (Object.hasOwn(programs, language) && (language !== 'python' || hasPython));

const questions = [...curriculum.lessons.values()].flatMap(lesson =>
  lesson.questions.flatMap((question): (Sample & { readonly wrong: readonly string[] })[] => {
    if (question.type !== 'output' || question.retired) return [];
    const claimed = question.accept[0] ?? question.options.find(option => option.right)?.text ?? '';
    const wrong = [
      ...question.options.filter(option => !option.right).map(option => option.text),
      ...question.wrong.map(one => one.answer),
    ];
    return [
      {
        place: `${lesson.id}#${question.id}`,
        language: question.language,
        code: question.code,
        claimed,
        wrong,
      },
    ];
  }),
);

const samples = [...curriculum.lessons.values()].flatMap(lesson =>
  lesson.sections.flatMap(({ body }) =>
    [
      ...body.matchAll(
        /```(\w+)\n([\s\S]*?)\n```\n+(?:It prints ((?:`[^`\n]+`(?:,? (?:then|and) |, )?)+)|```text\n([\s\S]*?)\n```)/g,
      ),
    ].flatMap(([, language = '', code = '', said, shown]): Sample[] => {
      const claimed = shown ?? [...(said ?? '').matchAll(/`([^`]+)`/g)].map(([, text]) => text).join('\n');
      return [{ place: lesson.id, language, code, claimed }];
    }),
  ),
);

test.for(questions.filter(canRun))(
  '$place prints what its key says, and nothing that a wrong option says',
  async sample => {
    const whole = bare(await outputOf(sample));
    const printed = whole === bare(sample.claimed) ? whole : bare(await outputOf(sample, true));
    expect(printed).toBe(bare(sample.claimed));
    expect(sample.wrong.map(bare)).not.toContain(printed);
  },
);

test.for(samples.filter(canRun))('the sample of $place prints what its lesson says', async sample => {
  expect(bare(await outputOf(sample))).toBe(bare(sample.claimed));
});

test('there is much to run', () => {
  expect(questions.filter(canRun).length).toBeGreaterThan(55);
  expect(samples.filter(canRun).length).toBeGreaterThan(15);
});
