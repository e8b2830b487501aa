import { expect, test } from 'vitest';
import { listCohortsOfChannel } from '../../src/store/live.ts';
import { openHall, smallCurriculum } from '../jobs/hall.ts';
import { startTestBot } from '../support/bot.ts';
import { chooseIn, labelsOf, payloadOf, wordsOf } from '../support/shown.ts';

const noon = '2026-11-20T12:00:00Z';

/** A round of three questions with its first one asked. */
async function openRound(settings = { curriculum: smallCurriculum() }) {
  const hall = await openHall(noon, settings);
  hall.lead();
  await hall.beginShort();
  await hall.shows('Nobody has joined');
  await hall.press(hall.member('ada'), 'Join');
  await hall.press(hall.admin(), 'Start now');
  await hall.shows(/question 1 of/);
  const [row] = await hall.sql<{ id: string }[]>`select id from quizzes`;
  return { ...hall, quizId: row?.id ?? '' };
}

test('a moderator opens a lobby; a second live quiz in the channel has to wait, and nobody starts an empty one', async () => {
  const hall = await openHall(noon);
  hall.lead();
  const mira = hall.admin();
  const begun = await mira.runs('live', { topic: 'tcp', questions: 5, seconds: 40 });
  expect(begun).toMatchObject({ private: true, wakes: true });
  expect(wordsOf(begun)).toContain('5 questions, 40 seconds each');
  await hall.shows('Nobody has joined');
  expect(labelsOf(hall.messages[0] ?? begun)).toEqual(['Join', 'Start now', 'Cancel']);
  expect(wordsOf(await mira.runs('live', { lesson: 'Ports' }))).toContain(
    'under way in this channel already',
  );
  expect(wordsOf(await hall.press(mira, 'Start now'))).toContain('nobody has joined yet');
  expect(wordsOf(await hall.press(hall.member('ada'), 'Start now'))).toContain('for moderators');
  expect(wordsOf(await hall.press(hall.member('ada'), 'Cancel'))).toContain('for moderators');
  expect(wordsOf(await hall.press(hall.member('ada'), 'Join'))).toContain('You play along.');
  expect(wordsOf(await hall.press(hall.member('ada'), 'Join'))).toContain('already');
  expect(wordsOf(await hall.press(mira, 'Start now'))).toContain('It starts now.');
});

test('the first answer counts; before the time is up nothing tells whether it is right, by whatever button', async () => {
  const hall = await openRound();
  const { quizId } = hall;
  const ada = hall.member('ada');
  const yes = wordsOf(await hall.answers(ada, 'yes'));
  const no = wordsOf(await hall.answers(hall.member('bob'), 'no'));
  expect(yes.replace(/\*\*.\*\*/, '')).toBe(no.replace(/\*\*.\*\*/, ''));
  const letter = /\*\*(.)\*\*/.exec(yes)?.[1];
  expect(wordsOf(await hall.answers(ada, 'no'))).toContain(`Your first answer stands: **${letter}**.`);
  // Forged: the buttons of other quizzes with this one's id, and this quiz's own that come at its end.
  const forged = [
    ...['answer', 'form', 'hint', 'lock'].map(action => `quiz:${action}:${quizId}.0.yes`),
    ...['quiz:next', 'live:result', 'live:practise', 'live:report', 'live:about'].map(
      id => `${id}:${quizId}`,
    ),
    ...[`live:answer:${quizId}.1.yes`, `live:answer:${quizId}.0.nothing`, `live:answer:${quizId}.-1.yes`],
    ...['live:answer:nothing.0.yes', 'live:join:nothing', `live:answer:${quizId}`],
  ];
  for (const id of forged) {
    const words = wordsOf(await hall.send(ada, id));
    expect(words, id).not.toMatch(/\*\*Right|Not quite|Because|of 3 right|Something broke/);
    expect(words, id).toMatch(
      /^(A live quiz is answered with|The live quiz isn’t over|That question is no longer|I don’t know that live)/,
    );
  }
  expect(await hall.sql`select 1 from answers where member_id = ${ada.id}`).toHaveLength(1);
});

test('a press on a question that is over changes nothing and says so kindly', async () => {
  const hall = await openRound();
  const old = hall.answerId('yes');
  hall.pass(25);
  await hall.shows('Because yes');
  const words = wordsOf(await hall.send(hall.member('ada'), old));
  expect(words).toContain('The time for that question is over');
  expect(await hall.sql`select 1 from answers`).toEqual([]);
});

