import { expect, test } from 'vitest';
import type { Card } from '../../src/cards/reply.ts';
import { startTestBot } from '../support/bot.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

async function postIn(hasThreads: boolean) {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const cohort = await bot.startCohort('Autumn');
  await bot.sql`update cohorts set has_threads = ${hasThreads} where id = ${cohort}`;
  bot.moveTo('2026-11-24T09:00:00Z');
  const post: Card | undefined = (await bot.tick()).at(-1);
  if (!post) throw new Error('nothing was posted');
  const [row] = await bot.sql<
    { id: string }[]
  >`select message_id as id from deliveries order by study_day desc`;
  return { ...bot, post, messageId: row?.id ?? '' };
}

test('a lesson’s post leads to the thread that grows from it, once it is open', async () => {
  const { post, sql, member, messageId } = await postIn(true);
  const passerBy = member('zoe');
  expect(labelsOf(post)).toEqual(['Read', 'Quiz me', 'I’ve done it', 'Discuss']);
  const says = async (followUp: string) => {
    await sql`update deliveries set follow_up = ${followUp}`;
    const answer = await passerBy.presses(post, 'Discuss');
    expect(answer).toMatchObject({ private: true });
    return wordsOf(answer);
  };
  expect(await says('waiting')).toContain('not open yet');
  expect(await says('done')).toContain(`<#${messageId}>`);
  expect(await says('refused')).toContain('I could not open a thread');
  expect(await says('none')).toContain('I no longer know that post');
});

test('without threads nobody is offered one', async () => {
  expect(labelsOf((await postIn(false)).post)).not.toContain('Discuss');
});
