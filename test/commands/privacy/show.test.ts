import { expect, test } from 'vitest';
import { startTestBot } from '../../support/bot.ts';
import { ada, fillEveryTable } from '../../support/every-table.ts';
import { labelsOf, payloadOf, wordsOf } from '../../support/shown.ts';

test('a member sees what is kept about them in this server, by kind, and where the policy is', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  await bot.startCohort('Autumn');
  await bot.tick();
  const [member, other] = [bot.member('ada'), bot.member('other')];
  for (const one of [member, other]) {
    await one.runs('join');
    await one.presses(await one.runs('today'), 'I’ve done it');
  }
  const card = await member.runs('privacy show');
  expect(card).toMatchObject({ private: true });
  const words = wordsOf(card);
  for (const line of [
    /^## What I keep about you in this server/,
    /- 1 cohort that you are or were in\n/,
    /- 1 lesson that you have done\n/,
    /- 1 study day that you kept\n/,
    /by your Discord number alone/,
    /\*\*Privacy Policy\*\*/,
  ]) {
    expect.soft(words).toMatch(line);
  }
  expect(labelsOf(card)).toEqual(['Take it along', 'Delete it …']);
});

test('somebody of whom nothing is kept is told so, in a server and in a private message', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const card = await bot.member('new').runs('privacy show');
  expect(wordsOf(card)).toMatch(/in this server\nNothing\./);
  expect(labelsOf(card)).toEqual([]);
  expect(wordsOf(await bot.member('new', { place: 'dm' }).runs('privacy show'))).toMatch(
    /everywhere\nNothing at all/,
  );
});

test('here counts one server, everywhere and a private message count all', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const member = bot.member('ada');
  await member.chooses(await member.runs('settings'), 'Pictures: text only');
  const away = bot.member('ada', { guildId: '700000000000000002' });
  await away.chooses(await away.runs('settings'), 'Pictures: text only');
  expect(wordsOf(await member.runs('privacy show'))).toContain('- 1 set of your settings\n');
  expect(wordsOf(await member.runs('privacy show', { where: 'everywhere' }))).toContain(
    '- 2 sets of your settings\n',
  );
  expect(wordsOf(await bot.member('ada', { place: 'dm' }).runs('privacy show', { where: 'here' }))).toContain(
    '- 2 sets of your settings\n',
  );
});

test('with a row in every table, all of it still fits into one message', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  await fillEveryTable(bot.sql);
  const everybody = Array.from({ length: 100 }, (_, n) => bot.member(`m${n}`, { place: 'dm' }));
  const member = everybody.find(({ id }) => id === ada) ?? { ...bot.member('x', { place: 'dm' }) };
  const { dispatch } = bot;
  const actor = { ...member.actor, memberId: ada };
  const shown = payloadOf(await dispatch.command(actor, 'privacy show', {}));
  expect(JSON.stringify(shown)).toMatch(/Privacy Policy.*admin of this server/);
  expect(JSON.stringify(shown)).not.toContain(ada);
});
