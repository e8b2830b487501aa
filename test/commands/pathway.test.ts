import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageButtons, pageOf, readPage } from '../../commands/_pages.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';
import { startTestBot } from '../support/bot.ts';
import { learn } from '../support/progress.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';
import { twoPathways } from '../support/two-pathways.ts';
import { allPages } from '../support/whole.ts';

const now = '2026-11-20T12:00:00Z';

const startWithTwo = async () => {
  const { curriculum } = await startTestBot(now);
  return startTestBot(now, { curriculum: twoPathways(curriculum) });
};

test('without a name all pathways are listed, the member’s own first, and what is learned once counts in all', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  await learn(bot, ada, ['db/acid']);
  const list = await ada.runs('pathway');
  expect(list).toMatchObject({ private: true });
  expect(wordsOf(list)).toContain('## 2 pathways');
  expect(wordsOf(list)).toMatch(/Mastering Backend Infrastructure\*\*\n▰▱+ 1 of 12 lessons already yours/);
  expect(wordsOf(list)).toMatch(/from the first byte to the last\*\*\n▰▰▰▱+ 1 of 3 lessons already yours/);
  expect(wordsOf(list)).toContain('**Next:** open one to see its map.');
  await ada.runs('solo start', { pathway: 'way' });
  const own = await ada.runs('pathway');
  expect(wordsOf(own)).toContain('**The whole way: from the first byte to the last** (you study this one)');
  expect(wordsOf(own).indexOf('The whole way')).toBeLessThan(wordsOf(own).indexOf('Mastering'));
  expect(labelsOf(own)).toEqual(['Read “Window functions”']);
  expect(wordsOf(await ada.chooses(own, 'Mastering Backend Infrastructure'))).toContain('Phase 1: Databases');
});

test('a map tells what the pathway is, how it is studied, what is learned of it, and what comes next', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  await learn(bot, ada, ['db/acid']);
  const map = await ada.runs('pathway', { pathway: 'way' });
  const words = wordsOf(map);
  for (const line of [
    '-# Pathways ▸ The whole way: from the first byte to the last ▸ page 1 of 2',
    'For the curious',
    'At your own pace · in any order',
    'DNS → TLS → HTTP → reverse proxy → API layer → service → DB → infra → response',
    'secure, observable',
    '-# an old idea (MIT)',

    '1 of 3 lessons already yours',
    '- Keeping data: 2 lessons, about ',
    '- Part 1: Databases ▰▰▰▰▰▱▱▱▱▱ 1 of 2',
    '- Part 12: Part 12 (no lessons yet)',
    '**Next:** read “Window functions”.',
    '`/solo start`',
    '-# Come back every year: walk the way again',
  ]) {
    expect.soft(words).toContain(line);
  }
  expect(words).not.toContain('Part 13');
  expect(labelsOf(map)).toEqual(['Read “Window functions”', 'Next', 'More about it', 'All pathways']);
  expect(wordsOf(await ada.chooses(map, 'Part 1: Databases'))).toContain('*What survives a crash?*');
  expect(wordsOf(await ada.presses(map, 'All pathways'))).toContain('## 2 pathways');
});

test('strict order, weeks and a pathway that is done are told in words', async () => {
  const bot = await startTestBot(now);
  const ada = bot.member('ada');
  await ada.runs('solo start', { pathway: 'infrastructure' });
  const map = wordsOf(await ada.runs('pathway', { pathway: 'mastering backend infrastructure' }));
  expect(map).toContain('12 to 14 weeks · one part after another, since each builds on those before');
  expect(map).not.toContain('/solo start');
  await learn(bot, ada);
  const done = await ada.runs('pathway', { pathway: 'infrastructure' });
  expect(wordsOf(done)).toContain('**Next:** you have done every lesson of it.');
  expect(labelsOf(done)).toEqual(['More about it', 'All pathways']);
});

test('a track shows its lessons and hours and leads to its parts and back', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  const track = await ada.chooses(await ada.runs('pathway', { pathway: 'way' }), 'Keeping data');
  expect(wordsOf(track)).toContain('▸ Track\n## Keeping data\nFor who stores things');
  expect(wordsOf(track)).toContain('0 of 2 lessons already yours');
  expect(wordsOf(await ada.chooses(track, 'Part 1: Databases'))).toContain('## Databases');
  expect(wordsOf(await ada.presses(track, 'Up: the pathway'))).toContain('All that happens');
});

