import { expect, test } from 'vitest';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { listOverviews, listStations } from '../../src/curriculum/stations.ts';
import { projectRoot } from '../../src/root.ts';
import { startTestBot } from '../support/bot.ts';
import { learn } from '../support/progress.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { twoPathways } from '../support/two-pathways.ts';
import { allPages, expectWhole } from '../support/whole.ts';

const now = '2026-11-20T12:00:00Z';

/** Two pathways, and of the lessons only those of the first: their stations are few. */
const startSmall = async () => {
  const { curriculum } = await startTestBot(now);
  const two = twoPathways(curriculum);
  const taught = new Set(
    [...two.pathways.values()].flatMap(({ lessons }) => lessons.map(one => one.lessonId)),
  );
  const lessons = new Map([...two.lessons].filter(([id]) => taught.has(id)));
  return startTestBot(now, { curriculum: { ...two, lessons } });
};

test('the way of a request is shown station by station, with the gaps in words and where to begin', async () => {
  const bot = await startSmall();
  const ada = bot.member('ada');
  const way = await ada.runs('lifecycle');
  expect(way).toMatchObject({ private: true });
  expect(wordsOf(way)).toContain('1. **DNS** ▱▱▱▱▱▱▱▱▱▱ 0 of 0 · no lessons yet');
  expect(wordsOf(way)).toMatch(/7\. \*\*DB\*\* ▱{10} 0 of \d+ · a gap\n/);
  const gap = listStations(bot.curriculum).find(({ lessons }) => lessons.length > 0);
  expect(wordsOf(way)).toMatch(new RegExp(`\\*\\*Next:\\*\\* ${gap?.title}. Begin with “`, 'i'));
  expect(labelsOf(way)[1]).toMatch(new RegExp(`^Open: ${gap?.title}$`, 'i'));
});

test('a gap closes with the first lesson of a station, and what is learned elsewhere counts', async () => {
  const bot = await startSmall();
  const ada = bot.member('ada');
  await learn(bot, ada, ['db/acid']);
  expect(wordsOf(await ada.runs('lifecycle'))).toMatch(/7\. \*\*DB\*\* ▰.* 1 of \d+ · begun/);
  await learn(
    bot,
    ada,
    [...bot.curriculum.lessons.keys()].filter(id => id !== 'db/acid'),
  );
  const all = await ada.runs('lifecycle');
  expect(wordsOf(all)).toMatch(/7\. \*\*DB\*\* ▰{10} .* · yours/);
  expect(wordsOf(all)).toContain('**Next:** you have done every lesson on the way.');
  expect(labelsOf(all)).toEqual([]);
});

test('a station lists its lessons with what is done of them, and leads to each, to the whole way and to the next gap', async () => {
  const bot = await startSmall();
  const ada = bot.member('ada');
  await learn(bot, ada, ['db/acid']);
  const db = await ada.chooses(await ada.runs('lifecycle'), '7. DB');
  expect(wordsOf(db)).toMatch(/^-# The way of a request ▸ station 7 of 9/);
  expect(wordsOf(db)).toContain('1. ACID: what a transaction promises (done)\n2. ');
  const lesson = await ada.chooses(db, 'ACID: what a transaction promises (done)');
  expect(wordsOf(lesson)).toContain('## ACID');
  expect(wordsOf(await ada.presses(db, 'The whole way'))).toContain('1. **DNS**');
  expect(wordsOf(await ada.runs('lifecycle', { station: 'dns' }))).toContain('no lessons yet');
  const ofDb = listStations(bot.curriculum).find(({ id }) => id === 'db')?.lessons ?? [];
  await learn(
    bot,
    ada,
    ofDb.map(({ id }) => id).filter(id => id !== 'db/acid'),
  );
  const known = await ada.runs('lifecycle', { station: 'db' });
  const open = listStations(bot.curriculum).some(({ lessons }) => lessons.some(one => !ofDb.includes(one)));
  expect(wordsOf(known)).toContain(open ? 'Go on with' : 'you have done every lesson on the way');
});

test('a lesson about the whole way comes before any gap, and closes none', async () => {
  const { curriculum } = await startTestBot(now);
  const bot = await startTestBot(now, { curriculum });
  const ada = bot.member('ada');
  const [overview] = listOverviews(curriculum);
  if (!overview) throw new Error('no lesson is about the whole way');
  const way = await ada.runs('lifecycle');
  expect(wordsOf(way)).toContain(`**Next:** read “${overview.title}”, which shows the whole way.`);
  await learn(bot, ada, [overview.id]);
  const after = wordsOf(await ada.runs('lifecycle'));
  expect(after).not.toContain(overview.title);
  expect(after.match(/· a gap\n/g)).toEqual(wordsOf(way).match(/· a gap\n/g));
});

test('a station is found by its name, its id and with a typing mistake', async () => {
  const bot = await startSmall();
  const ada = bot.member('ada');
  for (const typed of ['reverse-proxy', 'Reverse proxy', 'revers proxi']) {
    expect.soft(wordsOf(await ada.runs('lifecycle', { station: typed }))).toContain('## Reverse proxy');
  }
  expect(wordsOf(await ada.runs('lifecycle', { station: 'kitchen' }))).toContain(
    'I don’t know that station. These are on the way: DNS, TLS, HTTP, reverse proxy, API layer',
  );
  expect(wordsOf(await ada.forges('lifecycle:page:1.nowhere'))).toContain('I don’t know that station.');
});

test('before the first letter all stations are offered with what is known of each; letters and typos narrow them', async () => {
  const bot = await startSmall();
  const ada = bot.member('ada');
  const offered = await ada.types('lifecycle', 'station', '');
  expect(offered.map(({ value }) => value)).toEqual(listStations(bot.curriculum).map(({ id }) => id));
  expect(offered[0]).toEqual({ label: 'DNS · 0 of 0 · no lessons yet', value: 'dns' });
  const values = async (typed: string) =>
    (await ada.types('lifecycle', 'station', typed)).map(({ value }) => value);
  expect(await values('api')).toEqual(['api']);
  expect(await values('revrse proxy')).toEqual(['reverse-proxy']);
  expect(await values('zzzzzz')).toEqual([]);
});

test('every page of every station of ours is whole and lists all its lessons, whatever one has done', async () => {
  const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
  const bot = await startTestBot(now, { curriculum });
  const [nothing, all] = [bot.member('ada'), bot.member('bob')];
  await learn(bot, all);
  for (const member of [nothing, all]) {
    expectWhole(await member.runs('lifecycle'), 'the way');
    for (const { id, lessons } of listStations(curriculum)) {
      const pages = await allPages(member, await member.runs('lifecycle', { station: id }), id);
      const words = pages.map(wordsOf).join('\n');
      for (const [i, { title }] of lessons.entries()) expect.soft(words, id).toContain(`${i + 1}. ${title}`);
    }
  }
});

test('where no lesson belongs to a station, lifecycle says so kindly', async () => {
  const { curriculum } = await startTestBot(now);
  const bot = await startTestBot(now, { curriculum: { ...curriculum, lessons: new Map() } });
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('lifecycle'))).toContain('there is no way to show yet');
  expect(await ada.types('lifecycle', 'station', '')).toEqual([]);
});
