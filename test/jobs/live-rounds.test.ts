import { expect, test } from 'vitest';
import { wordsOf } from '../support/shown.ts';
import { openHall, smallCurriculum } from './hall.ts';
import { apiError } from './stage.ts';

const noon = '2026-11-20T12:00:00Z';
test('a live quiz from lobby to winners: one message, put anew at each step, and the one who pressed first is first', async () => {
  const hall = await openHall(noon);
  hall.lead();
  const [ada, bob, cy] = ['ada', 'bob', 'cy'].map(name => hall.member(name));
  if (!ada || !bob || !cy) throw new Error('nobody is here');
  expect(wordsOf(await hall.beginShort())).toContain('5 questions, 25 seconds each');
  await hall.shows('Nobody has joined yet.');
  await hall.press(ada, 'Join');
  await hall.press(bob, 'Join');
  await hall.shows('2 players have joined.');
  expect(hall.shown()).not.toContain(ada.id);

  hall.pass(60);
  for (const n of [1, 2, 3]) {
    await hall.shows(new RegExp(`question ${n} of 3`));
    await hall.shows(/The time ends/);
    // They arrive the other way round: Bob pressed a moment before Ada. Cy never joined.
    const base = 10n ** 18n + BigInt(n) * 1000n;
    const replies = [
      await hall.answers(ada, 'yes', String(base + 2n)),
      await hall.answers(bob, n === 3 ? 'no' : 'yes', String(base + 1n)),
      await hall.answers(cy, 'no', String(base)),
    ].map(wordsOf);
    for (const reply of replies)
      expect(reply).toMatch(/^Locked in: \*\*[ABC]\*\*\. The answer comes when the time is up\.$/);
    hall.pass(25);
    await hall.shows(/because/i);
    expect(hall.shown()).toContain(`First with it: <@${n === 3 ? ada.id : bob.id}>`);
    expect(hall.shown()).toMatch(
      n === 3 ? /yes \d\*\* \(right, 33 percent\)/ : /yes \d\*\* \(right, 67 percent\)/,
    );
    hall.pass(8);
  }
  await hall.shows('The live quiz is over');
  expect(hall.messages).toHaveLength(1);
  expect(hall.shown()).toContain(`**First:** <@${ada.id}>, 3 of 3 right`);
  expect(hall.shown()).toContain(`**Second:** <@${bob.id}>, 2 of 3 right`);
  // Who had none right is nowhere.
  expect(hall.edits.join('\n')).not.toContain(cy.id);
  expect(hall.shown()).toContain('3 people took part');

  const points = await hall.sql<{ member: string; sum: number }[]>`
    select member_id as member, sum(points)::int as sum from points group by 1 order by 2 desc`;
  expect(points).toEqual([
    { member: ada.id, sum: 32 },
    { member: bob.id, sum: 24 },
  ]);
  // It is done with: nobody leads it any more.
  await expect.poll(hall.step).toEqual({ step: 'over', place: 2, lease: null });
  expect(wordsOf(await hall.press(cy, 'My result'))).toContain('0 of 3 right');
  const missed = await hall.press(hall.member('dan'), 'My result');
  expect(wordsOf(missed)).toContain(
    'You gave no answer in this one. That is fine: the same questions are open as practice.',
  );
  expect(wordsOf(missed)).not.toMatch(/0 of|no answer$/m);
  expect(wordsOf(await hall.press(bob, 'My result'))).toMatch(
    /right, and first of all[\s\S]*right, and first of all[\s\S]*not quite/,
  );
  expect(hall.lines).toEqual([]);
}, 240_000);

test('killed at every one of its calls to Discord, before or after it arrives, the quiz goes on each time with the next process', async () => {
  const hall = await openHall(noon);
  const ada = hall.member('ada');
  let killed = 0;
  /** One process dies at its first call, the next does what that one could not, and ends. */
  const goOn = async (words: RegExp) => {
    const before = killed;
    await hall.takeOver((call, arrive) => {
      if (call === 'find') return;
      killed += 1;
      if (killed % 2 === 1) arrive();
      return hall.never;
    });
    await expect.poll(() => killed, { timeout: 60_000, interval: 20 }).toBe(before + 1);
    const next = await hall.takeOver();
    await hall.shows(words);
    await next.stop();
  };
  await hall.beginShort();
  await goOn(/Nobody has joined/);
  await hall.press(ada, 'Join');
  hall.pass(60);
  for (const n of [1, 2, 3]) {
    await goOn(new RegExp(`question ${n} of 3[\\s\\S]*The time ends`));
    await hall.answers(ada, n === 2 ? 'no' : 'yes');
    hall.pass(25);
    await goOn(new RegExp(`question ${n} of 3[\\s\\S]*Because`));
    hall.pass(8);
  }
  await goOn(/The live quiz is over/);
  expect(await hall.step()).toEqual({ step: 'over', place: 2, lease: null });
  expect(killed).toBe(8);
  expect(hall.messages).toHaveLength(1);
  expect(hall.shown()).toContain(`**First:** <@${ada.id}>, 2 of 3 right`);
  const [row] = await hall.sql`select sum(points)::int as sum, count(*)::int as rows from points`;
  expect(row).toEqual({ sum: 24, rows: 4 });
}, 120_000);

