import { beforeAll, expect, test } from 'vitest';
import { setMemberSettings } from '../../../src/store/member-settings.ts';
import { warmPictures } from '../../support/pictures.ts';
import { picturesOf, wordsOf } from '../../support/shown.ts';
import { stage, start } from './stage.ts';

beforeAll(warmPictures);

test('the coming study days are shown as a calendar, with the same in words', async () => {
  const { lea } = await stage();
  await lea.presses(await lea.runs('pace holiday', { date: '2026-11-26', name: 'Fair' }), 'Apply');
  const shown = await lea.runs('pace show');
  expect(shown).toMatchObject({ private: true });
  const [picture, ...more] = picturesOf(shown);
  expect(more).toEqual([]);
  expect(picture?.alt).toContain('Europe/Rome');
  const words = wordsOf(shown);
  expect(words).toContain('12 lessons, Mon–Fri, 09:00 Europe/Rome, first 23 Nov 2026, last 9 Dec 2026');
  expect(words).toContain('Subqueries and WITH');
  expect(words).toContain('Fair');
});

test('who wants text only gets the same days without a picture', async () => {
  const { bot, lea } = await stage();
  await setMemberSettings(bot.db, { guildId: bot.guildId, memberId: lea.id }, { textOnly: true }, bot.now());
  const shown = await lea.runs('pace show');
  expect(picturesOf(shown)).toEqual([]);
  expect(wordsOf(shown)).toContain('Subqueries and WITH');
});

test('of several cohorts one must be named, unless this channel is its own', async () => {
  const { bot, lea, inputs } = await stage();
  await start(bot, 'c0ffee2', 'Winter', inputs);
  const asked = wordsOf(await lea.runs('pace show'));
  expect(asked).toContain('say which one in the option `cohort`: **Autumn**, **Winter**');
  expect(wordsOf(await lea.runs('pace show', { cohort: 'winter' }))).toContain('## Winter');
  await bot.sql`update cohorts set channel_id = '710000000000000009' where id = 'c0ffee2'`;
  expect(wordsOf(await lea.runs('pace show'))).toContain('## Autumn');
  await bot.sql`update cohorts set state = 'archived'`;
  expect(wordsOf(await lea.runs('pace show'))).toContain('There is no cohort here yet');
  expect(wordsOf(await lea.forges('pace/show:open:c0ffee2'))).toContain('That cohort is gone');
});
