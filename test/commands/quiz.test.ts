import { expect, test } from 'vitest';
import { isLocked, optionsOf } from '../../src/cards/quiz-card.ts';
import type { Reply } from '../../src/cards/reply.ts';
import { answerRest, answerShown, questionOn } from '../support/answering.ts';
import { botAsking, friday, joinPosted, lessonId } from '../support/asking.ts';
import { everyRow, startTestBot, type TestBot, type TestMember } from '../support/bot.ts';
import { postLesson } from '../support/posted.ts';
import { findButton, labelsOf, optionLabels, wordsOf } from '../support/shown.ts';

test('a quiz asks privately, says at once what was right and why, and ends with how it went', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const first = await ada.runs('quiz', { lesson: lessonId });
  expect(first).toMatchObject({ private: true });
  expect(wordsOf(first)).toMatch(/question 1 of 5/);
  const answered = await answerShown(bot, ada, first, 'right');
  expect(answered).toMatchObject({ private: true, replaces: true });
  expect(wordsOf(answered)).toMatch(/\*\*Right\.\*\* \+(5|10) points\./);
  for (const option of optionsOf(questionOn(bot, first)))
    expect.soft(wordsOf(answered)).toContain(option.why);
  const { card } = await answerRest(bot, ada, await ada.presses(answered, 'Next question'), 'wrong');
  expect(wordsOf(card)).toMatch(/## 1 of 5 right/);
  expect(wordsOf(card)).toContain('Look again at the ones that went wrong');
  expect(labelsOf(card)).toEqual(['I’ve done it', 'Read', 'Practise again']);
});

test.each(['single', 'multi', 'truefalse', 'order', 'fill', 'output'])(
  'a question of the type %s can be answered rightly and wrongly, and explains itself',
  async type => {
    const bot = await botAsking(type);
    for (const how of ['right', 'wrong'] as const) {
      const member = bot.member(how);
      const card = await member.runs('quiz', { lesson: lessonId });
      const question = questionOn(bot, card);
      const answered = await answerShown(bot, member, card, how);
      expect(wordsOf(answered)).toMatch(
        how === 'right' ? /\*\*Right\.\*\* \+(5|10) points\./ : /\*\*(Not quite|Partly right)/,
      );
      if ('why' in question && question.why) expect(wordsOf(answered)).toContain(question.why);
      for (const option of optionsOf(question)) expect(wordsOf(answered)).toContain(option.why);
      const [row] =
        await bot.sql`select is_right, share, question_rev from answers where member_id = ${member.id}`;
      expect(row).toMatchObject({ is_right: how === 'right', question_rev: question.rev });
      expect(row?.share === 100).toBe(how === 'right');
    }
  },
);

test.each(['multi', 'order'])(
  'a %s answer can be changed once before it is locked, and never afterwards',
  async type => {
    const bot = await botAsking(type);
    const ada = bot.member('ada');
    const card = await ada.runs('quiz', { lesson: lessonId });
    const question = questionOn(bot, card);
    const pick = async (from: Awaited<ReturnType<typeof ada.runs>>, right: boolean) => {
      const form = await ada.presses(from, /^(Choose|Put in order|Change it)$/);
      if (question.type === 'order') {
        const texts = right
          ? question.items.map(item => item.text)
          : question.items.map(item => item.text).toReversed();
        return ada.submits(
          form,
          {},
          Object.fromEntries(texts.slice(0, -1).map((text, n) => [`place-${n}`, [text]])),
        );
      }
      const wanted = optionsOf(question).filter(one => one.right === right);
      const labels = wordsOf(form)
        .split('\n')
        .filter(line => wanted.some(one => line.slice(3) === one.text));
      return ada.submits(form, {}, { options: labels });
    };
    const open = await pick(card, false);
    expect(wordsOf(open)).toContain('Not locked yet. Lock it when you are sure; you can change it once.');
    expect(await bot.sql`select 1 from answers`).toHaveLength(0);
    const changed = await pick(open, true);
    expect(wordsOf(changed)).toContain('You have changed it once already.');
    expect(labelsOf(changed)).toEqual(['Lock it in']);
    // An old card's button comes too late for a second change.
    expect(labelsOf(await ada.presses(open, 'Change it'))).toEqual(['Lock it in']);
    const locked = await ada.presses(changed, 'Lock it in');
    expect(wordsOf(locked)).toContain('**Right.**');
    const before = await everyRow(bot);
    expect(wordsOf(await ada.presses(changed, 'Lock it in'))).toContain('Your first answer counts.');
    expect(wordsOf(await pick(card, false))).toContain('Your first answer counts.');
    expect(await everyRow(bot)).toBe(before);
    expect(await bot.sql`select 1 from open_answers`).toHaveLength(0);
  },
);

