import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyRow, startTestBot, type TestBot } from '../support/bot.ts';
import { labelsOf, partsOf, payloadOf } from '../support/shown.ts';

/** Ids as they stand in real messages of a running server, and the parts that forgers would put together anew. */
async function realIds(bot: TestBot) {
  await bot.startCohort('Autumn', {}, { dailyQuestions: 3 });
  await bot.startCohort('Winter', { start: '2026-11-30' });
  const [post] = await bot.tick();
  if (!post) throw new Error('nothing was posted');
  const ada = bot.member('ada');
  const question = await ada.runs('join');
  await ada.runs('join', { cohort: 'Autumn' });
  await ada.runs('join', { cohort: 'Winter' });
  const quiz = await ada.runs('quiz');
  const cards = [
    post,
    question,
    quiz,
    await ada.presses(quiz, labelsOf(quiz)[0] ?? ''),
    ...(await bot.tick()),
    await ada.runs('daily'),
    await ada.runs('lesson'),
    await ada.presses(post, 'Read'),
    await ada.presses(post, 'I’ve done it'),
    await ada.runs('module'),
    await ada.runs('pathway'),
    await ada.runs('pathway', { pathway: 'infrastructure' }),
    await ada.runs('lifecycle'),
    await ada.runs('leave'),
    await ada.runs('progress'),
    await bot.member('lee').runs('cohorts'),
    await bot.admin().runs('setup'),
    await bot.admin().runs('cohort create', {
      name: 'Spring',
      pathway: 'infrastructure',
      channel: bot.channelId,
    }),
    await bot.admin().runs('cohort edit', { cohort: 'Autumn' }),
    await bot.admin().runs('cohort members', { cohort: 'Autumn' }),
    await bot.admin().runs('cohort archive', { cohort: 'Autumn' }),
  ];
  const ids = cards.flatMap(card =>
    partsOf(payloadOf(card).components).flatMap(part =>
      typeof part.custom_id === 'string' ? [part.custom_id] : [],
    ),
  );
  return [...new Set(ids)];
}

test('promise 3: of 10,000 forged ids none changes anything, throws, or is taken for a bug', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const ids = await realIds(bot);
  expect(ids.length).toBeGreaterThan(20);
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'then', ''];
  const part = (at: number) =>
    fc.oneof(
      fc.constantFrom(...ids.map(id => id.split(':')[at] ?? '')),
      fc.constantFrom(...names),
      fc.string({ maxLength: 40, unit: 'binary' }),
    );
  const mutated = fc
    .tuple(fc.constantFrom(...ids), fc.nat(), fc.string({ maxLength: 3, unit: 'binary' }), fc.nat(3))
    .map(([id, place, letters, cut]) => {
      const at = place % (id.length + 1);
      return id.slice(0, at) + letters + id.slice(at + cut);
    });
  const forged = fc.oneof(
    mutated,
    fc.tuple(part(0), part(1), part(2)).map(parts => parts.join(':')),
    fc.string({ maxLength: 100, unit: 'binary' }),
  );
  // What stays a true id is no forgery: anybody may press "I've done it" on a lesson that exists.
  const { lessons } = bot.curriculum;
  const real = new Set([
    ...ids.map(id => id.split(':').slice(2).join(':')),
    ...lessons.keys(),
    ...[...lessons.values()].flatMap(lesson => [...lesson.aliases, lesson.title.toLowerCase()]),
  ]);
  const before = await everyRow(bot);
  const stranger = bot.member('zoe');
  await fc.assert(
    fc.asyncProperty(
      forged,
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 2 }),
      async (id, chosen) => {
        fc.pre(!real.has(id.split(':').slice(2).join(':').toLowerCase()));
        const reply = await bot.dispatch.press(stranger.actor, id, chosen);
        if (reply.kind === 'card') expect(reply.private).toBe(true);
        const form = await bot.dispatch.form(stranger.actor, id, { zone: chosen[0] ?? '' });
        expect(JSON.stringify([reply, form])).not.toContain('Something broke');
      },
    ),
    {
      numRuns: 10_000,
      examples: [
        ['quiz:next:\0', []],
        ['quiz:answer:\0.0.a', []],
        ['today:done:\0', []],
        ['today:read:\ud800', []],
        ['join:pick:', ['\0']],
        ['quiz:answer:9.99999999999999999999.a', []],
      ],
    },
  );
  expect(bot.logLines).toEqual([]);
  expect(await everyRow(bot)).toBe(before);
}, 400_000);

test('promise 5: real ids pressed in another server, or by who may not, change nothing there', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const ids = await realIds(bot);
  const before = await everyRow(bot);
  const stranger = bot.member('zoe', { guildId: '700000000000000002', roles: ['720000000000000009'] });
  // These name a lesson of the curriculum, which is the same everywhere and open to everybody.
  const open = /^(lesson:done|quiz:start):/;
  for (const id of ids.filter(id => !open.test(id))) await stranger.forges(id, ['720000000000000009']);
  expect(await everyRow(bot)).toBe(before);
  expect(bot.logLines).toEqual([]);
});

test('promise 3: buttons pressed again, all of them, change nothing the second time', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const ids = (await realIds(bot)).filter(id => !/^(quiz:start|today:quiz|setup|leave):/.test(id));
  const ada = bot.member('ada');
  // What waited in the daily quiz is let go once it is answered there: older cards that were refused before are good in the second round.
  for (let round = 0; round < 2; round += 1) for (const id of ids) await ada.forges(id);
  const before = await everyRow(bot);
  for (const id of ids) await ada.forges(id);
  expect(await everyRow(bot)).toBe(before);
});
