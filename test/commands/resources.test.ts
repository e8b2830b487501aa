import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costChoices, kindChoices, levelChoices, tierChoices } from '../../src/cards/resource-words.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { findTopic, listResources, listTopics } from '../../src/curriculum/resource-uses.ts';
import type { Curriculum, PathwayNode, Resource } from '../../src/curriculum/types.ts';
import { projectRoot } from '../../src/root.ts';
import { everyRow, startTestBot, type TestMember } from '../support/bot.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { allPages } from '../support/whole.ts';

const friday = '2026-11-20T12:00:00Z';
const whole = readCurriculum(`${projectRoot()}/curriculum`);

const shownAs = ({ title, url }: Resource) => `**${url === undefined ? title : `[${title}](<${url}>)`}`;

/** Titles and addresses of the links on all pages, in order. */
async function walk(ada: TestMember, options: Readonly<Record<string, string>>): Promise<string[]> {
  const pages = await allPages(ada, await ada.runs('resources', options), JSON.stringify(options));
  return pages
    .flatMap(page => wordsOf(page).split('\n'))
    .filter(line => line.startsWith('**') && line.includes(' · '));
}

test('all links stand on pages, each once, and their buttons work after a restart', async () => {
  const bot = await startTestBot(friday);
  const lines = await walk(bot.member('ada'), {});
  const links = listResources(bot.curriculum, {});
  expect(links.length).toBeGreaterThan(100);
  expect(lines.length).toBe(links.length);
  for (const [i, { resource }] of links.entries())
    expect.soft(lines[i]?.startsWith(shownAs(resource)), resource.id).toBe(true);
  const second = await bot.member('ada').presses(await bot.member('ada').runs('resources'), 'Next');
  const restarted = await startTestBot(friday);
  expect(wordsOf(await restarted.member('ada').presses(second, 'Back'))).toBe(
    wordsOf(await bot.member('ada').runs('resources')),
  );
});

test('every topic of the whole curriculum shows all its links, found by its id or by its name', async () => {
  const bot = await startTestBot(friday, { curriculum: whole });
  const ada = bot.member('ada');
  for (const topic of listTopics(bot.curriculum)) {
    const lines = await walk(ada, { topic: topic.id });
    const links = listResources(bot.curriculum, { topic });
    expect.soft(lines.length, topic.id).toBe(links.length);
    for (const [i, { resource }] of links.entries())
      expect.soft(lines[i]?.startsWith(shownAs(resource)), `${topic.id} ${resource.id}`).toBe(true);
  }
  expect(wordsOf(await ada.runs('resources', { topic: 'databases' }))).toContain(
    '-# Links ▸ Databases ▸ page 1',
  );
});

test('a wish of several parts is met on every page, or the answer says what to leave out', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const some = (choices: readonly { value: string }[]) =>
    fc.option(fc.constantFrom(...choices.map(({ value }) => value)), { nil: undefined, freq: 2 });
  const topics = fc.option(fc.constantFrom(...listTopics(bot.curriculum).map(({ id }) => id)), {
    nil: undefined,
    freq: 2,
  });
  const wishes = fc.record({
    topic: topics,
    kind: some(kindChoices.slice(0, 5)),
    tier: some(tierChoices),
    level: some(levelChoices),
    cost: some(costChoices),
  });
  let met = 0;
  await fc.assert(
    fc.asyncProperty(wishes, async ({ topic, ...wish }) => {
      const given = Object.fromEntries(
        Object.entries({ topic, ...wish }).filter(([, one]) => one !== undefined),
      );
      const links = listResources(bot.curriculum, {
        ...wish,
        topic: topic === undefined ? undefined : findTopic(bot.curriculum, topic),
        tier: wish.tier === undefined ? undefined : Number(wish.tier),
      });
      if (links.length > 0) {
        met += 1;
        const lines = await walk(ada, given as Record<string, string>);
        expect(lines.length).toBe(links.length);
        return;
      }
      const nothing = await ada.runs('resources', given as Record<string, string>);
      expect(wordsOf(nothing)).toContain('No link fits');
      for (const label of labelsOf(nothing)) {
        const wider = wordsOf(await ada.presses(nothing, label));
        expect(wider).toContain(`${label.split(': ')[1]}\n`);
      }
    }),
    { numRuns: 60 },
  );
  expect(met).toBeGreaterThan(5);
});