test('where one cohort studies it is the cohort’s quiz: others are told, its members’ points and study day count in it', async () => {
  const bot = await startTestBot(noon);
  const hall = await openHall(noon, { curriculum: bot.curriculum });
  await hall.startCohort('Autumn', { pathway: 'infrastructure' });
  await hall.tick();
  hall.lead();
  const ada = hall.member('ada');
  await ada.runs('join', { cohort: 'Autumn' });
  // One lesson was posted, and it has fewer than five questions that a press can answer.
  expect(wordsOf(await hall.admin().runs('live'))).toMatch(
    /5 questions, 25 seconds each[\s\S]*Only questions that one press can answer are asked live\. This channel hasn’t had enough of them yet: [12] (is|are) of lessons beside it, which may be new to some\./,
  );
  await hall.shows('For the members of **Autumn**.');
  expect(wordsOf(await hall.press(hall.member('zoe'), 'Join'))).toContain('for people in its cohort');
  await hall.press(ada, 'Join');
  await hall.press(hall.admin(), 'Start now');
  await hall.shows(/question 1 of/);
  const card = hall.messages.at(-1);
  const id = card ? (/live:answer:[^"]+/.exec(JSON.stringify(payloadOf(card)))?.[0] ?? '') : '';
  await hall.send(ada, id);
  const [autumn] = await hall.sql<{ id: string }[]>`select id from cohorts`;
  const kept = await hall.sql<
    { cohort: string }[]
  >`select cohort_id as cohort from kept_days where action = 'quiz'`;
  expect(kept.map(row => row.cohort)).toEqual([autumn?.id]);
  // The thread of a lesson bears the id of its post.
  const thread = await hall.sql<
    { id: string }[]
  >`select message_id as id from deliveries where message_id is not null`;
  const inThread = await listCohortsOfChannel(hall.db, hall.guildId, thread[0]?.id ?? '');
  expect(inThread.map(one => one.name)).toEqual(['Autumn']);
  const points = await hall.sql<{ cohort: string | null }[]>`select cohort_id as cohort from points`;
  expect(points.every(row => row.cohort === autumn?.id)).toBe(true);
});

test('at its end everybody can look at their own result, practise exactly these, and report one of them', async () => {
  const hall = await openRound();
  const ada = hall.member('ada');
  const asked = [];
  for (const n of [1, 2, 3]) {
    await hall.shows(new RegExp(`question ${n} of 3[\\s\\S]*The time ends`));
    asked.push(/Question number \d/.exec(hall.shown())?.[0]);
    await hall.answers(ada, n === 2 ? 'no' : 'yes');
    hall.pass(25);
    await hall.shows('Because yes');
    hall.pass(8);
  }
  await hall.shows('The live quiz is over');
  expect(wordsOf(await hall.press(ada, 'My result'))).toMatch(
    /2 of 3 right\n- Question 1: right, and first of all\n- Question 2: not quite\n- Question 3: right/,
  );
  const practice = await hall.press(ada, 'Practise these');
  expect(wordsOf(practice)).toContain('question 1 of 3');
  expect(asked).toContain(/Question number \d/.exec(wordsOf(practice))?.[0]);
  const which = await hall.press(ada, 'Report a question');
  const { customId, values } = chooseIn(which, [`2  ${asked[1]}?`]);
  const form = await hall.dispatch.press(ada.actor, customId, values);
  expect(form).toMatchObject({
    kind: 'form',
    press: { command: 'quiz', action: 'report', argument: `${hall.quizId}.1` },
  });
  await ada.submits(form, {}, { reason: ['The answer marked as right is wrong'] });
  const [report] = await hall.sql<{ question: string }[]>`select question_id as question from reports`;
  expect(report?.question).toBe(`net/ports#q${asked[1]?.at(-1)}`);
}, 240_000);

type Hall = Awaited<ReturnType<typeof openHall>>;

/** What a moderator does in `/insights` with question `n` of the small curriculum. */
async function settle(
  hall: Hall,
  n: string | undefined,
  action: 'correct' | 'retire',
  right = '',
): Promise<void> {
  const mira = hall.admin();
  const form = await mira.forges(`insights:${action}:net/ports#q${n}`);
  const picks: Record<string, string[]> = action === 'correct' ? { options: [`${right} ${n}`] } : {};
  expect(wordsOf(await mira.presses(await mira.submits(form, {}, picks), 'Apply'))).toContain('Done.');
}

test('“My result” is judged by the keys that hold now, and what was taken out counts for nobody', async () => {
  const hall = await openRound();
  const [ada, ben] = [hall.member('ada'), hall.member('ben')];
  const asked: string[] = [];
  for (const n of [1, 2, 3]) {
    await hall.shows(new RegExp(`question ${n} of 3[\\s\\S]*The time ends`));
    asked.push(/Question number (\d)/.exec(hall.shown())?.[1] ?? '');
    await hall.answers(ben, 'no');
    await hall.answers(ada, n === 2 ? 'no' : 'yes');
    // Taken out while it is asked.
    if (n === 2) await settle(hall, asked[1], 'retire');
    // Corrected while it is asked: it is shown and paid by the new key.
    if (n === 3) await settle(hall, asked[2], 'correct', 'no');
    hall.pass(25);
    await hall.shows(n === 2 ? 'no longer' : n === 3 ? `First with it: <@${ben.id}>` : 'Because yes');
    hall.pass(8);
  }
  await hall.shows('The live quiz is over');
  // Each has one of the two that count.
  expect(hall.shown()).toMatch(new RegExp(`First:\\*\\* <@(${ada.id}|${ben.id})>, 1 of 2 right`));
  expect(wordsOf(await hall.press(ada, 'My result'))).toMatch(
    /## 1 of 2 right\n- Question 1: right, and first of all\n- Question 2: taken out, so it doesn’t count here\n- Question 3: not quite/,
  );
  await settle(hall, asked[0], 'correct', 'no');
  expect(wordsOf(await hall.press(ada, 'My result'))).toMatch(
    /## 0 of 2 right\n- Question 1: not quite\n- Question 2: taken out.*\n- Question 3: not quite/,
  );
  expect(wordsOf(await hall.press(ben, 'My result'))).toMatch(
    /## 2 of 2 right\n- Question 1: right, and first of all\n- Question 2: taken out.*\n- Question 3: right, and first of all/,
  );
  const firsts = await hall.sql`
    select member_id as id, sum(points)::int as points from points where starts_with(reason, 'live:') group by 1 having sum(points) <> 0`;
  expect(firsts.map(row => ({ ...row }))).toEqual([{ id: ben.id, points: 4 }]);
}, 240_000);

test('a question that this server’s moderators corrected is asked, judged and shown as corrected', async () => {
  const hall = await openHall(noon);
  for (const n of [0, 1, 2, 3, 4])
    await hall.sql`
      insert into errata (guild_id, id, question_id, question_rev, verdict, right_ids, actor_id, created_at)
      values (${hall.guildId}, ${`e${n}`}, ${`net/ports#q${n}`}, 1, 'corrected', '{no}', 'mira', now())`;
  hall.lead();
  await hall.admin().runs('live', { lesson: 'Ports' });
  await hall.shows('Nobody has joined');
  await hall.press(hall.member('ada'), 'Join');
  await hall.press(hall.admin(), 'Start now');
  await hall.shows(/question 1 of/);
  await hall.answers(hall.member('bob'), 'yes');
  await hall.answers(hall.member('ada'), 'no');
  hall.pass(25);
  await hall.shows('Your moderators corrected this question.');
  // Both whys were written for the other key.
  expect(hall.shown()).not.toMatch(/Because (yes|no)/);
  expect(hall.shown()).toMatch(/\*\*[A-C] {2}no \d\*\* \(right/);
  expect(hall.shown()).toContain(`First with it: <@${hall.member('ada').id}>`);
});

/** Lesson of each question that live quizzes asked, the newest quiz last. */
const lessonsAsked = async (hall: Awaited<ReturnType<typeof openHall>>): Promise<string[]> => {
  const rows = await hall.sql<{ ids: string[] }[]>`
    select question_ids as ids from quizzes where kind = 'live' order by opened_at`;
  return (rows.at(-1)?.ids ?? []).map(id => id.split('#')[0] ?? '');
};

test('a lesson with too few questions for a press is filled up with what the channel has had, then with lessons beside it', async () => {
  const { curriculum } = await startTestBot(noon);
  const hall = await openHall(noon, { curriculum });
  const chosen = 'db/acid';
  // In a channel where nobody studies, only lessons beside it are at hand.
  const words = wordsOf(await hall.admin().runs('live', { lesson: chosen, questions: 8 }));
  expect(words).toMatch(
    /8 questions[\s\S]*Only questions that one press can answer are asked live\. Only \d of those that you chose (is|are) such; \d are of lessons beside it, which may be new to some\./,
  );
  const first = await lessonsAsked(hall);
  expect(first).toHaveLength(8);
  expect(first[0]).toBe(chosen);
  expect(new Set(first).size).toBeGreaterThan(1);

  // Chance may have asked all that this channel is about to have; the last live quiz isn't asked again.
  await hall.sql`delete from live_rounds`;
  await hall.sql`delete from quizzes`;
  await hall.startCohort('Autumn', { pathway: 'infrastructure' }, { dailyQuestions: 2 });
  await hall.member('ada').runs('join', { cohort: 'Autumn' });
  await hall.tick();
  hall.pass(60);
  const [post] = await hall.sql<
    { lesson: string }[]
  >`select lesson_id as lesson from deliveries where lesson_id is not null`;
  expect(wordsOf(await hall.admin().runs('live', { lesson: chosen, questions: 5 }))).toContain(
    'of what this channel has had so far',
  );
  expect(await lessonsAsked(hall)).toContain(post?.lesson);
  // What the daily quiz asks that is open isn't given away.
  const daily = await hall.sql<
    { ids: string[] }[]
  >`select question_ids as ids from quizzes where kind = 'daily'`;
  const live = await hall.sql<
    { ids: string[] }[]
  >`select question_ids as ids from quizzes where kind = 'live' order by opened_at`;
  expect(daily[0]?.ids).toHaveLength(2);
  expect(
    live
      .slice(-1)
      .flatMap(row => row.ids)
      .filter(id => daily[0]?.ids.includes(id)),
  ).toEqual([]);
});

test('a live quiz never has fewer than five questions, and what doesn’t fit together is refused', async () => {
  const hall = await openHall(noon, { curriculum: smallCurriculum(4) });
  expect(wordsOf(await hall.admin().runs('live', { lesson: 'Ports' }))).toContain(
    'Only questions that one press can answer are asked live, and a live quiz has at least 5. I found only 4,',
  );
  expect(await hall.sql`select 1 from quizzes`).toEqual([]);
  const other = await openHall(noon, { curriculum: (await startTestBot(noon)).curriculum });
  expect(wordsOf(await other.admin().runs('live', { lesson: 'db/acid', topic: 'tls' }))).toContain(
    'No lesson is about all of these at once',
  );
});

test('what the channel’s last live quiz asked isn’t asked in the next', async () => {
  const hall = await openHall(noon, { curriculum: smallCurriculum(10) });
  const mira = hall.admin();
  const ids = async () =>
    (await hall.sql<{ ids: string[] }[]>`select question_ids as ids from quizzes order by opened_at`).map(
      row => row.ids,
    );
  await mira.runs('live', { lesson: 'Ports' });
  await hall.sql`update live_rounds set step = 'over'`;
  hall.pass(60);
  await mira.runs('live', { lesson: 'Ports' });
  const [first, second] = await ids();
  expect([first?.length, second?.length]).toEqual([5, 5]);
  expect(first?.filter(id => second?.includes(id))).toEqual([]);
  await hall.sql`update live_rounds set step = 'over'`;
  hall.pass(60);
  await mira.runs('live', { lesson: 'Ports' });
  expect((await ids())[2]?.sort()).toEqual(first?.sort());
});

test('a channel in which the bot lacks a permission is refused with its name; a wish that holds too little says what to do', async () => {
  const hall = await openHall(noon, { curriculum: smallCurriculum(2) });
  expect(wordsOf(await hall.admin().runs('live', { lesson: 'Ports' }))).toContain('I found only 2');
  hall.lacking.set(hall.channelId, ['Read Message History']);
  expect(wordsOf(await hall.admin().runs('live'))).toContain('permission Read Message History');
  expect(wordsOf(await hall.admin().runs('live', { lesson: 'no such lesson at all' }))).toContain(
    'I don’t know a lesson',
  );
  expect(await hall.sql`select 1 from quizzes`).toEqual([]);
});
