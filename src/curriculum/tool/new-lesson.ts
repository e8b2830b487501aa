/** `new lesson`: begins a lesson and its bank. What is still to be written is a fault for `check`, with its line, so that nothing half done is taught. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { listAt } from '../names-in-file.ts';
import { parseYaml } from '../parse-yaml.ts';
import { valueAt } from '../place-in-file.ts';
import { lessonId, sectionTitles } from '../schema.ts';
import type { Verb } from './words.ts';
import { writeAll } from './write-all.ts';

const sentences = {
  badId: 'Name it as domain/slug, in lower case with hyphens: git/small-commits.',
  exists: (id: string) => `There is a lesson “${id}” already. Edit lessons/${id}.md, or choose another id.`,
  begun: (id: string) => [
    `Begun: lessons/${id}.md and lessons/${id}.quiz.yml.`,
    `npm run curriculum -- check lists what is still to be written, line by line.`,
  ],
  place: (nodes: readonly string[]) =>
    `List it in a node of a pathway${nodes.length > 0 ? `: ${nodes.join(', ')}` : ''}.`,
};

export const creating: Verb = {
  usage: ['new lesson ID                               begins a lesson and its bank'],
  async run([thing, id, ...more], { folder, print }) {
    if (thing !== 'lesson' || id === undefined || more.length > 0) return 2;
    if (!lessonId.safeParse(id).success) {
      print(sentences.badId);
      return 1;
    }
    const paths = [join(folder, `lessons/${id}.md`), join(folder, `lessons/${id}.quiz.yml`)] as const;
    for (const path of paths) {
      if ((await readFile(path, 'utf8').catch(() => undefined)) === undefined) continue;
      print(sentences.exists(id));
      return 1;
    }
    const planned = await findPlanned(folder, id);
    await writeAll(
      new Map([
        [paths[0], lessonText(id, planned)],
        [paths[1], bankText(id)],
      ]),
    );
    for (const line of sentences.begun(id)) print(line);
    print(sentences.place(planned?.nodes ?? []));
    return 0;
  },
};

interface Planned {
  readonly title: string;
  readonly level: string;
  readonly prerequisites: readonly string[];
  readonly teaches: string;
  readonly nodes: readonly string[];
}

/** What the catalogue of lessons to come says of it, if the folder has one. */
async function findPlanned(folder: string, id: string): Promise<Planned | undefined> {
  const text = await readFile(join(folder, 'catalogue.yml'), 'utf8').catch(() => '');
  const value = parseYaml(text, 0, () => {})?.value;
  const found = listAt(value, []).find(each => valueAt(each, ['id']) === id);
  return found as Planned | undefined;
}

function lessonText(id: string, planned: Planned | undefined): string {
  const front = stringify(
    {
      id,
      title: planned?.title ?? '',
      rev: 1,
      level: planned?.level ?? 'beginner',
      minutes: { read: 8, practice: 15 },
      summary: '',
      objectives: [],
      prerequisites: planned?.prerequisites ?? [],
      resources: [],
      tags: [],
    },
    { lineWidth: 0 },
  );
  const hint = planned ? `# It teaches: ${planned.teaches}\n` : '';
  return `---\n${hint}${front}---\n${sectionTitles.map(title => `## ${title}\n`).join('\n')}`;
}

const bankText = (id: string): string => `lesson: ${id}
questions:
  - id: first-question
    type: single
    difficulty: 2
    kind: apply
    objective: 1
    stem: ""
    options:
      - { id: first, text: "", right: true, why: "" }
      - { id: second, text: "", why: "" }
      - { id: third, text: "", why: "" }
`;
