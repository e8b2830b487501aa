import { expect, test } from 'vitest';
import type { Block, Card, Reply } from '../../../src/cards/reply.ts';
import { everyRow, startTestBot } from '../../support/bot.ts';
import { passDays } from '../../support/days.ts';
import { payloadOf, wordsOf } from '../../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';
const asCard = (reply: Reply): Card => {
  if (reply.kind !== 'card') throw new Error('not a card');
  return reply;
};
const withoutIdle = (block: Block): Block =>
  block.kind === 'buttons'
    ? {
        ...block,
        buttons: block.buttons.map(({ disabled: _, ...button }) => button as typeof button & { url: string }),
      }
    : block;

test('the preview is exactly the card that is sent, for the moderator alone and without buttons that work on nothing', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', { role: '720000000000000005' });
  await bot.tick();
  const before = await everyRow(bot);
  const preview = asCard(await bot.admin().runs('delivery preview'));
  expect(await everyRow(bot)).toBe(before);
  expect(preview.private).toBe(true);
  expect(payloadOf(preview)).toMatchObject({ allowed_mentions: { parse: [] } });
  expect(preview.mentionsRole).toBeUndefined();
  expect(wordsOf(preview)).toContain(
    `Preview of the next post of Autumn, <t:${Date.parse('2026-11-23T09:00Z') / 1000}:F>. Only you see this; it will mention <@&720000000000000005>.`,
  );
  for (const block of preview.blocks) {
    if (block.kind !== 'buttons') continue;
    for (const button of block.buttons) expect('url' in button || button.disabled).toBe(true);
  }

  bot.moveTo('2026-11-23T09:00:00Z');
  const [sent] = await bot.tick();
  expect(preview.blocks.slice(2).map(withoutIdle)).toEqual(sent?.blocks);
});

test('when nothing more is planned it says so', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.tick();
  await passDays(bot, '2026-12-08');
  expect(wordsOf(await bot.admin().runs('delivery preview'))).toBe(
    'Nothing more is planned for **Autumn**, so there is nothing to preview.',
  );
});

test('while an earlier post waits, and where its lesson is gone, it says so too', async () => {
  const { curriculum } = await startTestBot(friday);
  const lessons = new Map(curriculum.lessons);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  const autumn = await bot.startCohort('Autumn');
  await bot.tick();
  await bot.sql`update deliveries set state = 'blocked', reason = 'missing-access'`;
  lessons.delete('db/window-functions');
  const words = wordsOf(await bot.admin().forges(`delivery/preview:open:${autumn}`));
  expect(words).toContain('An earlier post waits and comes first: see `/delivery status`.');
  expect(words).toContain('The lesson of this day is no longer in the curriculum.');
  expect(wordsOf(await bot.admin().forges('delivery/preview:open:nothing'))).toContain(
    'I don’t know that cohort any more',
  );
});