test('an empty window is no answer and changes nothing', async () => {
  for (const type of ['multi', 'order', 'fill']) {
    const bot = await botAsking(type);
    const ada = bot.member('ada');
    const form = await ada.presses(
      await ada.runs('quiz', { lesson: lessonId }),
      /^(Choose|Answer|Put in order)$/,
    );
    const before = await everyRow(bot);
    const said = wordsOf(await ada.submits(form, type === 'fill' ? { typed: '' } : {}));
    expect.soft(said, type).toContain('That is no answer yet');
    expect.soft(await everyRow(bot), type).toBe(before);
  }
});

test('a hint is shown, kept, and costs half', async () => {
  const bot = await botAsking('single');
  const ada = await joinPosted(bot);
  const card = await ada.runs('quiz', { lesson: lessonId });
  const hinted = await ada.presses(card, 'Hint (half the points)');
  expect(hinted).toMatchObject({ replaces: true });
  const wrong = optionsOf(questionOn(bot, card))
    .filter(one => !one.right)
    .map(one => one.text);
  expect(wrong.some(text => wordsOf(hinted).includes(`Hint: this one is wrong: ${text}`))).toBe(true);
  expect(labelsOf(hinted)).not.toContain('Hint (half the points)');
  expect(wordsOf(await answerShown(bot, ada, hinted, 'right'))).toContain(
    '**Right.** +5 points. With a hint, half the points.',
  );
  expect(await bot.sql`select hinted, points from answers, points`).toEqual([{ hinted: true, points: 5 }]);
  const plainBot = await botAsking('truefalse');
  expect(labelsOf(await plainBot.member('ada').runs('quiz', { lesson: lessonId }))).toEqual([
    'True',
    'False',
  ]);
});

test('a second press keeps the points of the first in sight, and a hint is named only where points were paid', async () => {
  const bot = await botAsking('single');
  const ada = await joinPosted(bot);
  const card = await ada.runs('quiz', { lesson: lessonId });
  await answerShown(bot, ada, await ada.presses(card, 'Hint (half the points)'), 'right');
  expect(wordsOf(await answerShown(bot, ada, card, 'right'))).toContain(
    '**Right.** It earned you 5 points. With a hint, half the points. Your first answer counts.',
  );
  const lee = bot.member('lee');
  const hinted = await lee.presses(await lee.runs('quiz', { lesson: lessonId }), 'Hint (half the points)');
  expect(wordsOf(await answerShown(bot, lee, hinted, 'wrong'))).not.toContain('half the points');
  // The same question in another quiz: it is practice.
  bot.moveTo('2026-11-20T13:00:00Z');
  const again = await ada.runs('quiz', { lesson: lessonId });
  expect(wordsOf(await answerShown(bot, ada, again, 'right'))).toContain('**Right.** +1 point.');
  expect(wordsOf(await answerShown(bot, ada, again, 'right'))).toContain(
    '**Right.** It earned you 1 point. Your first answer counts.',
  );
});

