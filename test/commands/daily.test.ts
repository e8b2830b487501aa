import { expect, test } from 'vitest';
import type { Reply } from '../../src/cards/reply.ts';
import { answerRest, answerShown, questionOn } from '../support/answering.ts';
import { everyRow, startTestBot, type TestBot } from '../support/bot.ts';
import { findButton, labelsOf, optionLabels, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

/** A cohort with its lesson and its quiz posted, and people in it. */
async function startQuizDay(names: readonly string[] = ['ada'], questions = 3) {
  const bot = await startTestBot(friday);
  const id = await bot.startCohort('Autumn', {}, { dailyQuestions: questions });
  await bot.tick();
  for (const name of names) await bot.member(name).runs('join');
  const [post, ...more] = await bot.tick();
  if (!post || more.length > 0) throw new Error('there is not one post of a quiz');
  return { bot, id, post, ada: bot.member('ada') };
}
const closesOf = async ({ sql }: TestBot): Promise<string> => {
  const [quiz] = await sql<{ closes_at: Date }[]>`select closes_at from quizzes where kind = 'daily'`;
  return quiz?.closes_at.toISOString() ?? '';
};

test('the post opens the quiz for whoever presses it, privately, question by question to the result', async () => {
  const { bot, id, post, ada } = await startQuizDay();
  const first = await ada.presses(post, 'Take the quiz');
  expect(first).toMatchObject({ private: true, replaces: false });
  expect(wordsOf(first)).toMatch(/-# Daily quiz ▸ Subqueries and WITH ▸ question 1 of 3 ▸ closes <t:\d+:R>/);
  const { card, answered } = await answerRest(bot, ada, first, 'right');
  expect(answered).toBe(3);
  expect(wordsOf(card)).toContain('## 3 of 3 right');
  expect(wordsOf(card)).toMatch(/When the quiz closes, <t:\d+:F>, the channel shows how it went/);
  const points = await bot.sql`select cohort_id, points from points where reason like 'answer:%'`;
  expect(points).toHaveLength(3);
  expect(points.every(row => row.cohort_id === id)).toBe(true);
  expect(await bot.sql`select study_day::text as day, action from kept_days`).toEqual([
    { day: '2026-11-20', action: 'quiz' },
  ]);
});

test('/daily is the same as the button, goes on where you were, and shows how it went when nothing is left', async () => {
  const { bot, post, ada } = await startQuizDay();
  const all = [...bot.curriculum.lessons.values()].flatMap(lesson => lesson.questions);
  const single = all.filter(({ type }) => type === 'single').slice(0, 3);
  await bot.sql`update quizzes set question_ids = ${single.map(one => `${one.lessonId}#${one.id}`)}`;
  const first = await ada.runs('daily');
  expect(wordsOf(first)).toBe(wordsOf(await ada.presses(post, 'Take the quiz')));
  await answerShown(bot, ada, first, 'wrong');
  const second = await ada.runs('daily', { cohort: 'autumn' });
  expect(wordsOf(second)).toContain('question 2 of 3');
  expect(questionOn(bot, second).id).not.toBe(questionOn(bot, first).id);
  await answerRest(bot, ada, second, 'right');
  expect(wordsOf(await ada.runs('daily'))).toContain('## 2 of 3 right');
  // The first answer stands, wherever the old button is pressed.
  const before = await everyRow(bot);
  expect(wordsOf(await answerShown(bot, ada, first, 'right'))).toContain('Your first answer counts.');
  expect(await everyRow(bot)).toBe(before);
});

test('each member has an order of options of their own', async () => {
  const names = ['ada', 'ben', 'cleo', 'dan', 'eve', 'finn', 'gil', 'hal'];
  const { bot, post } = await startQuizDay(names, 5);
  const seen = new Map<string, Set<string>>();
  for (const name of names) {
    const member = bot.member(name);
    let card = await member.presses(post, 'Take the quiz');
    while (/question \d of \d/.test(wordsOf(card))) {
      const { id } = questionOn(bot, card);
      const lines = wordsOf(card)
        .split('\n')
        .filter(line => /^\*\*[A-J]\*\*/.test(line));
      seen.set(id, (seen.get(id) ?? new Set()).add(lines.join('\n')));
      card = await member.presses(await answerShown(bot, member, card, 'wrong'), /^(Next|See)/);
    }
  }
  const orders = [...seen.values()].map(set => set.size).filter(size => size > 0);
  expect(Math.max(...orders)).toBeGreaterThan(2);
});

const types = ['single', 'multi', 'truefalse', 'order', 'fill', 'output'] as const;

test('after closing every old button and window says so politely, shows the result and leads to practice; nothing is counted', async () => {
  const { bot, post, ada } = await startQuizDay();
  const all = [...bot.curriculum.lessons.values()].flatMap(lesson => lesson.questions);
  const full = types.map(type => {
    const found = all.find(question => question.type === type);
    if (!found) throw new Error(`the curriculum has no question of type ${type}`);
    return `${found.lessonId}#${found.id}`;
  });
  await bot.sql`update quizzes set question_ids = ${full}`;

  const cards: Reply[] = [];
  const forms: Reply[] = [];
  let card = await ada.presses(post, 'Take the quiz');
  for (const _ of types) {
    cards.push(card);
    const question = questionOn(bot, card);
    if (/Choose|Answer|Put in order/.test(labelsOf(card).join()))
      forms.push(await ada.presses(card, /^(Choose|Answer|Put in order)$/));
    // The last one stays open, and so does what was given to it.
    if (question.type === 'output') break;
    card = await ada.presses(await answerShown(bot, ada, card, 'right'), 'Next question');
  }
  expect(cards).toHaveLength(types.length);
  expect(forms.length).toBeGreaterThan(2);

  bot.moveTo(await closesOf(bot));
  const before = await everyRow(bot);
  const closed =
    /This quiz closed on <t:\d+:F>\. Here is how it went for you; the same questions are open as practice\./;
  const shown: Reply[] = [await ada.presses(post, 'Take the quiz'), await ada.runs('daily')];
  for (const old of cards) for (const label of labelsOf(old)) shown.push(await ada.presses(old, label));
  for (const form of forms) {
    const question = all.find(({ stem }) => wordsOf(form).includes(stem));
    if (question?.type === 'fill') shown.push(await ada.submits(form, { typed: 'anything' }));
  }
  expect(shown.length).toBeGreaterThan(types.length + 6);
  for (const reply of shown) {
    expect(wordsOf(reply)).toMatch(closed);
    expect(wordsOf(reply)).toContain('## 5 of 6 right');
  }
  expect(wordsOf(shown[1] ?? post)).toMatch(/The next quiz comes after the next lesson, <t:\d+:R>\./);
  expect(await everyRow(bot)).toBe(before);

  const practice = await ada.presses(shown[1] ?? post, 'Practise again');
  expect(wordsOf(practice)).toMatch(/^-# Quiz ▸/);
  const { answered } = await answerRest(bot, ada, practice, 'right');
  expect(answered).toBe(types.length);
  const [row] = await bot.sql<
    { ids: string[] }[]
  >`select question_ids as ids from quizzes where kind = 'practice'`;
  expect([...(row?.ids ?? [])].sort()).toEqual([...full].sort());
});

test('what was chosen but not locked counts when the quiz closes, and is shown with the result', async () => {
  const { bot, post, ada } = await startQuizDay();
  const found = [...bot.curriculum.lessons.values()]
    .flatMap(lesson => lesson.questions)
    .find(question => question.type === 'multi');
  if (found?.type !== 'multi') throw new Error('the curriculum has no such question');
  await bot.sql`update quizzes set question_ids = ${[`${found.lessonId}#${found.id}`]}`;
  const form = await ada.presses(await ada.presses(post, 'Take the quiz'), 'Choose');
  const right = found.options.filter(option => option.right).map(option => option.text);
  const labels = optionLabels(form, 'options').filter(label =>
    right.some(text => label.slice(3) === text.slice(0, 97)),
  );
  const open = await ada.submits(form, {}, { options: labels });
  expect(labelsOf(open)).toEqual(['Lock it in', 'Change it']);
  bot.moveTo(await closesOf(bot));
  await bot.tick();
  for (const label of labelsOf(open))
    expect(wordsOf(await ada.presses(open, label))).toContain('## 1 of 1 right');
  expect(await bot.sql`select points from points`).toEqual([{ points: 10 }]);
});

test('the result’s buttons lead to the lesson and to practice of the same questions, for everybody', async () => {
  const { bot, post, ada } = await startQuizDay(['ada']);
  await answerRest(bot, ada, await ada.presses(post, 'Take the quiz'), 'wrong');
  bot.moveTo(await closesOf(bot));
  const [result, ...more] = await bot.tick();
  if (!result) throw new Error('no result was posted');
  expect(more).toEqual([]);
  expect(wordsOf(result)).toContain('With so few there are no percentages');
  const lee = bot.member('lee');
  expect(await lee.presses(result, 'Read the lesson')).toMatchObject({ private: true });
  const practice = await lee.presses(result, 'Practise these');
  expect(wordsOf(practice)).toContain('question 1 of 3');
  expect(wordsOf(await answerShown(bot, lee, practice, 'right'))).toContain('Right');
  expect(wordsOf(await lee.presses(post, 'Take the quiz'))).toMatch(/^You are not in a cohort here yet/);
});

test('only people of the cohort take its quiz; a post that is unknown changes nothing', async () => {
  const { bot, post, id, ada } = await startQuizDay();
  await bot.startCohort('Winter', { start: '2026-11-30' });
  const lee = bot.member('lee');
  await lee.runs('join', { cohort: 'Winter' });
  const before = await everyRow(bot);
  expect(wordsOf(await lee.presses(post, 'Take the quiz'))).toContain(
    'This quiz is for people in its cohort.',
  );
  const lesson = await bot.sql`select id from deliveries where lane = 'plan' and cohort_id = ${id}`;
  for (const forged of ['nothing', '', String(lesson[0]?.id)])
    expect(wordsOf(await ada.forges(`daily:open:${forged}`))).toContain('I no longer know that quiz');
  expect(wordsOf(await ada.forges('daily:practise:nothing'))).toContain('I no longer know that quiz');
  expect(await everyRow(bot)).toBe(before);
  expect(wordsOf(await ada.runs('daily', { cohort: 'Winter' }))).toContain('not in a cohort of that name');
});

test('whoever is in two cohorts chooses which quiz comes first, and then gets the other', async () => {
  const bot = await startTestBot(friday);
  const ada = bot.member('ada');
  for (const name of ['Autumn', 'Winter']) {
    await bot.startCohort(name, {}, { dailyQuestions: 2 });
    await ada.runs('join', { cohort: name });
  }
  await bot.tick();
  const which = await ada.runs('daily');
  expect(wordsOf(which)).toContain('More than one of your cohorts has a quiz for you.');
  expect(labelsOf(which).sort()).toEqual(['Autumn', 'Winter']);
  const autumn = await ada.presses(which, 'Autumn');
  expect(findButton(autumn, /./)).toContain(
    String(
      (
        await bot.sql`select q.id from quizzes q join cohorts c on c.id = q.cohort_id where c.name = 'Autumn'`
      )[0]?.id,
    ),
  );
  await answerRest(bot, ada, autumn, 'right');
  const other = await ada.runs('daily');
  expect(wordsOf(other)).toContain('question 1 of 2');
  await answerRest(bot, ada, other, 'right');
  expect(wordsOf(await ada.runs('daily'))).toContain('2 of 2 right');
});

test('of two quizzes of a cohort that are both open, the one that still waits for answers is shown', async () => {
  const bot = await startTestBot('2026-11-19T20:00:00Z');
  const ada = bot.member('ada');
  await bot.startCohort('Autumn', { time: '20:00' }, { dailyQuestions: 2 });
  await ada.runs('join');
  await bot.tick();
  bot.moveTo('2026-11-20T20:00:00Z');
  await bot.tick();
  const newest = await ada.runs('daily');
  await answerRest(bot, ada, newest, 'right');
  const older = await ada.runs('daily');
  expect(wordsOf(older)).toContain('question 1 of 2');
  expect(findButton(older, /./).split(':')[2]?.split('.')[0]).not.toBe(
    findButton(newest, /./).split(':')[2]?.split('.')[0],
  );
});

test.each([
  [
    'its moderators chose none',
    async (bot: TestBot) => {
      await bot.startCohort('Autumn');
    },
    '**Autumn** has no daily quiz: its moderators chose none.',
  ],
  [
    'its first lesson is still to come',
    async (bot: TestBot) => {
      await bot.startCohort('Autumn', { start: '2026-11-23' }, { dailyQuestions: 3 });
    },
    '**Autumn** has no quiz now. The next one comes after its next lesson, <t:1795424400:R>.',
  ],
  [
    'it is paused',
    async (bot: TestBot) => {
      await bot.startCohort('Autumn', { start: '2026-11-23' }, { dailyQuestions: 3 });
      await bot.sql`update cohorts set state = 'paused', next_due_at = null`;
    },
    '**Autumn** is paused, so there is no quiz now.',
  ],
  [
    'it is over',
    async (bot: TestBot) => {
      await bot.startCohort('Autumn', { start: '2026-11-23' }, { dailyQuestions: 3 });
      await bot.sql`update cohorts set state = 'ended', next_due_at = null`;
    },
    '**Autumn** has reached its end',
  ],
])('without a quiz it is said why (%s), and practice is one press away', async (_why, make, words) => {
  const bot = await startTestBot(friday);
  await make(bot);
  const ada = bot.member('ada');
  await ada.runs('join');
  await bot.tick();
  const none = await ada.runs('daily');
  expect(wordsOf(none)).toContain(words);
  expect(wordsOf(await ada.presses(none, 'Quiz me'))).toMatch(/question 1 of \d/);
});

test('who is in no cohort is told how to join one', async () => {
  const bot = await startTestBot(friday);
  expect(wordsOf(await bot.member('lee').runs('daily'))).toMatch(/^You are not in a cohort here yet/);
});

test('a question that is taken out while the quiz is open is passed by', async () => {
  const { curriculum } = await startTestBot(friday);
  const lessons = new Map(curriculum.lessons);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  await bot.startCohort('Autumn', {}, { dailyQuestions: 3 });
  const ada = bot.member('ada');
  await ada.runs('join');
  await bot.tick();
  const question = questionOn(bot, await ada.runs('daily'));
  const lesson = lessons.get(question.lessonId);
  if (!lesson) throw new Error('no such lesson');
  const questions = lesson.questions.map(one => (one === question ? { ...one, retired: true } : one));
  lessons.set(lesson.id, { ...lesson, questions });
  const { card, answered } = await answerRest(bot, ada, await ada.runs('daily'), 'right');
  expect(answered).toBe(2);
  expect(wordsOf(card)).toContain('## 2 of 2 right');
  // Nor does it count against anybody when the quiz is closed, or keep the day's quiz from being done.
  expect(wordsOf(await ada.runs('daily'))).toContain('## 2 of 2 right');
  bot.moveTo(await closesOf(bot));
  expect(wordsOf(await ada.runs('daily'))).toContain('## 2 of 2 right');
});

test('a quiz with a question that was taken out is finished with the others: another cohort’s comes next', async () => {
  const { curriculum } = await startTestBot(friday);
  const lessons = new Map(curriculum.lessons);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  const ada = bot.member('ada');
  for (const name of ['Autumn', 'Winter']) {
    await bot.startCohort(name, {}, { dailyQuestions: 2 });
    await ada.runs('join', { cohort: name });
  }
  await bot.tick();
  const first = await ada.presses(await ada.runs('daily'), 'Autumn');
  await answerShown(bot, ada, first, 'right');
  const [autumn] = await bot.sql<{ ids: string[] }[]>`
    select question_ids as ids from quizzes q join cohorts c on c.id = q.cohort_id where c.name = 'Autumn'`;
  const [lessonId = '', id] = autumn?.ids[1]?.split('#') ?? [];
  const lesson = lessons.get(lessonId);
  if (!lesson) throw new Error('no such lesson');
  const all = [...lessons.values()].flatMap(one => one.questions).filter(one => one.lessonId !== lessonId);
  await bot.sql`
    update quizzes set question_ids = ${all.slice(0, 2).map(one => `${one.lessonId}#${one.id}`)}
    where cohort_id = (select id from cohorts where name = 'Winter')`;
  const questions = lesson.questions.map(one => (one.id === id ? { ...one, retired: true } : one));
  lessons.set(lessonId, { ...lesson, questions });
  expect(wordsOf(await ada.runs('daily'))).toContain('question 1 of 2');
});

/** The daily quiz asks three of its lesson’s. */
const ofLesson = async ({ sql }: TestBot): Promise<string[]> => {
  const [quiz] = await sql<{ ids: string[] }[]>`select question_ids as ids from quizzes where kind = 'daily'`;
  return quiz?.ids ?? [];
};

test('what waits in the daily quiz is asked nowhere else before, and the way to it is shown', async () => {
  const { bot, post, ada } = await startQuizDay();
  const ids = await ofLesson(bot);
  const lessonId = ids[0]?.split('#')[0] ?? '';
  const practice = await ada.runs('quiz', { lesson: lessonId, count: 20 });
  expect(wordsOf(practice)).toMatch(
    /^There are only \d questions on this for now; others wait in your daily quiz\./,
  );
  const { card } = await answerRest(bot, ada, practice, 'right');
  const asked = await bot.sql<{ id: string }[]>`select question_id as id from answers`;
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(({ id }) => ids.includes(id))).toEqual([]);
  expect(wordsOf(card)).toContain('More questions on this wait in your daily quiz.');
  expect(wordsOf(await ada.presses(card, 'Take the daily quiz'))).toContain('Daily quiz ▸');
  // Whoever isn't in the cohort is asked everything.
  const lee = bot.member('lee');
  expect(
    (await answerRest(bot, lee, await lee.runs('quiz', { lesson: lessonId, count: 20 }), 'right')).answered,
  ).toBe(asked.length + ids.length);
  // Answered there, it is open as practice.
  await answerRest(bot, ada, await ada.presses(post, 'Take the quiz'), 'right');
  expect(
    await bot.sql`select 1 from points where member_id = ${ada.id} and reason like 'answer:%'`,
  ).toHaveLength(asked.length + ids.length);
  const again = await answerRest(bot, ada, await ada.presses(card, 'Practise again'), 'right');
  expect(wordsOf(again.card)).not.toContain('daily quiz');
  expect(again.answered).toBe(asked.length + ids.length);
});

/** A second quiz of the cohort that is open, too, as in the evenings: it asks this. */
async function openNext({ sql }: TestBot, ...ids: readonly string[]): Promise<void> {
  await sql`
    insert into quizzes (guild_id, id, kind, cohort_id, study_day, seed, question_ids, opened_at, closes_at)
    select guild_id, 'next', 'daily', cohort_id, study_day + 3, seed, ${[...ids]}, opened_at + interval '1 hour', closes_at + interval '1 day'
    from quizzes where kind = 'daily'`;
}

test('an older card of a daily quiz doesn’t show again what the next one asks; where it wasn’t answered yet it is asked', async () => {
  const { bot, post, ada } = await startQuizDay();
  const first = await ada.presses(post, 'Take the quiz');
  const second = await ada.presses(await answerShown(bot, ada, first, 'right'), 'Next question');
  await openNext(bot, ...(await ofLesson(bot)).slice(0, 2));
  const before = await everyRow(bot);
  for (const label of labelsOf(first)) {
    const reply = await ada.presses(first, label);
    expect(wordsOf(reply)).toContain('This question waits in today’s daily quiz');
    expect(labelsOf(reply)).toEqual(['Take the daily quiz', 'Go on here']);
    expect(wordsOf(await ada.presses(reply, 'Go on here'))).toContain('question 2 of 3');
  }
  expect(await everyRow(bot)).toBe(before);
  expect(wordsOf(await answerShown(bot, ada, second, 'right'))).toContain('**Right.**');
});

test('a button doesn’t promise a next question where the rest was taken out', async () => {
  const { curriculum } = await startTestBot(friday);
  const lessons = new Map(curriculum.lessons);
  const bot = await startTestBot(friday, { curriculum: { ...curriculum, lessons } });
  await bot.startCohort('Autumn', {}, { dailyQuestions: 3 });
  const ada = bot.member('ada');
  await ada.runs('join');
  await bot.tick();
  const card = await ada.runs('daily');
  const asked = questionOn(bot, card);
  const lesson = lessons.get(asked.lessonId);
  if (!lesson) throw new Error('no such lesson');
  const questions = lesson.questions.map(one => (one === asked ? one : { ...one, retired: true }));
  lessons.set(lesson.id, { ...lesson, questions });
  const answered = await answerShown(bot, ada, card, 'right');
  expect(wordsOf(await ada.presses(answered, 'See how it went'))).toContain('## 1 of 1 right');
});

test('no count tells a correction of what waits in the daily quiz, before it is answered there', async () => {
  const { bot, post, ada } = await startQuizDay();
  const all = [...bot.curriculum.lessons.values()].flatMap(({ questions }) => questions);
  const question = all.find(({ type }) => type === 'single');
  if (!question) throw new Error('no question with options');
  const full = `${question.lessonId}#${question.id}`;
  await bot.sql`update quizzes set question_ids = ${[full]} where kind = 'daily'`;
  await bot.sql`
    insert into quizzes (guild_id, id, kind, member_id, seed, question_ids, opened_at)
    select guild_id, 'old', 'practice', ${ada.id}, seed, question_ids, opened_at - interval '1 hour' from quizzes`;
  await bot.sql`
    insert into answers (guild_id, quiz_id, member_id, question_id, question_rev, chosen, right_then, is_right, share, answered_at)
    select guild_id, 'old', ${ada.id}, ${full}, ${question.rev}, '{x}', '{x}', false, 0, opened_at from quizzes where id = 'old'`;
  const wrong = 'options' in question ? question.options.find(({ right }) => !right) : undefined;
  await bot.sql`update answers set chosen = ${[wrong?.id ?? '']}`;
  const counts = async () => {
    const progress = wordsOf(await ada.runs('progress'));
    return {
      old: /## \d of \d right/.exec(wordsOf(await ada.forges('quiz:next:old')))?.[0],
      answers: /\d of \d+ answers? right/.exec(progress)?.[0],
      topic: /Right at the newest answer: .*/.exec(progress)?.[0],
      isNamed: progress.includes('What was corrected'),
    };
  };
  const before = await counts();
  expect(before).toMatchObject({ old: '## 0 of 1 right', answers: '0 of 1 answer right', isNamed: false });
  const admin = bot.admin();
  const form = await admin.submits(await admin.forges(`insights:all-right:${full}`), { note: '' });
  await admin.presses(form, 'Apply');
  expect(await counts()).toEqual(before);
  await answerShown(bot, ada, await ada.presses(post, 'Take the quiz'), 'right');
  expect(await counts()).toMatchObject({ old: '## 1 of 1 right', answers: '2 of 2 answers right' });
});

test('where nothing else is left, practice and review lead to the daily quiz', async () => {
  const { bot, ada } = await startQuizDay();
  const ids = await ofLesson(bot);
  const lessonId = ids[0]?.split('#')[0] ?? '';
  const all = (bot.curriculum.lessons.get(lessonId)?.questions ?? []).map(({ id }) => `${lessonId}#${id}`);
  await bot.sql`update quizzes set question_ids = ${all}`;
  const before = await everyRow(bot);
  const none = await ada.runs('quiz', { lesson: lessonId });
  expect(wordsOf(none)).toContain('All questions on this are in the daily quiz that is still open for you.');
  expect(await everyRow(bot)).toBe(before);
  expect(wordsOf(await ada.presses(none, 'Take the daily quiz'))).toContain('-# Daily quiz ▸');
});

test('a practice quiz that was begun before passes by what the daily quiz asks since', async () => {
  const { bot, ada } = await startQuizDay();
  const ids = await ofLesson(bot);
  await bot.sql`update quizzes set closes_at = now() - interval '20 years' where kind = 'daily'`;
  const lessonId = ids[0]?.split('#')[0] ?? '';
  const first = await ada.runs('quiz', { lesson: lessonId, count: 20 });
  await answerShown(bot, ada, first, 'right');
  const left = await bot.sql<
    { ids: string[] }[]
  >`select question_ids as ids from quizzes where kind = 'practice'`;
  await bot.sql`
    update quizzes set closes_at = ${'2026-11-21T03:00:00Z'}, question_ids = ${left[0]?.ids.slice(1) ?? []} where kind = 'daily'`;
  // Nothing is left of it, so another one is begun, and that has nothing to ask but what was answered.
  const again = await ada.runs('quiz', { lesson: lessonId, count: 20 });
  expect(questionOn(bot, again).id).toBe(questionOn(bot, first).id);
});

test('an answer after the close is told that it doesn’t count; who answered nothing reads no number', async () => {
  const { bot, post, ada } = await startQuizDay(['ada', 'ben']);
  const all = [...bot.curriculum.lessons.values()].flatMap(lesson => lesson.questions);
  const [fill, single] = ['fill', 'single'].map(type => all.find(question => question.type === type));
  if (!fill || !single) throw new Error('the curriculum lacks a type');
  await bot.sql`update quizzes set question_ids = ${[fill, single].map(one => `${one.lessonId}#${one.id}`)}`;
  const card = await ada.presses(post, 'Take the quiz');
  const form = await ada.presses(card, 'Answer');
  const ben = bot.member('ben');
  const benForm = await ben.presses(await ben.presses(post, 'Take the quiz'), 'Answer');
  const benNext = await ben.presses(await ben.submits(benForm, { typed: 'anything' }), 'Next question');
  bot.moveTo(await closesOf(bot));
  const late = wordsOf(await ada.submits(form, { typed: 'anything' }));
  expect(late).toContain('Your answer came after the close, so it doesn’t count.\nThis quiz closed on');
  expect(late).toContain('You answered nothing here in time. That is fine; practice is always open.');
  expect(late).not.toMatch(/\d of \d right|Look again/);
  expect(wordsOf(await answerShown(bot, ben, benNext, 'right'))).toContain(
    'Your answer came after the close',
  );
  // What was answered in time stands: nothing was lost there.
  expect(wordsOf(await ben.submits(benForm, { typed: 'anything' }))).not.toContain('after the close');
  expect(await bot.sql`select 1 from answers`).toHaveLength(1);
});

test('whoever joins first has the bot look at once whether a quiz waits for somebody', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', {}, { dailyQuestions: 3 });
  const ada = bot.member('ada');
  expect(await ada.runs('join')).toMatchObject({ wakes: true });
  expect(await ada.runs('join')).not.toHaveProperty('wakes');
});