test('a question whose time ran out while nobody led is shown with what was answered; after more than two minutes the quiz ends with what it has', async () => {
  const hall = await openHall(noon);
  const [ada, bob] = [hall.member('ada'), hall.member('bob')];
  const first = hall.lead();
  await hall.beginShort();
  await hall.shows('Nobody has joined');
  await hall.press(ada, 'Join');
  await hall.press(hall.admin(), 'Start now');
  await hall.shows(/question 1 of 3/);
  await hall.answers(ada, 'yes');
  await first.stop();
  hall.pass(60);
  await hall.takeOver();
  await hall.shows(/question 1 of 3[\s\S]*Because yes/);
  hall.pass(8);
  await hall.shows(/question 2 of 3[\s\S]*The time ends/);
  await hall.answers(bob, 'yes');
  const second = hall.answerId('no');
  hall.pass(25 + 121);
  await hall.shows('The live quiz is over');
  expect(hall.shown()).toContain('It ended before all questions were asked');
  expect(hall.shown()).toContain(`**First:** <@${ada.id}>`);
  expect(hall.shown()).toContain(`**Second:** <@${bob.id}>`);
  expect(
    await hall.sql`select member_id from points where reason like 'live:%' order by reason`,
  ).toHaveLength(2);
  // An old button answers politely and with the result.
  const late = wordsOf(await hall.send(ada, second));
  expect(late).toContain('This live quiz is over, so that changes nothing.');
  expect(late).toContain('1 of 2 right');
}, 240_000);

test('a lobby that nobody joins ends kindly, and so does one that was called off', async () => {
  const hall = await openHall(noon);
  hall.lead();
  await hall.admin().runs('live', { lesson: 'Ports' });
  await hall.shows('Nobody has joined');
  hall.pass(60);
  await hall.shows('Nobody joined this time.');
  await expect.poll(hall.step).toMatchObject({ step: 'cancelled', lease: null });

  await hall.admin().runs('live', { lesson: 'Ports' });
  await hall.shows('Nobody has joined');
  const ada = hall.member('ada');
  await hall.press(ada, 'Join');
  const join = JSON.stringify(hall.messages)
    .match(/"argument":"([0-9a-f]{18})"/g)
    ?.at(-1);
  expect(wordsOf(await hall.press(hall.admin(), 'Cancel'))).toContain('called off');
  await hall.shows('It was called off before the first question');
  expect(hall.messages).toHaveLength(2);
  const id = join?.match(/[0-9a-f]{18}/)?.[0] ?? '';
  expect(wordsOf(await hall.send(ada, `live:join:${id}`))).toContain('was called off');
  expect(wordsOf(await hall.send(hall.admin(), `live:start:${id}`))).toContain('could not be started');
});

test('where its message is gone the quiz ends, and the channel is free for another', async () => {
  const hall = await openHall(noon, { curriculum: smallCurriculum(6) });
  let isGone = false;
  hall.lead(call => {
    if (call === 'edit' && isGone) throw apiError(404, 10_008);
  });
  await hall.admin().runs('live', { lesson: 'Ports' });
  await hall.shows('Nobody has joined');
  const ada = hall.member('ada');
  await hall.press(ada, 'Join');
  await hall.press(hall.admin(), 'Start now');
  await hall.shows(/question 1 of 5/);
  await hall.answers(ada, 'yes');
  isGone = true;
  hall.pass(25);
  await expect.poll(hall.step, { timeout: 60_000 }).toEqual({ step: 'over', place: 0, lease: null });
  expect(await hall.sql`select 1 from points where reason like 'live:%'`).toHaveLength(1);
  expect(wordsOf(await hall.admin().runs('live', { lesson: 'Ports' }))).toContain(
    'a live quiz has at least 5',
  );
});

test('where the bot may not post, nothing stands and the channel is free again', async () => {
  const hall = await openHall(noon);
  hall.lead(call => {
    if (call === 'send') throw apiError(403, 50_013);
  });
  await hall.admin().runs('live', { lesson: 'Ports' });
  hall.pass(0);
  await expect.poll(hall.step, { timeout: 60_000 }).toEqual({ step: 'cancelled', place: 0, lease: null });
  expect(hall.messages).toEqual([]);
});

test('while Discord is away no question passes unseen: it gets its time when it can be shown', async () => {
  const hall = await openHall(noon);
  let isAway = false;
  let refused = 0;
  hall.lead(call => {
    if (call !== 'edit' || !isAway) return;
    refused += 1;
    throw apiError(502, 0);
  });
  await hall.beginShort();
  await hall.shows('Nobody has joined');
  await hall.press(hall.member('ada'), 'Join');
  isAway = true;
  await hall.press(hall.admin(), 'Start now');
  await expect.poll(() => refused, { timeout: 60_000 }).toBe(1);
  hall.pass(40);
  isAway = false;
  await hall.shows(/question 1 of 3/);
  const ends = Math.floor(hall.now().getTime() / 1000) + 25;
  expect(hall.shown()).toContain(`<t:${ends}:R>`);
  expect(hall.messages).toHaveLength(1);
}, 240_000);

test('a first message whose answer was lost is found again, not sent twice', async () => {
  const hall = await openHall(noon);
  let lost = 0;
  hall.lead((call, arrive) => {
    if (call !== 'send') return;
    lost += 1;
    arrive();
    throw apiError(502, 0);
  });
  await hall.admin().runs('live', { lesson: 'Ports' });
  await hall.shows('Nobody has joined');
  await hall.press(hall.member('ada'), 'Join');
  await hall.shows('1 player has joined');
  expect([lost, hall.messages.length]).toEqual([1, 1]);
}, 240_000);