test('what a pathway says of itself is one button away, and the map one button back', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  const about = await ada.presses(await ada.runs('pathway', { pathway: 'way' }), 'More about it');
  expect(about).toMatchObject({ replaces: true });
  for (const line of [
    'You see all of it at once.',
    '- **See**: You see the stations.',
    '- a terminal',
    '- no magic',
    '**Where it comes from**\nan old idea\nLicence: MIT',
    'curl',
  ]) {
    expect.soft(wordsOf(about)).toContain(line);
  }
  const map = await ada.presses(about, 'Up: the pathway');
  expect(map).toMatchObject({ replaces: true });
  expect(wordsOf(map)).toContain('Part 1: Databases');
});

test('pages of a map are turned with buttons that need no memory, also beyond the end', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  const [first, second] = await allPages(ada, await ada.runs('pathway', { pathway: 'way' }), 'way');
  if (!first || !second) throw new Error('there is only one page');
  expect(wordsOf(second)).toContain('- Part 13: Part 13');
  expect(wordsOf(await ada.presses(second, 'Back'))).toBe(wordsOf(first));
  for (const far of ['page:999.map.way', 'page:2.map.way']) {
    expect(wordsOf(await ada.forges(`pathway:${far}`))).toBe(wordsOf(second));
  }
  for (const near of ['page:-1.map.way', 'page:x.map.way', 'page:gone', 'page:0.track.way.7', 'open:gone']) {
    expect(wordsOf(await ada.forges(`pathway:${near}`))).toMatch(
      /I don’t know that pathway|no longer has this track/,
    );
  }
});

test('the page asked for is shown or the nearest to it, and its buttons lead to those beside it', () => {
  const lists = fc.array(fc.nat(), { maxLength: 60 });
  fc.assert(
    fc.property(
      lists,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: -9, max: 99 }),
      (items, perPage, wanted) => {
        const shown = pageOf(items, wanted, perPage);
        expect(items.slice(shown.from, shown.from + perPage)).toEqual(shown.items);
        const every = Array.from({ length: shown.pages }, (_, n) => pageOf(items, n, perPage).items).flat();
        expect(every).toEqual(items);
        const beside = pageButtons('pathway', 'map.way', shown).map(button =>
          'press' in button ? readPage(button.press.argument ?? '') : undefined,
        );
        const pages = [shown.page - 1, shown.page + 1].filter(page => page >= 0 && page < shown.pages);
        expect(beside).toEqual(pages.map(page => ({ page, about: 'map.way' })));
      },
    ),
  );
  expect(pageOf([1, 2, 3], Number.NaN, 2).page).toBe(0);
});

test('the list of names begins with the member’s own pathways, and follows the letters', async () => {
  const bot = await startWithTwo();
  const ada = bot.member('ada');
  await ada.runs('solo start', { pathway: 'way' });
  expect(await ada.types('pathway', 'pathway', '')).toEqual([
    { label: 'The whole way: from the first byte to the last · yours', value: 'way' },
    { label: 'Mastering Backend Infrastructure', value: 'infrastructure' },
  ]);
  expect(await ada.types('pathway', 'pathway', 'infra')).toEqual([
    { label: 'Mastering Backend Infrastructure', value: 'infrastructure' },
  ]);
  expect(wordsOf(await ada.runs('pathway', { pathway: 'infra' }))).toContain(
    'I don’t know that pathway. Did you mean “Mastering Backend Infrastructure”?',
  );
});

test('every page of every pathway and track of ours is whole, for who has done nothing and for who has done all', async () => {
  const curriculum = readCurriculum(`${projectRoot()}/curriculum`);
  const bot = await startTestBot(now, { curriculum });
  const [nothing, all] = [bot.member('ada'), bot.member('bob')];
  await learn(bot, all);
  for (const member of [nothing, all]) {
    await allPages(member, await member.runs('pathway'), 'all pathways');
    for (const { id, nodes, tracks } of curriculum.pathways.values()) {
      const map = await member.runs('pathway', { pathway: id });
      const words = (await allPages(member, map, id)).map(wordsOf).join('\n');
      for (const node of nodes) expect.soft(words, id).toContain(node.title.slice(0, 60));
      await allPages(member, await member.presses(map, 'More about it'), `about ${id}`);
      for (const track of tracks) {
        await allPages(member, await member.chooses(map, track.title), `${id} ${track.id}`);
      }
    }
  }
});

test('where nothing is taught yet, pathway says so', async () => {
  const { curriculum } = await startTestBot(now);
  const bare = { ...curriculum, pathways: new Map(), lessons: new Map(), nodes: new Map() };
  const bot = await startTestBot(now, { curriculum: bare });
  expect(wordsOf(await bot.member('ada').runs('pathway'))).toBe('There are no pathways here yet.');
});