test('what is named together must fit together, and fewer questions than asked for are said', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const before = await everyRow(bot);
  const [lesson] = [...bot.curriculum.lessons.values()].filter(({ tags }) => tags.includes('tls'));
  const apart = wordsOf(await ada.runs('quiz', { lesson: lessonId, topic: 'tls', count: 3 }));
  expect(apart).toMatch(
    /^No lesson is about all of these at once: \*\*ACID.*\*\*, \*\*tls\*\*\. Leave one of them out\.$/,
  );
  expect(await everyRow(bot)).toBe(before);
  await ada.runs('quiz', { lesson: lesson?.id ?? '', topic: 'TLS', count: 2 });
  const [quiz] = await bot.sql`select lesson_id, wish from quizzes`;
  expect(quiz).toEqual({ lesson_id: lesson?.id, wish: `lesson=${lesson?.id}&topic=tls*2` });
  const few = wordsOf(await ada.runs('quiz', { lesson: lessonId, count: 20 }));
  expect(few).toMatch(/^There are only \d questions on this\.\n-# Quiz ▸/);
  expect(wordsOf(await ada.runs('quiz', { lesson: 'db/window-functions' }))).not.toContain('There are only');
});

test('a topic is found by its first letters and by its whole name first', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const offered = async (typed: string) => (await ada.types('quiz', 'topic', typed)).map(one => one.value);
  expect((await offered('tls'))[0]).toBe('tls');
  expect(await offered('t')).toEqual(expect.arrayContaining(['tls', 'tcp', 'testing']));
});

test('never the same question twice in a row, also one at a time', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  let last: string | undefined;
  for (let round = 0; round < 12; round += 1) {
    bot.moveTo(new Date(Date.parse(friday) + round * 60_000).toISOString());
    const card = await ada.runs('quiz', { lesson: lessonId, count: 1 });
    const { id } = questionOn(bot, card);
    expect.soft(id).not.toBe(last);
    last = id;
    await answerShown(bot, ada, card, 'right');
  }
});

test('promise 3: only the first answer counts, once, whatever is pressed afterwards', async () => {
  const bot = await botAsking('single');
  const ada = bot.member('ada');
  const card = await ada.runs('quiz', { lesson: lessonId });
  expect(wordsOf(await answerShown(bot, ada, card, 'wrong'))).toContain('**Not quite.**');
  const before = await everyRow(bot);
  const again = wordsOf(await answerShown(bot, ada, card, 'right'));
  expect(again).toContain('**Not quite.** Your first answer counts.');
  expect(again).toMatch(/\(wrong, your answer\)/);
  expect(await everyRow(bot)).toBe(before);
});

test('promise 3: of many presses at once exactly one is scored', async () => {
  const bot = await botAsking('single');
  const ada = bot.member('ada');
  const card = await ada.runs('quiz', { lesson: lessonId });
  const replies = await Promise.all(Array.from({ length: 12 }, () => answerShown(bot, ada, card, 'right')));
  expect(replies.filter(reply => /\+\d+ point/.test(wordsOf(reply)))).toHaveLength(1);
  expect(await bot.sql`select * from answers`).toHaveLength(1);
  expect(await bot.sql`select * from points`).toHaveLength(1);
});

test('a quiz practised again asks all anew and pays as practice: a point for each, ten in a study day', async () => {
  const bot = await startTestBot(friday);
  const ada = await joinPosted(bot);
  const { card, answered } = await answerRest(
    bot,
    ada,
    await ada.runs('quiz', { lesson: lessonId }),
    'right',
  );
  expect(wordsOf(card)).toContain(`## ${answered} of ${answered} right`);
  expect(wordsOf(card)).toContain('All of it is right. You know this.');
  const paid = () => bot.sql`select * from points where reason like 'answer:%' order by reason`;
  const first = await paid();
  expect(first).toHaveLength(answered);
  const again = async () =>
    (await answerRest(bot, ada, await ada.presses(card, 'Practise again'), 'right')).card;
  for (let round = 0; round < 3; round += 1) await again();
  expect(await paid()).toEqual(first);
  const practised = await bot.sql`select reason, points from points where reason like 'practice:%'`;
  expect(practised).toHaveLength(10);
  expect(practised).toContainEqual({ reason: 'practice:2026-11-20:10', points: 1 });
  const more = await answerShown(bot, ada, await ada.presses(card, 'Practise again'), 'right');
  expect(wordsOf(more)).toContain('**Right.** Practice has earned all its points for now;');
});

