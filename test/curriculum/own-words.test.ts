import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCurriculum } from '../../src/curriculum/read.ts';
import type { Question } from '../../src/curriculum/types.ts';

/**
 * Hashes (32 bits, base64) of every run of six words in the documents that the pathways follow and in the worked example: facts about
 * them, without their text. Where the documents lie beside the project, the last test makes the list anew and compares.
 */
const list = 'test/curriculum/facts/six-word-runs.txt';
const sources = '../shared';

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function runsOf(text: string): readonly string[] {
  const words = wordsOf(text);
  return words.slice(5).map((_, index) => words.slice(index, index + 6).join(' '));
}

const hashOf = (run: string): string =>
  createHash('sha256').update(run).digest().subarray(0, 4).toString('base64');

function wordsOfQuestion(question: Question): readonly string[] {
  const whys = 'why' in question && question.why !== undefined ? [question.why] : [];
  const options = 'options' in question ? question.options.flatMap(one => [one.text, one.why]) : [];
  const items = question.type === 'order' ? question.items.map(one => one.text) : [];
  const wrong = 'wrong' in question ? question.wrong.map(one => one.why) : [];
  return [question.stem, ...whys, ...options, ...items, ...wrong];
}

/** Everything that is a sentence of ours; titles, names and topics carry over. */
async function ourTexts(): Promise<readonly (readonly [place: string, text: string])[]> {
  const { lessons, pathways, nodes, terms, projects } = readCurriculum('curriculum');
  const texts: [string, string][] = [];
  for (const { id, summary, objectives, sections, resources, questions } of lessons.values()) {
    for (const text of [
      summary,
      ...objectives,
      ...sections.map(one => one.body),
      ...resources.map(one => one.note ?? ''),
    ])
      texts.push([id, text]);
    for (const question of questions)
      for (const text of wordsOfQuestion(question)) texts.push([`${id}#${question.id}`, text]);
  }
  for (const {
    id,
    summary,
    goal,
    promises,
    prerequisites,
    revisit,
    objectives,
    tracks,
    resources,
  } of pathways.values()) {
    const sentences = [
      summary,
      goal?.text,
      ...promises,
      ...prerequisites,
      revisit?.what,
      ...objectives.map(one => one.text),
    ];
    for (const text of [...sentences, ...tracks.map(one => one.note), ...resources.map(one => one.note)])
      texts.push([id, text ?? '']);
  }
  for (const { id, text, question, resources } of nodes.values())
    for (const one of [text, question, ...resources.map(each => each.note)]) texts.push([id, one ?? '']);
  for (const { id, text } of terms.values()) texts.push([id, text]);
  for (const { id, summary, brief, steps, rubric } of projects.values())
    for (const text of [summary, brief, ...steps.map(one => one.text), ...rubric.flatMap(one => one.levels)])
      texts.push([id, text]);
  return texts;
}

test('no six words in a row stand in a document that a pathway follows', async () => {
  const known = new Set(readFileSync(list, 'utf8').trim().split('\n'));
  expect(known.size).toBeGreaterThan(3_000);
  const texts = await ourTexts();
  expect(texts.length).toBeGreaterThan(5_000);
  const shared = texts.flatMap(([place, text]) =>
    runsOf(text)
      .filter(run => known.has(hashOf(run)))
      .map(run => `${place}: ${run}`),
  );
  expect(shared).toEqual([]);
});

test.runIf(existsSync(join(sources, 'seeds')))(
  'the list holds every run of the documents, and no other',
  () => {
    const seeds = readdirSync(join(sources, 'seeds')).map(file => join(sources, 'seeds', file));
    const example = ['tcp-reliability.md', 'tcp-reliability.quiz.yml'].map(file =>
      join(sources, 'curriculum', file),
    );
    const runs = [...seeds, ...example].flatMap(path => runsOf(readFileSync(path, 'utf8')));
    const made = [...new Set(runs.map(hashOf))].sort();
    expect(readFileSync(list, 'utf8').trim().split('\n')).toEqual(made);
  },
);
