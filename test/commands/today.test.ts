import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../support/bot.ts';
import { passDays } from '../support/days.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

test('who is in no cohort is told how to join one', async () => {
  const bot = await startTestBot(friday);
  expect(wordsOf(await bot.member('ada').runs('today'))).toBe(
    'You are not in a cohort here yet. Use `/cohorts` to see what runs, then `/join`; or study alone with `/solo start`.',
  );
});

test('today shows the latest lesson until the next one comes, and says when that is', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  const ada = bot.member('ada');
  await ada.runs('join');
  expect(wordsOf(await ada.runs('today'))).toBe(
    `**Autumn** has not started yet. Its first lesson comes <t:${Date.parse('2026-11-23T09:00Z') / 1000}:R> in <#710000000000000001>.`,
  );

  bot.moveTo('2026-11-23T09:00:00Z');
  expect(await bot.tick()).toHaveLength(1);
  const monday = await ada.runs('today');
  expect(monday).toMatchObject({ private: true });
  expect(wordsOf(monday)).toContain('Autumn ▸ day 1 of 12');
  expect(wordsOf(monday)).toContain('## Subqueries and WITH');
  expect(wordsOf(monday)).toContain(`Next lesson <t:${Date.parse('2026-11-24T09:00Z') / 1000}:R>.`);

  bot.moveTo('2026-11-24T08:59:00Z');
  expect(await bot.tick()).toEqual([]);
  expect(wordsOf(await ada.runs('today'))).toContain('day 1 of 12');
  bot.moveTo('2026-11-24T09:00:00Z');
  await bot.tick();
  expect(wordsOf(await ada.runs('today'))).toContain('day 2 of 12');
});

test('after the last lesson of a plan, today says that it was the last', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const ada = bot.member('ada');
  await ada.runs('join');
  await bot.tick();
  await passDays(bot, '2026-12-07');
  expect(wordsOf(await ada.runs('today'))).toContain('day 12 of 12');
  expect(wordsOf(await ada.runs('today'))).toContain('That was the last lesson of this plan.');
});

test('the post in the channel can be read, quizzed and marked as done by anybody, once', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const [post] = await bot.tick();
  if (!post) throw new Error('nothing was posted');
  const passerBy = bot.member('zoe');
  const page = await passerBy.presses(post, 'Read');
  expect(wordsOf(page)).toContain('page 1 of');
  expect(page).toMatchObject({ private: true, replaces: false });
  expect(await passerBy.presses(post, 'Quiz me')).toMatchObject({ private: true });
  expect(wordsOf(await passerBy.presses(post, 'I’ve done it'))).toContain('+5 points');
  const before = await everyRow(bot);
  expect(wordsOf(await passerBy.presses(post, 'I’ve done it'))).toContain('already');
  expect(await everyRow(bot)).toBe(before);
});

test('a lesson done is said to be done, and isn’t offered again', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  const welcome = await ada.runs('join');
  const today = await ada.presses(welcome, 'Today’s lesson');
  expect(labelsOf(today)).toEqual(['Read', 'Quiz me', 'I’ve done it']);
  await ada.presses(today, 'I’ve done it');
  const after = await ada.runs('today');
  expect(wordsOf(after)).toContain('you have done this lesson');
  expect(labelsOf(after)).toEqual(['Read', 'Quiz me']);
});

test('who is in several cohorts sees up to three of them', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  for (const cohort of ['One', 'Two', 'Three', 'Four']) {
    await bot.startCohort(cohort);
    await ada.runs('join', { cohort });
  }
  await bot.tick();
  const words = wordsOf(await ada.runs('today'));
  expect(words.match(/day 1 of 12/g)).toHaveLength(3);
  expect(words).toContain('You are in 1 more cohort: name one with `/today cohort`.');
  const named = wordsOf(await ada.runs('today', { cohort: 'One' }));
  expect(named).toContain('One ▸ day 1 of 12');
  expect(named).not.toContain('more cohort');
  expect(wordsOf(await ada.runs('today', { cohort: 'Five' }))).toContain(
    'You are not in a cohort of that name',
  );
});

test('what is done on a cohort’s own post earns its points in that cohort, not in the one joined last', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  for (const cohort of ['One', 'Two']) {
    await bot.startCohort(cohort);
    await ada.runs('join', { cohort });
  }
  await bot.tick();
  const shown = await ada.runs('today', { cohort: 'One' });
  await ada.presses(shown, 'I’ve done it');
  expect(wordsOf(await ada.runs('leaderboard', { cohort: 'One' }))).toContain('(you): 5 points');
  expect(wordsOf(await ada.runs('leaderboard', { cohort: 'Two' }))).toContain(
    'Nobody has earned a point yet',
  );
});

test('a post that the ledger doesn’t know changes nothing, and one of another server isn’t shown', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  const [post] = await bot.tick();
  if (!post) throw new Error('nothing was posted');
  const sentence =
    'I no longer know that post, so nothing was changed. Type `/today` for the lesson of the day.';
  const before = await everyRow(bot);
  for (const action of ['read', 'quiz', 'done']) {
    expect(wordsOf(await bot.member('ada').forges(`today:${action}:00000000000000000000`))).toBe(sentence);
  }
  const stranger = bot.member('zoe', { guildId: '700000000000000002' });
  expect(wordsOf(await stranger.presses(post, 'I’ve done it'))).toBe(sentence);
  expect(await everyRow(bot)).toBe(before);
});

