import { expect, test } from 'vitest';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { passDays } from '../../support/days.ts';
import { wordsOf } from '../../support/shown.ts';

test('what is given up or blocked is tried at once, and posted', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const autumn = await bot.startCohort('Autumn');
  await bot.tick();
  const admin = bot.admin();
  expect(wordsOf(await admin.runs('delivery retry'))).toContain(
    'Nothing of **Autumn** is blocked or given up.',
  );
  await passDays(bot, '2026-11-24');
  await bot.sql`
    update deliveries set state = 'dead', reason = 'refused', attempts = 12, message_id = null
    where study_day = '2026-11-23'`;
  await bot.sql`
    update deliveries set state = 'blocked', reason = 'missing-permission', message_id = null,
      retry_at = clock_timestamp() + interval '2 minutes'
    where study_day = '2026-11-24'`;
  const tried = await admin.runs('delivery retry', { cohort: 'Autumn' });
  expect(tried).toMatchObject({ private: true, wakes: true });
  expect(wordsOf(tried)).toContain('I try 2 posts of **Autumn** again now.');
  expect(await bot.sql`select action, detail from audit where action = 'deliveries-retried'`).toEqual([
    { action: 'deliveries-retried', detail: { posts: 2 } },
  ]);
  expect((await bot.tick()).map(wordsOf).join('\n')).toMatch(/Window functions.*From requirements/s);
  const before = await everyRow(bot);
  expect(wordsOf(await admin.forges(`delivery/retry:open:${autumn}`))).toContain('Nothing of **Autumn**');
  expect(await everyRow(bot)).toBe(before);
});
