import { expect, test } from 'vitest';
import type { Question } from '../../src/curriculum/types.ts';
import { listFirstAnswers, listLaterAnswers } from '../../src/store/insights.ts';
import { addMembership, setMembershipLeft } from '../../src/store/memberships.ts';
import { startTestBot } from '../support/bot.ts';
import { answerTo, type GivenAnswer, giveAnswers } from '../support/given-answers.ts';

const at = (time: string) => new Date(`2026-11-${time}:00Z`);

async function stage() {
  const bot = await startTestBot('2026-11-20T09:00:00Z');
  const [first, second] = [...bot.curriculum.lessons.values()].flatMap(({ questions }) => questions);
  if (!first || !second) throw new Error('the curriculum has questions');
  const gave = (memberId: string, question: Question, isRight: boolean, when: string): GivenAnswer => ({
    ...{ memberId, question, chosen: answerTo(question, isRight), at: at(when), quizId: when },
  });
  await giveAnswers(bot, [
    gave('ada', first, false, '10T09:00'),
    gave('ada', first, true, '11T09:00'),
    gave('ada', first, true, '12T09:00'),
    gave('ben', first, false, '10T09:00'),
    gave('ben', second, true, '10T09:00'),
    gave('eve', first, true, '12T10:00'),
  ]);
  for (const memberId of ['ada', 'ben'])
    await addMembership(bot.db, { guildId: bot.guildId, cohortId: 'autumn', memberId }, bot.now());
  const shown = (list: Awaited<ReturnType<typeof listFirstAnswers>>) =>
    list
      .map(one => `${one.questionId.split('#')[1]} ${one.right ? 'right' : 'wrong'} ×${one.members.length}`)
      .sort();
  return { bot, first: first.id, second: second.id, shown };
}

test('only first answers count, alike ones stand together, and nobody is named', async () => {
  const { bot, first, second, shown } = await stage();
  const list = await listFirstAnswers(bot.db, bot.guildId, undefined);
  expect(shown(list)).toEqual([`${first} right ×1`, `${first} wrong ×2`, `${second} right ×1`].sort());
  expect(JSON.stringify(list)).not.toMatch(/ada|ben|eve/);
  // The same member has the same number everywhere.
  const [wrong, other] = [
    list.find(one => !one.right),
    list.find(one => one.questionId.endsWith(`#${second}`)),
  ];
  expect(wrong?.members).toContain(other?.members[0]);
  expect(await listFirstAnswers(bot.db, '700000000000000002', undefined)).toEqual([]);
});

test('of a cohort its members count, those who left it too', async () => {
  const { bot, first, second, shown } = await stage();
  const key = { guildId: bot.guildId, cohortId: 'autumn', memberId: 'ben' };
  await setMembershipLeft(bot.db, key, bot.now());
  const expected = [`${first} wrong ×2`, `${second} right ×1`].sort();
  expect(shown(await listFirstAnswers(bot.db, bot.guildId, 'autumn'))).toEqual(expected);
  expect(await listFirstAnswers(bot.db, bot.guildId, 'spring')).toEqual([]);
});

test('what came again is what was answered before, within the time asked for, by who studies in the cohort', async () => {
  const { bot, first, shown } = await stage();
  const cohort = { guildId: bot.guildId, id: 'autumn' };
  const again = async (since: string, until: string) =>
    shown(await listLaterAnswers(bot.db, cohort, { since: at(since), until: at(until) }));
  expect(await again('01T00:00', '20T00:00')).toEqual([`${first} right ×2`]);
  expect(await again('11T09:00', '12T09:00')).toEqual([`${first} right ×1`]);
  expect(await again('12T09:00', '20T00:00')).toEqual([]);
  await setMembershipLeft(bot.db, { guildId: bot.guildId, cohortId: 'autumn', memberId: 'ada' }, bot.now());
  expect(await again('01T00:00', '20T00:00')).toEqual([]);
});