test('after its study day a lesson’s quiz pays half, and a lesson that wasn’t posted is practice', async () => {
  for (const [hours, words] of [
    [50, '**Right.** +5 points. After its study day, half the points.'],
    [-1, '**Right.** +10 points.'],
  ] as const) {
    const bot = await botAsking('single');
    const ada = await joinPosted(bot, hours);
    if (hours < 0) bot.moveTo('2026-11-20T14:00:00Z');
    expect(
      wordsOf(await answerShown(bot, ada, await ada.runs('quiz', { lesson: lessonId }), 'right')),
    ).toContain(words);
  }
  const bot = await botAsking('single');
  const [ada, cohortId] = [bot.member('ada'), await bot.startCohort('Autumn')];
  await ada.runs('join');
  await postLesson(bot, cohortId, 'db/normal-forms');
  expect(
    wordsOf(await answerShown(bot, ada, await ada.runs('quiz', { lesson: lessonId }), 'right')),
  ).toContain('**Right.** +1 point.');
});

test('the question answered last is not asked again at once, and what went wrong comes before what went right', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  let card = await ada.runs('quiz', { lesson: lessonId });
  let minute = 0;
  for (let round = 0; round < 6; round += 1) {
    while (/question \d+ of \d+/.test(wordsOf(card))) {
      minute += 1;
      bot.moveTo(new Date(Date.parse(friday) + minute * 60_000).toISOString());
      card = await ada.presses(
        await answerShown(bot, ada, card, minute % 2 === 0 ? 'right' : 'wrong'),
        /^(Next question|See how it went)$/,
      );
    }
    const [newest] = await bot.sql`select question_id from answers order by answered_at desc limit 1`;
    card = await ada.presses(card, 'Practise again');
    expect.soft(`${lessonId}#${questionOn(bot, card).id}`).not.toBe(newest?.question_id);
  }
});

test('a quiz that is taken up again begins with another question than the one answered last, if it has one', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const first = await ada.runs('quiz', { lesson: lessonId });
  const asked = questionOn(bot, first).id;
  let minute = 0;
  const next = () => bot.moveTo(new Date(Date.parse(friday) + ++minute * 60_000).toISOString());
  next();
  let card = await ada.runs('quiz', { lesson: lessonId, count: 6 });
  for (let isAnswered = false; !isAnswered; ) {
    next();
    isAnswered = questionOn(bot, card).id === asked;
    const answered = await answerShown(bot, ada, card, 'right');
    if (!isAnswered) card = await ada.presses(answered, /^(Next question|See how it went)$/);
  }
  next();
  const again = await ada.runs('quiz', { lesson: lessonId });
  expect(questionOn(bot, again).id).not.toBe(asked);
  expect(wordsOf(again)).toContain('question 2 of 5');
  // It isn’t lost: it comes later, and each button says what it leads to.
  const seen: string[] = [];
  for (card = again; /question \d of 5/.test(wordsOf(card)); ) {
    next();
    seen.push(questionOn(bot, card).id);
    const answered = await answerShown(bot, ada, card, 'right');
    card = await ada.presses(answered, seen.length < 5 ? 'Next question' : 'See how it went');
  }
  expect(seen[1]).toBe(asked);
  expect(wordsOf(card)).toContain('## 5 of 5 right');
});

test('where the question answered last is all that is left, it is asked', async () => {
  const bot = await botAsking('single');
  const ada = bot.member('ada');
  await ada.runs('quiz', { lesson: lessonId });
  await answerShown(bot, ada, await ada.runs('quiz', { lesson: lessonId, count: 6 }), 'right');
  bot.moveTo('2026-11-20T12:01:00Z');
  expect(wordsOf(await ada.runs('quiz', { lesson: lessonId }))).toContain('question 1 of 1');
});