test('a cohort whose lesson is no longer in the curriculum has none to show, and says so', async () => {
  const { curriculum } = await startTestBot(friday);
  const lessons = new Map(curriculum.lessons);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  await bot.startCohort('Autumn');
  const ada = bot.member('ada');
  await ada.runs('join');
  await bot.tick();
  await passDays(bot, '2026-12-07');
  lessons.delete('db/backup-and-restore');
  expect(wordsOf(await ada.runs('today'))).toBe('**Autumn** has no lesson waiting.');
});

/** Monday is for practice, Tuesday for a resource, Wednesday for a review, Thursday for a project, Friday for catching up. */
async function otherDays() {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const kinds = ['practice', 'resource', 'review', 'project', 'catch-up'] as const;
  for (const [n, kind] of kinds.entries()) {
    const key = kind === 'catch-up' ? null : `infrastructure/phase-1#${kind}-1`;
    await bot.sql`
      update plan_days set kind = ${kind}, lesson_id = null, unit_key = ${key}
      where study_day = date '2026-11-23' + ${n}::int`;
  }
  return { bot, ada: bot.member('ada') };
}

test('days without a lesson are days too: today shows what they are for, and counts them', async () => {
  const { bot, ada } = await otherDays();
  await ada.runs('join');
  expect(wordsOf(await ada.runs('today'))).toContain(
    `Next: practice day <t:${Date.parse('2026-11-23T09:00Z') / 1000}:R>.`,
  );
  const seen: string[] = [];
  for (const [n, title] of [
    'Practice',
    'Read something good',
    'Review',
    'Project',
    'Catch-up day',
  ].entries()) {
    await passDays(bot, `2026-11-${23 + n}`);
    const words = wordsOf(await ada.runs('today'));
    expect(words).toContain(`day ${n + 2} of 12`);
    expect(words).toContain(`## ${title}`);
    seen.push(words);
  }
  expect(seen[0]).toContain('Next: reading day');
  expect(seen[4]).toContain(`Next lesson <t:${Date.parse('2026-11-30T09:00Z') / 1000}:R>.`);
  await passDays(bot, '2026-11-30');
  expect(wordsOf(await ada.runs('today'))).toContain('day 7 of 12');
});

test('a catch-up day shows what is open for this member, with its button', async () => {
  const { bot, ada } = await otherDays();
  await ada.runs('join');
  await passDays(bot, '2026-11-27');
  const today = await ada.runs('today');
  expect(wordsOf(today)).toContain('1 lesson is open for you. There is time for one today, if you like:');
  expect(wordsOf(today)).toContain('**Subqueries and WITH**');
  expect(labelsOf(today)).toEqual(['Read', 'My way back']);
  expect(wordsOf(await ada.presses(today, 'Read'))).toContain('Subqueries and WITH ▸ page 1');
  await ada.presses(await ada.runs('lesson', { lesson: 'db/subqueries-and-ctes' }), 'I’ve done it');
  const rested = await ada.runs('today');
  expect(wordsOf(rested)).toContain('Nothing is open for you: rest');
  expect(labelsOf(rested)).toEqual([]);
});

test('a day with two lessons is one day, and shows both', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  await bot.sql`update plan_days set study_day = '2026-11-23', slot = 1 where study_day = '2026-11-24'`;
  const ada = bot.member('ada');
  await ada.runs('join');
  await passDays(bot, '2026-11-23');
  // The second comes a minute later, or at once: ask again until nothing more does.
  await bot.tick();
  const today = await ada.runs('today');
  const words = wordsOf(today);
  expect(words.match(/day 1 of 11/g)).toHaveLength(2);
  expect(words).toContain('## Subqueries and WITH');
  expect(words).toContain('## Window functions');
  expect(labelsOf(today).filter(label => label === 'I’ve done it')).toHaveLength(2);
});

test('while a cohort is paused, today says so and promises no number of days', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  await bot.sql`update cohorts set state = 'paused', next_due_at = null`;
  const words = wordsOf(await ada.runs('today'));
  expect(words).toContain('Your cohort is paused: nothing comes until its moderators go on.');
  expect(words).toContain('Autumn ▸ day 1\n');
});

test('the morning after a freeze was used it is said, until the next day is kept', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  await passDays(bot, '2026-11-23');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  await passDays(bot, '2026-11-24');
  expect(wordsOf(await ada.runs('today'))).not.toContain('freeze');
  await passDays(bot, '2026-11-25');
  const morning = await ada.runs('today');
  expect(wordsOf(morning)).toContain('A freeze kept your streak on Tuesday, you have 1 left.');
  await passDays(bot, '2026-11-26');
  expect(wordsOf(await ada.runs('today'))).toContain(
    'Freezes kept your streak on Tuesday and Wednesday, you have none left.',
  );
  await ada.runs('break start');
  expect(wordsOf(await ada.runs('today'))).not.toContain('kept your streak');
  await ada.runs('break end');
  await ada.presses(await ada.runs('today'), 'I’ve done it');
  expect(wordsOf(await ada.runs('today'))).not.toContain('freeze');
});