/** A link with everything that can be said of one, used by a lesson and a part with as long an id as there may be. */
function withLongNames(real: Curriculum): Curriculum {
  const [, lesson] = [...real.lessons].find(([id]) => id === 'db/acid') ?? [];
  const [first] = real.nodes.values();
  if (!lesson || !first) throw new Error('nothing is taught');
  const links = Array.from(
    { length: 14 },
    (_, i): Resource => ({
      id: `link-${i}`,
      title: `Ein Buch über Datenbanken, Band ${i}`,
      url: i === 0 ? undefined : `https://example.org/${'path/'.repeat(60)}${i}`,
      kind: 'course-platform',
      cost: 'unknown',
      tier: 3,
      provider: i === 0 ? 'A printer' : undefined,
      lang: 'de',
    }),
  );
  const resources = links.map(({ id }) => ({ ref: id, as: undefined, note: undefined, provider: undefined }));
  const node: PathwayNode = {
    ...first,
    id: `${'long-name-'.repeat(7)}x/part`,
    title: 'T'.repeat(200),
    level: 'intermediate',
    lessons: [lesson.id],
    children: [],
    resources: [],
  };
  return {
    ...real,
    resources: new Map(links.map(link => [link.id, link])),
    lessons: new Map([[lesson.id, { ...lesson, resources }]]),
    nodes: new Map([[node.id, node]]),
  };
}

test('a link says its kind, price, language, step and where it is used; the longest wish fits into the buttons', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: withLongNames(curriculum) });
  const ada = bot.member('ada');
  const [nodeId = ''] = bot.curriculum.nodes.keys();
  const wish = { topic: nodeId, kind: 'course-platform', tier: '3', level: 'intermediate', cost: 'unknown' };
  const page = await ada.runs('resources', wish);
  expect(wordsOf(page)).toContain(
    '**Ein Buch über Datenbanken, Band 0 (A printer)** · Course platform · price unknown · in German · for depth\n-# Used in “ACID: what a transaction promises”\n',
  );
  expect(wordsOf(page)).toContain(
    '▸ course platform ▸ for depth ▸ intermediate ▸ price unknown ▸ page 1 of 3',
  );
  expect(await walk(ada, wish)).toHaveLength(14);
});

test('the next step is the first lesson of the page that you haven’t done', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const ask = () => ada.runs('resources', { topic: 'infrastructure/phase-1' });
  const offered = listResources(bot.curriculum, {
    topic: findTopic(bot.curriculum, 'infrastructure/phase-1'),
  }).slice(0, 6);
  const first = offered.find(({ lessons }) => lessons.length > 0)?.lessons[0];
  if (!first) throw new Error('no lesson uses these links');
  const before = await ask();
  expect(labelsOf(before)).toEqual([`Read “${first.title}”`, 'Quiz me', 'Next']);
  expect(wordsOf(await ada.presses(before, /^Read/))).toContain(`${first.title} ▸ page 1`);
  await ada.presses(await ada.runs('lesson', { lesson: first.id }), 'I’ve done it');
  const after = await ask();
  expect(labelsOf(after)[0]).toMatch(/^Read/);
  expect(labelsOf(after)[0]).not.toContain(first.title);
  expect(wordsOf(after)).toContain(`“${first.title}” (done)`);
});

test('a link that no lesson uses leads to the part of a pathway in which it stands', async () => {
  const { curriculum } = await startTestBot(friday);
  const lessons = new Map([...curriculum.lessons].map(([id, one]) => [id, { ...one, resources: [] }]));
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  const ada = bot.member('ada');
  const links = await ada.runs('resources', { topic: 'infrastructure/phase-1' });
  expect(wordsOf(links)).toContain('Open a part that uses one of these\nDatabases\nUses ');
  expect(wordsOf(await ada.chooses(links, 'Databases'))).toContain('## Databases\n');
  const [, last] = await allPages(ada, await ada.runs('resources'), 'all links');
  expect(wordsOf(last ?? links)).toContain('Not used in a lesson yet');
});

