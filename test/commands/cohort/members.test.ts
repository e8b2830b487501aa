import { expect, test } from 'vitest';
import { addMembership } from '../../../src/store/memberships.ts';
import { everyRow, startTestBot, type TestBot } from '../../support/bot.ts';
import { labelsOf, payloadOf, wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

async function joinMany(bot: TestBot, cohortId: string, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const memberId = bot.member(`member ${n}`).id;
    await addMembership(
      bot.db,
      { guildId: bot.guildId, cohortId, memberId },
      new Date(bot.now().getTime() + n),
    );
  }
}

test('members are listed twenty a page, in the order in which they joined, and nobody is pinged', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const cohort = await bot.startCohort('Autumn');
  expect(wordsOf(await admin.runs('cohort members', { cohort: 'Autumn' }))).toContain(
    'Nobody has joined yet',
  );
  await joinMany(bot, cohort, 45);
  const first = await admin.runs('cohort members', { cohort: 'autumn' });
  const words = wordsOf(first);
  expect(words).toContain('## Autumn: 45 members');
  expect(words).toContain(`1\\. <@${bot.member('member 0').id}>, since <t:`);
  expect(words).toContain(`20\\. <@${bot.member('member 19').id}>`);
  expect(words).not.toContain('21\\.');
  expect(words).toContain('Page 1 of 3');
  expect(payloadOf(first)).toMatchObject({ allowed_mentions: { parse: [] } });
  const second = await admin.presses(first, 'Next');
  expect(wordsOf(second)).toContain(`21\\. <@${bot.member('member 20').id}>`);
  const third = await admin.presses(second, 'Next');
  expect(wordsOf(third)).toContain('45\\.');
  expect(JSON.stringify(payloadOf(third))).toContain('"label":"Next","disabled":true');
  expect(wordsOf(await admin.presses(third, 'Back'))).toContain('Page 2 of 3');
  // A page that isn't there, or is no longer, becomes the nearest.
  expect(wordsOf(await admin.forges(`cohort/members:page:${cohort}.99`))).toContain('Page 3 of 3');
  expect(wordsOf(await admin.forges(`cohort/members:page:${cohort}.x`))).toContain('Page 1 of 3');
});

test('a moderator removes somebody after a question; what they learned stays, and they may come back', async () => {
  const bot = await startTestBot(friday);
  const admin = bot.admin();
  const ada = bot.member('ada');
  await bot.startCohort('Autumn');
  await bot.tick();
  await ada.runs('join');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  const list = await admin.runs('cohort members', { cohort: 'Autumn' });
  const asked = await admin.chooses(list, 'Remove number 1');
  expect(wordsOf(asked)).toContain(`Remove <@${ada.id}> from **Autumn**?`);
  expect(wordsOf(await admin.presses(asked, 'Keep them'))).toBe('All right, nobody was removed.');
  expect(wordsOf(await admin.presses(asked, 'Remove them'))).toContain(
    `<@${ada.id}> is no longer in **Autumn**`,
  );
  expect(wordsOf(await admin.presses(asked, 'Remove them'))).toContain('They are not in that cohort');
  expect(await bot.sql`select 1 from lesson_progress`).toHaveLength(1);
  expect(await bot.sql`select action from audit where action = 'member-removed'`).toHaveLength(1);
  expect(wordsOf(await ada.runs('today'))).toContain('You are in no cohort here at the moment');
  await ada.runs('join');
  const named = await admin.runs('cohort members', { cohort: 'Autumn', remove: ada.id });
  expect(labelsOf(named)).toEqual(['Remove them', 'Keep them']);
});

test('only moderators of this server see members and remove them', async () => {
  const bot = await startTestBot(friday);
  const cohort = await bot.startCohort('Autumn');
  await bot.member('ada').runs('join');
  const asked = await bot.admin().runs('cohort members', { cohort: 'Autumn', remove: bot.member('ada').id });
  const before = await everyRow(bot);
  expect(wordsOf(await bot.member('ada').runs('cohort members', { cohort: 'Autumn' }))).toContain(
    'for moderators',
  );
  expect(wordsOf(await bot.member('lee').presses(asked, 'Remove them'))).toContain('for moderators');
  const elsewhere = bot.member('zoe', { admin: true, guildId: '700000000000000002' });
  expect(wordsOf(await elsewhere.presses(asked, 'Remove them'))).toContain('no longer here');
  expect(wordsOf(await elsewhere.forges(`cohort/members:page:${cohort}.1`))).toContain('no longer here');
  expect(wordsOf(await bot.admin().forges(`cohort/members:pick:${cohort}`, ['@everyone']))).toContain(
    'They are not in that cohort',
  );
  expect(await everyRow(bot)).toBe(before);
});