/** A daily quiz that opens now for whoever is named, and asks these questions. */
async function openDaily(bot: TestBot, member: TestMember, ...ids: readonly string[]): Promise<void> {
  await bot.startCohort('Autumn', {}, { dailyQuestions: 1 });
  await bot.tick();
  await member.runs('join');
  await bot.tick();
  await bot.sql`update quizzes set question_ids = ${[...ids]} where kind = 'daily'`;
}

test.each(['single', 'multi', 'truefalse', 'order', 'fill', 'output'])(
  'an older card gives nothing away of a %s question that waits in the daily quiz by now, and leads there',
  async type => {
    const bot = await botAsking(type);
    const ada = bot.member('ada');
    const card = await ada.runs('quiz', { lesson: lessonId });
    const question = questionOn(bot, card);
    const isTyped = optionsOf(question).length === 0 && type !== 'order';
    const form =
      isTyped || isLocked(question) ? await ada.presses(card, /^(Choose|Answer|Put in order)$/) : undefined;
    const pick = async (window: Reply) => {
      if (question.type === 'order') {
        const texts = question.items.map(item => item.text).slice(0, -1);
        return ada.submits(window, {}, Object.fromEntries(texts.map((text, n) => [`place-${n}`, [text]])));
      }
      return isTyped
        ? ada.submits(window, { typed: 'surely something else' })
        : ada.submits(window, {}, { options: optionLabels(window, 'options').slice(0, 1) });
    };
    const open = form && isLocked(question) ? await pick(form) : undefined;
    await openDaily(bot, ada, `${lessonId}#${question.id}`);

    const before = await everyRow(bot);
    const replies = [
      ...(await Promise.all(labelsOf(card).map(label => ada.presses(card, label)))),
      ...(form ? [await pick(form)] : []),
      ...(open ? await Promise.all(labelsOf(open).map(label => ada.presses(open, label))) : []),
    ];
    for (const reply of replies) {
      expect
        .soft(wordsOf(reply))
        .toMatch(/^This question waits in today’s daily quiz, so nothing was changed here\./);
      expect.soft(labelsOf(reply)).toEqual(['Take the daily quiz']);
      expect.soft(reply).toMatchObject({ private: true, replaces: true });
    }
    expect(await everyRow(bot)).toBe(before);
    const [reply] = replies;
    if (!reply) throw new Error('there is nothing to press');

    const daily = await ada.presses(reply, 'Take the daily quiz');
    expect(wordsOf(daily)).toContain('-# Daily quiz ▸');
    expect(wordsOf(await answerShown(bot, ada, daily, 'right'))).toMatch(/\*\*Right\.\*\* \+(5|10) points\./);
    // Answered there, it is open as practice, on the older card as well.
    const practised = open
      ? await ada.presses(open, 'Lock it in')
      : await answerShown(bot, ada, card, 'right');
    expect(labelsOf(practised)).toContain('Report this question');
  },
);

test('what was answered in practice is not shown again by an older card while it waits in the daily quiz', async () => {
  const bot = await botAsking('single');
  const ada = bot.member('ada');
  const card = await ada.runs('quiz', { lesson: lessonId });
  await answerShown(bot, ada, card, 'wrong');
  await openDaily(bot, ada, `${lessonId}#${questionOn(bot, card).id}`);
  expect(wordsOf(await answerShown(bot, ada, card, 'right'))).toContain('waits in today’s daily quiz');
  // Whoever isn’t in the cohort goes on as before.
  const lee = bot.member('lee');
  expect(
    wordsOf(await answerShown(bot, lee, await lee.runs('quiz', { lesson: lessonId }), 'right')),
  ).toContain('**Right.**');
});