test('an unknown topic is answered with those that are near, with the rest of the wish, and a search', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const near = await ada.runs('resources', { topic: 'datab', kind: 'docs' });
  expect(wordsOf(near)).toContain('No topic is called “datab”. Was it one of the topics below?');
  const chosen = await ada.chooses(near, 'Databases');
  expect(wordsOf(chosen)).toContain('-# Links ▸ Databases ▸ documentation ▸ page 1');
  const long = await ada.runs('resources', { topic: 'xyzzy'.repeat(20) });
  expect(wordsOf(await ada.presses(long, 'Search the links'))).toContain('Nothing found for “xyzzy');
  const none = await ada.runs('resources', { topic: 'HAProxy qq' });
  expect(wordsOf(await ada.presses(none, 'Search the links'))).toContain('[HAProxy documentation]');
  expect(wordsOf(await ada.runs('resources', { topic: '@everyone [x](https://x.example)' }))).not.toMatch(
    /@everyone|\]\(https:\/\/x/,
  );
  for (const forged of ['resources:page:0.....nothing', 'resources:topic:....', 'resources:topic:'])
    expect.soft(wordsOf(await ada.forges(forged)), forged).toContain('That topic is no longer here.');
  expect(wordsOf(await ada.forges('resources:page:'))).toContain('-# Links ▸ page 1');
});

test('where several parts have the name that was typed, it asks which one', async () => {
  const { curriculum } = await startTestBot(friday);
  const nodes = new Map([...curriculum.nodes].map(([id, node]) => [id, { ...node, title: 'The basics' }]));
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, nodes } });
  const ada = bot.member('ada');
  const asked = await ada.runs('resources', { topic: 'the BASICS', cost: 'free' });
  expect(wordsOf(asked)).toMatch(/^[2-9] topics are called “the BASICS”\. Which one do you mean\?/);
  const chosen = await ada.chooses(asked, 'The basics · Mastering Backend Infrastructure');
  expect(wordsOf(chosen)).toContain('-# Links ▸ The basics ▸ free');
});

test('before the first letter the topics of the lesson that is next come first', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const labels = async (typed: string) =>
    (await ada.types('resources', 'topic', typed)).map(one => one.label);
  const offered = await labels('');
  expect(offered.slice(0, 2)).toEqual(['Databases', 'Databases · Mastering Backend Infrastructure']);
  expect(offered).toContain('Networks');
  expect(offered).toHaveLength(25);
  expect((await labels('netw'))[0]).toBe('Networks');
  expect(await labels('load bal')).toContainEqual(expect.stringMatching(/^load balancing$/i));
  expect(await labels('databses')).toContain('Databases');
  for (const typed of ['', 'a', 'de']) {
    for (const { value } of await ada.types('resources', 'topic', typed))
      expect.soft(wordsOf(await ada.runs('resources', { topic: value })), value).toContain('-# Links ▸ ');
  }
});

test('it works in a direct message, too: links open there, lessons don’t', async () => {
  const bot = await startTestBot(friday);
  const alone = bot.member('ada', { place: 'dm' });
  const before = await everyRow(bot);
  const page = await alone.runs('resources', { topic: 'db' });
  expect(wordsOf(page)).toContain('## Databases: ');
  expect(labelsOf(page)).toEqual(['Next']);
  expect(wordsOf(page)).not.toContain('Open a lesson');
  expect(labelsOf(await alone.presses(page, 'Next'))).toContain('Back');
  expect((await alone.types('resources', 'topic', '')).length).toBe(25);
  expect(await everyRow(bot)).toBe(before);
});

test('where there are no links, resources says so', async () => {
  const { curriculum } = await startTestBot(friday);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, resources: new Map() } });
  expect(wordsOf(await bot.member('ada').runs('resources'))).toBe('There are no links here yet.');
});
