import { expect, test } from 'vitest';
import { wordsOf } from '../support/shown.ts';
import { setStage } from './stage.ts';

async function evening(done: number, members: number) {
  const stage = await setStage('2026-11-23T08:00:00Z');
  const id = await stage.addCohort({ hasDayEnd: true, lessons: 1 });
  const lesson = stage.curriculum.pathways.get('infrastructure')?.lessons[0]?.lessonId ?? '';
  for (let n = 0; n < members; n += 1) {
    await stage.sql`insert into memberships (guild_id, cohort_id, member_id, joined_at)
      values (${stage.guildId}, ${id}, ${`member ${n}`}, now())`;
    if (n < done)
      await stage.sql`insert into lesson_progress (guild_id, member_id, lesson_id, rev, done_at)
        values (${stage.guildId}, ${`member ${n}`}, ${lesson}, 1, now())`;
  }
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.tickAt('2026-11-23T20:59:00Z');
  expect(stage.sent).toHaveLength(1);
  await stage.tickAt('2026-11-23T21:00:00Z');
  await stage.tickAt('2026-11-23T21:01:00Z');
  return stage;
}

test.each([
  [0, 3, 'Today’s lesson still waits'],
  [1, 3, '1 of 3 members has done today’s lesson'],
  [2, 3, '2 of 3 members have done today’s lesson'],
  [3, 3, 'Everybody has done today’s lesson'],
])(
  'in the evening it is said that %i of %i have done the lesson, and nobody is named',
  async (done, members, words) => {
    const stage = await evening(done, members);
    expect(stage.sent).toHaveLength(2);
    const said = stage.sent
      .slice(1)
      .map(({ card }) => wordsOf(card))
      .join();
    expect(said).toContain(words);
    expect(said).not.toContain('<@');
  },
);

test('a cohort without members hears nothing in the evening', async () => {
  expect((await evening(0, 0)).sent).toHaveLength(1);
});

test('an evening that is over, and a day without a lesson, get no word', async () => {
  const stage = await setStage('2026-11-23T08:00:00Z');
  await stage.addCohort({ hasDayEnd: true, weekdays: [1] });
  await stage.tickAt('2026-11-23T09:00:00Z');
  await stage.tickAt('2026-11-23T23:30:00Z');
  await stage.tickAt('2026-11-24T21:00:00Z');
  expect(stage.sent).toHaveLength(1);
});