test('beside what waits in the daily quiz a button says truly what it leads to', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const first = await ada.runs('quiz', { lesson: lessonId, count: 3 });
  const second = await ada.presses(await answerShown(bot, ada, first, 'right'), 'Next question');
  const third = await ada.presses(await answerShown(bot, ada, second, 'right'), 'Next question');
  const ids = [first, second, third].map(card => `${lessonId}#${questionOn(bot, card).id}`);
  const press = (card: Reply) => ada.presses(card, /^(A|True|False|Choose|Answer|Put in order)$/);
  await openDaily(bot, ada, ids[1] ?? '');
  const more = await press(second);
  expect(labelsOf(more)).toEqual(['Take the daily quiz', 'Go on here']);
  expect(wordsOf(await ada.presses(more, 'Go on here'))).toContain('question 3 of 3');
  await bot.sql`update quizzes set question_ids = ${[ids[2] ?? '']} where kind = 'daily'`;
  const none = await press(third);
  expect(labelsOf(none)).toEqual(['Take the daily quiz', 'See how it went']);
  expect(wordsOf(await ada.presses(none, 'See how it went'))).toContain('## 2 of 2 right');
});

test('a quiz of which only the question just answered elsewhere is left is let be, and another begins', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const first = await ada.runs('quiz', { lesson: lessonId, count: 2 });
  await answerShown(bot, ada, first, 'right');
  const [old] = await bot.sql<{ id: string; ids: string[] }[]>`select id, question_ids as ids from quizzes`;
  const left = old?.ids.find(id => id !== `${lessonId}#${questionOn(bot, first).id}`) ?? '';
  const other = await ada.forges(`quiz:start:${lessonId}`);
  const [quiz] = await bot.sql<{ id: string }[]>`
    update quizzes set question_ids = ${[left]} where id <> ${old?.id ?? ''} returning id`;
  expect(other.kind).toBe('card');
  bot.moveTo('2026-11-20T12:05:00Z');
  await answerShown(bot, ada, await ada.forges(`quiz:next:${quiz?.id}`), 'right');
  bot.moveTo('2026-11-20T12:06:00Z');
  const again = await ada.runs('quiz', { lesson: lessonId, count: 2 });
  expect(wordsOf(again)).toContain('question 1 of 2');
  expect(`${lessonId}#${questionOn(bot, again).id}`).not.toBe(left);
});

test('a part of a pathway or a topic is asked across its lessons, as many as wished', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const [node] = [...bot.curriculum.nodes.values()].filter(one => one.lessons.length > 3);
  const ofNode = await answerRest(
    bot,
    ada,
    await ada.runs('quiz', { node: node?.id ?? '', count: 8 }),
    'right',
  );
  expect(wordsOf(ofNode.card)).toContain('## 8 of 8 right');
  const asked = await bot.sql`select question_id from answers`;
  expect(new Set(asked.map(row => row.question_id.split('#')[0])).size).toBeGreaterThan(1);
  const cards = await ada.runs('quiz', { topic: 'Caching', count: 2 }).catch(() => undefined);
  if (cards) expect(wordsOf(cards)).toMatch(/question 1 of 2|I don’t know that topic/);
  expect(wordsOf(await ada.runs('quiz', { topic: 'nothing of that name' }))).toMatch(
    /^I don’t know the topic “nothing of that name”\. Some are \*\*\S+\*\*, .* and there are \d+ more:/,
  );
  expect(wordsOf(await ada.runs('quiz', { topic: 'securty' }))).toContain('Did you mean **security**');
  expect(wordsOf(await ada.runs('quiz', { node: 'nothing' }))).toContain('I don’t know a part of that name.');
  expect((await ada.types('quiz', 'topic', 'd')).length).toBeGreaterThan(0);
  expect((await ada.types('quiz', 'node', 'data')).length).toBeGreaterThan(0);
});

test('a quiz that was broken off is taken up again, by the same wish or by none', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  const first = await ada.runs('quiz', { lesson: lessonId });
  await answerShown(bot, ada, first, 'right');
  for (const options of [{ lesson: lessonId }, {}]) {
    const again = await ada.runs('quiz', options);
    expect.soft(wordsOf(again)).toContain('question 2 of 5');
  }
  expect(await bot.sql`select 1 from quizzes`).toHaveLength(1);
  expect(wordsOf(await ada.runs('quiz', { lesson: 'db/window-functions' }))).toContain('question 1 of 5');
  const later = await startTestBot('2026-11-25T12:00:00Z');
  expect(wordsOf(await later.member('ada').runs('quiz'))).toContain('question 1 of 5');
});

test('somebody else’s quiz can’t be answered or looked at, and what is gone says so', async () => {
  const bot = await botAsking('single');
  const card = await bot.member('ada').runs('quiz', { lesson: lessonId });
  const before = await everyRow(bot);
  const lee = bot.member('lee');
  const id = findButton(card, 'A');
  const quizId = id.split(':')[2]?.split('.')[0] ?? '';
  const foreign = 'That quiz belongs to somebody else. Type `/quiz` to get your own.';
  for (const forged of [
    id,
    ...['next', 'again'].map(one => `quiz:${one}:${quizId}`),
    ...['form', 'lock', 'hint'].map(one => `quiz:${one}:${quizId}.0`),
  ])
    expect.soft(wordsOf(await lee.forges(forged)), forged).toBe(foreign);
  const gone = 'That question is no longer asked, so nothing was changed. Type `/quiz` for a new quiz.';
  const elsewhere = bot.member('ada', { guildId: '700000000000000002' });
  expect(wordsOf(await elsewhere.forges(id))).toBe(gone);
  const ada = bot.member('ada');
  for (const forged of [`${quizId}.0.nothing`, `${quizId}.9.a`, `${quizId}.-1.a`, `${quizId}`, 'x.0.a', '']) {
    expect.soft(wordsOf(await ada.forges(`quiz:answer:${forged}`)), forged).toBe(gone);
  }
  expect(await everyRow(bot)).toBe(before);
});

test('an answer keeps the cohort’s study day and earns in the cohort', async () => {
  const bot = await startTestBot(friday);
  const autumn = await bot.startCohort('Autumn');
  await bot.tick();
  const ada = bot.member('ada');
  await ada.runs('join');
  const card = await ada.runs('quiz');
  expect(wordsOf(card)).toContain('Subqueries and WITH');
  await answerShown(bot, ada, card, 'wrong');
  expect(await bot.sql`select cohort_id, study_day::text as day, action from kept_days`).toEqual([
    { cohort_id: autumn, day: '2026-11-20', action: 'quiz' },
  ]);
});

test('a quiz begun before a restart goes on, and a question that was retired since is passed over', async () => {
  const { curriculum } = await startTestBot(friday);
  const lessons = new Map(curriculum.lessons);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  const ada = bot.member('ada');
  const first = await ada.runs('quiz', { lesson: lessonId });
  const question = questionOn(bot, first);
  const answered = await answerShown(bot, ada, first, 'right');
  const lesson = curriculum.lessons.get(lessonId);
  if (!lesson) throw new Error('no such lesson');
  lessons.set(lessonId, { ...lesson, questions: lesson.questions.filter(one => one.id === question.id) });
  expect(wordsOf(await ada.presses(answered, 'Next question'))).toContain('## 1 of 1 right');
  lessons.delete(lessonId);
  expect(wordsOf(await ada.presses(answered, 'Read'))).toContain('I don’t know a lesson of that name.');
});

test('an unknown lesson and one without questions are said in words', async () => {
  const { curriculum } = await startTestBot(friday);
  const lesson = curriculum.lessons.get(lessonId);
  if (!lesson) throw new Error('no such lesson');
  const lessons = new Map([...curriculum.lessons, [lessonId, { ...lesson, questions: [] }] as const]);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('quiz', { lesson: lessonId }))).toBe('There are no questions here yet.');
  expect(wordsOf(await ada.runs('quiz', { lesson: 'windo' }))).toContain('Did you mean “Window functions”?');
  expect(wordsOf(await ada.forges('quiz:start:db/nothing'))).toContain('I don’t know that lesson any more.');
  const bare = { ...curriculum, lessons: new Map(), pathways: new Map() };
  const empty = await startTestBot(friday, { curriculum: bare });
  expect(wordsOf(await empty.member('ada').runs('quiz'))).toBe('There are no questions here yet.');
});
