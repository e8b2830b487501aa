import { expect, test } from 'vitest';
import { decideDailyQuizzes } from '../../src/jobs/daily-quiz.ts';
import { postDue } from '../../src/jobs/post-due.ts';
import { setDeliveryReady } from '../../src/store/deliveries.ts';
import { addErratum } from '../../src/store/errata.ts';
import { addKeyRevision, holdKeys } from '../../src/store/key-revision.ts';
import { setOpenAnswer } from '../../src/store/open-answers.ts';
import { addAnswer } from '../../src/store/quizzes.ts';
import { findButton, labelsOf, wordsOf } from '../support/shown.ts';
import { worthOf } from '../support/worth.ts';
import { apiError, type CohortFacts, setStage } from './stage.ts';

const monday = '2026-11-23T09:00:00Z';
const tuesday = '2026-11-24T09:00:00Z';
/** 03:00 on the first morning at least 18 hours later. */
const closing = '2026-11-24T03:00:00Z';

async function setQuizStage(facts: CohortFacts = {}, members = ['ada']) {
  const stage = await setStage('2026-11-23T08:00:00Z');
  const id = await stage.addCohort({ dailyQuestions: 3, ...facts });
  const joins = (name: string) => stage.sql`
    insert into memberships (guild_id, cohort_id, member_id, joined_at)
    values (${stage.guildId}, ${id}, ${stage.member(name).id}, ${monday})`;
  for (const name of members) await joins(name);
  const quizzes = () =>
    stage.sql<
      { id: string; study_day: string; question_ids: string[]; closes_at: Date; lesson_id: string | null }[]
    >`select id, study_day::text, question_ids, closes_at, lesson_id from quizzes where kind = 'daily' order by study_day`;
  const posts = () => stage.sql<{ kind: string; state: string; study_day: string; due_at: Date }[]>`
    select kind, state, study_day::text, due_at from deliveries where lane = 'beside' order by study_day, kind`;
  /** What was sent, by the first words of each post. */
  const titles = () =>
    stage.sent.map(({ card }) => {
      const words = wordsOf(card);
      return /## (.*)/.exec(words)?.[1] ?? words.slice(0, 40);
    });
  return { ...stage, id, quizzes, posts, titles, joins };
}
type QuizStage = Awaited<ReturnType<typeof setQuizStage>>;

const questionOf = ({ curriculum }: QuizStage, full: string) => {
  const [lessonId, id] = full.split('#');
  const question = curriculum.lessons.get(lessonId ?? '')?.questions.find(one => one.id === id);
  if (!question) throw new Error(`no question ${full}`);
  return question;
};

/** A row of an answer, as `takeAnswer` keeps it. */
async function answers(
  stage: QuizStage,
  quizId: string,
  memberId: string,
  { right, full, at = monday }: { right: boolean; full: string; at?: string },
) {
  const question = questionOf(stage, full);
  if (!('options' in question) || question.options.length === 0)
    throw new Error(`${full} has no options: this test needs some`);
  const chosen = question.options.filter(option => option.right === right).map(option => option.id);
  await addAnswer(
    stage.db,
    {
      ...{ guildId: stage.guildId, quizId, memberId, questionId: full, questionRev: question.rev },
      ...{ chosen: question.type === 'multi' ? chosen : chosen.slice(0, 1), rightThen: [], right },
      ...{ share: right ? 100 : 0, answeredAt: new Date(at) },
    },
    worthOf({ reason: `answer:${full}`, cohortId: null, first: 0 }),
  );
}

/** A quiz of which every question has options, so that percentages can be told. */
async function plainQuiz(stage: QuizStage) {
  const [lesson] = [...stage.curriculum.lessons.values()].filter(({ id }) => id === 'db/acid');
  const full = (lesson?.questions ?? [])
    .filter(({ type }) => type === 'single')
    .slice(0, 2)
    .map(({ id }) => `db/acid#${id}`);
  expect(full).toHaveLength(2);
  await stage.sql`update quizzes set question_ids = ${full} where kind = 'daily'`;
  const [quiz] = await stage.quizzes();
  return { quizId: quiz?.id ?? '', full };
}

test('the quiz comes right after the lesson, in the same tick, over that lesson; it is decided once', async () => {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  expect(stage.titles()).toEqual(['Subqueries and WITH', 'Daily quiz: 3 questions, about 3 minutes']);
  const [quiz, ...more] = await stage.quizzes();
  expect(more).toEqual([]);
  expect(quiz).toMatchObject({ study_day: '2026-11-23', closes_at: new Date(closing) });
  expect(quiz?.question_ids.every(id => id.startsWith(`${quiz.lesson_id}#`))).toBe(true);
  const card = stage.sent[1]?.card;
  if (!card) throw new Error('no quiz was posted');
  expect(card).not.toHaveProperty('private');
  const words = wordsOf(card);
  expect(words).toContain('day 1 of 12 ▸ daily quiz');
  expect(words).toContain('On the lesson of the day.');
  expect(words).toContain(`It closes <t:${Date.parse(closing) / 1000}:F>`);
  expect(words).toContain('Your answers are private, and the first one counts.');
  expect(labelsOf(card)).toEqual(['Take the quiz']);
  expect(findButton(card, 'Take the quiz')).toMatch(/^daily:open:[a-z0-9]{20}$/);

  for (let n = 0; n < 3; n += 1) await stage.tickAt(new Date(Date.parse(monday) + n * 60_000));
  expect(stage.sent).toHaveLength(2);
  expect(await stage.quizzes()).toHaveLength(1);
});

test('from the second day on one question is of a lesson before', async () => {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  await stage.tickAt(tuesday);
  const [first, second] = await stage.quizzes();
  const ofDay = second?.question_ids.filter(id => id.startsWith(`${second.lesson_id}#`));
  expect(ofDay).toHaveLength(2);
  expect(second?.question_ids.at(-1)).toMatch(new RegExp(`^${first?.lesson_id}#`));
  expect(first?.question_ids).not.toContain(second?.question_ids.at(-1));
  const words = wordsOf(stage.sent.at(-1)?.card ?? { kind: 'card', accent: 'quiz', blocks: [] });
  expect(words).toContain('and 1 question from a lesson before.');
});

test('a day without a lesson has a quiz over the latest ones, and none before there are any', async () => {
  const stage = await setQuizStage();
  await stage.sql`update plan_days set kind = 'review', lesson_id = null where slot = 0 and study_day = '2026-11-24'`;
  await stage.tickAt(monday);
  await stage.tickAt(tuesday);
  const [first, second] = await stage.quizzes();
  expect(second).toMatchObject({ study_day: '2026-11-24', lesson_id: null });
  expect(second?.question_ids.every(id => id.startsWith(`${first?.lesson_id}#`))).toBe(true);
  expect(wordsOf(stage.sent.at(-1)?.card as never)).toContain('On what you have learned lately.');

  const other = await setQuizStage();
  await other.sql`update plan_days set kind = 'practice', lesson_id = null where study_day = '2026-11-23'`;
  await other.tickAt(monday);
  expect(other.sent).toHaveLength(1);
  expect(await other.quizzes()).toEqual([]);
});

test('two processes that decide at once, many times: one quiz, one post of each kind', async () => {
  const stage = await setQuizStage({}, []);
  await stage.tickAt(monday);
  await stage.joins('ada');
  const decided = await Promise.all(
    Array.from({ length: 12 }, () => decideDailyQuizzes(stage.parts, stage.now())),
  );
  expect(decided.reduce((sum, n) => sum + n, 0)).toBe(1);
  const [quiz, ...more] = await stage.quizzes();
  expect(more).toEqual([]);
  expect(await stage.posts()).toMatchObject([{ kind: 'daily-quiz' }, { kind: 'daily-result' }]);
  const facts = await stage.sql`select facts from deliveries where lane = 'beside'`;
  expect(facts.map(row => row.facts)).toEqual([{ quizId: quiz?.id }, { quizId: quiz?.id }]);
});

test('a quiz is never kept without its posts: both or neither', async () => {
  const stage = await setQuizStage();
  await stage.sql`alter table deliveries add constraint no_quiz check (kind <> 'daily-result') not valid`;
  try {
    await expect(stage.tickAt(monday)).rejects.toThrow();
    expect(await stage.quizzes()).toEqual([]);
    const facts = await stage.sql`select facts from deliveries where lane = 'beside'`;
    expect(facts).toEqual([{ facts: {} }]);
  } finally {
    await stage.sql`alter table deliveries drop constraint no_quiz`;
  }
  await stage.tickAt('2026-11-23T09:01:00Z');
  expect(stage.titles()).toEqual(['Subqueries and WITH', 'Daily quiz: 3 questions, about 3 minutes']);
});

test.each([
  ['no questions are wished for', { dailyQuestions: 0 }, ['ada']],
  ['nobody studies there', {}, []],
] as const)('there is no quiz where %s', async (_why, facts, members) => {
  const stage = await setQuizStage(facts, [...members]);
  await stage.tickAt(monday);
  expect(stage.sent).toHaveLength(1);
  expect(await stage.quizzes()).toEqual([]);
});

test('an archived cohort gets neither quiz nor result', async () => {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  const [quiz] = await stage.quizzes();
  await answers(stage, quiz?.id ?? '', 'ada', { right: true, full: (await plainQuiz(stage)).full[0] ?? '' });
  await stage.sql`update cohorts set state = 'archived'`;
  await stage.tickAt(closing);
  expect(stage.sent).toHaveLength(2);
  expect((await stage.posts()).map(post => post.state)).toEqual(['sent', 'cancelled']);
});

test('whoever comes first into an empty cohort finds the quiz of the day', async () => {
  const stage = await setQuizStage({}, []);
  await stage.tickAt(monday);
  await stage.joins('ada');
  await stage.tickAt('2026-11-23T11:00:00Z');
  expect(stage.titles()).toEqual(['Subqueries and WITH', 'Daily quiz: 3 questions, about 3 minutes']);
});

test('the quiz waits for a lesson that is late, and closes at the end of the day that begins with it', async () => {
  const stage = await setQuizStage();
  stage.refusing.set(stage.channelId, apiError(403, 50013));
  await stage.tickAt(monday);
  await stage.tickAt('2026-11-23T12:00:00Z');
  expect(await stage.quizzes()).toEqual([]);
  stage.refusing.clear();
  await stage.tickAt('2026-11-23T13:00:00Z');
  expect(stage.titles()).toEqual(['Subqueries and WITH', 'Daily quiz: 3 questions, about 3 minutes']);
  expect((await stage.quizzes())[0]?.closes_at).toEqual(new Date('2026-11-25T03:00:00Z'));
});

test('two lessons of a day: the quiz comes after both, and asks about both', async () => {
  const stage = await setQuizStage({ dailyQuestions: 10 });
  const [, second] = stage.curriculum.pathways.get('infrastructure')?.lessons ?? [];
  await stage.sql`
    update plan_days set study_day = '2026-11-23', slot = 1
    where lesson_id = ${second?.lessonId ?? ''}`;
  stage.fails(new Error('x'), { arrives: true });
  stage.fails(apiError(403, 50013));
  await stage.tickAt(monday);
  expect(await stage.quizzes()).toEqual([]);
  await stage.tickAt('2026-11-23T09:01:00Z');
  expect(await stage.quizzes()).toEqual([]);
  await stage.tickAt('2026-11-23T09:02:00Z');
  const [quiz] = await stage.quizzes();
  expect(new Set(quiz?.question_ids.map(id => id.split('#')[0])).size).toBe(2);
  expect(quiz?.lesson_id).toBeNull();
  expect(stage.titles().slice(2)).toEqual(['Daily quiz: 10 questions, about 10 minutes']);
  expect(wordsOf(stage.sent.at(-1)?.card as never)).toMatch(/On the 2 lessons of the day/);
});

test('the last lesson of a plan has a quiz and a result, though the cohort ends with it', async () => {
  const stage = await setQuizStage({ lessons: 1 });
  await stage.tickAt(monday);
  expect((await stage.sql`select state from cohorts`)[0]).toMatchObject({ state: 'ended' });
  expect(stage.titles()).toEqual(['Subqueries and WITH', 'Daily quiz: 3 questions, about 3 minutes']);
});

test('a quiz whose first member comes in the night isn’t posted any more, but can be taken; after closing there is none', async () => {
  const stage = await setQuizStage({}, []);
  await stage.tickAt(monday);
  await stage.joins('ada');
  await stage.tickAt('2026-11-24T02:59:00Z');
  expect(await stage.quizzes()).toHaveLength(1);
  expect((await stage.posts())[0]).toMatchObject({ kind: 'daily-quiz', state: 'missed' });
  await stage.tickAt('2026-11-24T04:00:00Z');
  expect(stage.sent).toHaveLength(1);

  const late = await setQuizStage({}, []);
  await late.tickAt(monday);
  await late.joins('ada');
  await late.tickAt(closing);
  expect(await late.quizzes()).toEqual([]);
  expect(await late.posts()).toMatchObject([{ kind: 'daily-quiz', state: 'cancelled' }]);
  expect(late.sent).toHaveLength(1);
});

test('a day whose lesson never came has no quiz, and the next one has', async () => {
  const stage = await setQuizStage({ latePolicy: 'skip', lateWindowHours: 2 });
  stage.refusing.set(stage.channelId, apiError(403, 50013));
  await stage.tickAt(monday);
  stage.refusing.clear();
  await stage.tickAt('2026-11-23T12:00:00Z');
  expect(stage.sent).toEqual([]);
  expect(await stage.quizzes()).toEqual([]);
  expect((await stage.posts())[0]).toMatchObject({ kind: 'daily-quiz', state: 'cancelled' });
  await stage.tickAt(tuesday);
  expect(stage.titles()).toHaveLength(2);
});

test('a lost answer to the post of a quiz doesn’t post it twice', async () => {
  const stage = await setQuizStage({}, []);
  await stage.tickAt(monday);
  await stage.joins('ada');
  stage.fails(new Error('the answer was lost'), { arrives: true });
  await stage.tickAt('2026-11-23T09:01:00Z');
  await stage.tickAt('2026-11-23T09:02:00Z');
  expect(stage.sent).toHaveLength(2);
  expect((await stage.posts())[0]).toMatchObject({ kind: 'daily-quiz', state: 'sent' });
});

test('a restored backup that knows nothing of it decides the quiz anew, and finds its post instead of sending it again', async () => {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  await stage.sql`delete from quizzes`;
  await stage.sql`delete from deliveries`;
  await stage.sql`update cohorts set next_due_at = ${monday}`;
  await stage.tickAt('2026-11-23T09:30:00Z');
  expect(stage.sent).toHaveLength(2);
  const [quiz, ...more] = await stage.quizzes();
  expect(more).toEqual([]);
  expect(await stage.posts()).toMatchObject([
    { kind: 'daily-quiz', state: 'sent' },
    { kind: 'daily-result', state: 'due' },
  ]);
  const facts = await stage.sql`select facts->>'quizId' as quiz from deliveries where lane = 'beside'`;
  expect(facts).toEqual([{ quiz: quiz?.id }, { quiz: quiz?.id }]);
});

test('a quiz that is turned off before its lesson comes is not posted', async () => {
  const stage = await setQuizStage();
  await stage.decide();
  stage.moveTo(monday);
  await stage.decide();
  await stage.sql`update cohorts set daily_questions = 0`;
  await stage.tickAt(monday);
  expect(stage.sent).toHaveLength(1);
  await stage.tickAt(closing);
  expect(await stage.posts()).toMatchObject([{ kind: 'daily-quiz', state: 'cancelled' }]);
  expect(stage.sent).toHaveLength(1);
});

test('a question that moderators took out is not asked', async () => {
  const stage = await setQuizStage({ dailyQuestions: 10 });
  const first = stage.curriculum.pathways.get('infrastructure')?.lessons[0]?.lessonId ?? '';
  const [question] = stage.curriculum.lessons.get(first)?.questions ?? [];
  const questionId = `${first}#${question?.id}`;
  await addErratum(
    stage.db,
    {
      ...{ guildId: stage.guildId, id: 'e1', questionId, questionRev: question?.rev ?? 1 },
      ...{ verdict: 'retired', rightIds: [], note: null, actorId: 'mira', createdAt: new Date(monday) },
    },
    [],
  );
  await stage.tickAt(monday);
  const [quiz] = await stage.quizzes();
  expect(quiz?.question_ids.length).toBeGreaterThan(3);
  expect(quiz?.question_ids).not.toContain(questionId);
});

test('when it closes, one post says how it went, in percent and without names', async () => {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  const { quizId, full } = await plainQuiz(stage);
  const [one = '', two = ''] = full;
  for (const [n, right] of [true, true, true, false].entries())
    await answers(stage, quizId, `80000000000000010${n}`, { right, full: one });
  for (const [n, right] of [true, false, false].entries())
    await answers(stage, quizId, `80000000000000010${n}`, { right, full: two });
  await stage.tickAt('2026-11-24T02:59:00Z');
  expect(stage.sent).toHaveLength(2);
  await stage.tickAt(closing);
  await stage.tickAt('2026-11-24T03:01:00Z');
  expect(stage.titles().slice(2)).toEqual(['How the daily quiz went']);
  const card = stage.sent[2]?.card;
  if (!card) throw new Error('no result was posted');
  const words = wordsOf(card);
  expect(words).toContain('4 people took part.');
  const rightText = (full: string) => {
    const question = questionOf(stage, full);
    return 'options' in question ? (question.options.find(option => option.right)?.text ?? '') : '';
  };
  expect(words).toContain(`- **75 %** ${rightText(one)} (right)`);
  expect(words).toContain(`- **33 %** ${rightText(two)} (right)`);
  expect(words).toContain('**Most worth another look: question 2**');
  expect(words).not.toMatch(/80000000000000010|<@/);
  expect(labelsOf(card)).toEqual(['Read the lesson', 'Practise these']);
  expect(findButton(card, 'Practise these')).toMatch(/^daily:practise:[a-z0-9]{20}$/);
});

test('what moderators decided meanwhile is told with it: no question is missing without a word, and no answer is right that isn’t', async () => {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  const { quizId, full } = await plainQuiz(stage);
  const [one = '', two = ''] = full;
  for (const n of [0, 1, 2])
    for (const id of full) await answers(stage, quizId, `80000000000000010${n}`, { right: false, full: id });
  const decide = (questionId: string, verdict: string, at: string) =>
    addErratum(
      stage.db,
      {
        ...{ guildId: stage.guildId, id: at, questionId, questionRev: questionOf(stage, questionId).rev },
        ...{ verdict, rightIds: [], note: `Reason *${verdict}*`, actorId: 'mira', createdAt: new Date(at) },
      },
      [],
    );
  await decide(one, 'all-right', '2026-11-23T10:00:00Z');
  await decide(two, 'retired', '2026-11-23T11:00:00Z');
  await stage.tickAt(closing);
  const words = wordsOf(stage.sent[2]?.card as never);
  expect(words).toContain('3 people took part.');
  expect(words).toContain(
    '**Your moderators corrected this question:** every answer counts as right.\nThey say: “Reason \\*all\\-right\\*”',
  );
  expect(words).toMatch(/\*\*2\.\*\* .*\n\*\*Your moderators took this question out:/);
  expect(words).toContain('They say: “Reason \\*retired\\*”');
  expect(words).not.toContain('(right)');
  expect(words).not.toContain('Right: ');
  expect(words).not.toContain('worth another look');
  expect(words).toContain('Nobody missed anything.');
});

/** A quiz of two questions whose result stands: four people, of whom three have the first right and one the second. */
async function setResultStage() {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  const { quizId, full } = await plainQuiz(stage);
  for (const [n, right] of [true, true, true, false].entries())
    for (const [place, id] of full.entries())
      await answers(stage, quizId, `80000000000000010${n}`, {
        right: place === 0 ? right : n === 0,
        full: id,
      });
  await stage.tickAt(closing);
  expect(stage.titles().slice(2)).toEqual(['How the daily quiz went']);
  let corrections = 0;
  const correct = async (
    full: string,
    verdict: 'corrected' | 'all-right' | 'retired',
    rightIds: string[] = [],
  ) => {
    corrections += 1;
    const questionRev = questionOf(stage, full).rev;
    await stage.db.transaction(tx =>
      addErratum(
        tx,
        {
          ...{
            guildId: stage.guildId,
            id: `e${corrections}`,
            questionId: full,
            questionRev,
            verdict,
            rightIds,
          },
          ...{ note: null, actorId: 'mira', createdAt: stage.now() },
        },
        [],
      ),
    );
  };
  const optionsOf = (id: string) => {
    const question = questionOf(stage, id);
    return 'options' in question ? question.options : [];
  };
  const [one = '', two = ''] = full;
  const right = optionsOf(one).find(option => option.right);
  const wrong = optionsOf(one).find(option => !option.right);
  if (!right || !wrong) throw new Error('no options');
  return { ...stage, one, two, right, wrong, correct };
}

test('a result that stands is put anew once a question of it is corrected: in its place, once, and with a word', async () => {
  const stage = await setResultStage();
  const { one, two, right, wrong, correct } = stage;
  expect(wordsOf(stage.sent[2]?.card as never)).toContain(`- **75 %** ${right.text} (right)`);
  await stage.tickAt('2026-11-24T05:00:00Z');
  expect(stage.edited).toEqual([]);
  await correct(one, 'corrected', [wrong.id]);
  // A first try that fails is made up for, by whoever comes next.
  stage.followTroubles.push(apiError(502, 0));
  await stage.tickAt('2026-11-24T05:01:00Z');
  expect(stage.edited).toEqual([]);
  for (const minute of ['02', '03']) await stage.tickAt(`2026-11-24T05:${minute}:00Z`);
  expect(stage.edited.map(one => one.messageId)).toEqual(['message 3']);
  const [card] = stage.edited.map(one => one.card);
  if (!card) throw new Error('nothing was put anew');
  const words = wordsOf(card);
  expect(words).toContain('-# Corrected since it was posted');
  expect(words).toContain('4 people took part.');
  expect(words).toContain(`- **75 %** ${right.text}\n`);
  expect(words).toContain(`- **25 %** ${wrong.text} (right)`);
  expect(words).toContain('**Your moderators corrected this question.**');
  expect(words).not.toContain('<@');
  expect(findButton(card, 'Practise these')).toBe(findButton(stage.sent[2]?.card as never, 'Practise these'));
  expect(stage.sent).toHaveLength(3);

  await correct(one, 'retired');
  await correct(two, 'retired');
  await stage.tickAt('2026-11-24T05:04:00Z');
  expect(stage.edited).toHaveLength(2);
  const out = wordsOf(stage.edited[1]?.card as never);
  expect(out).toContain('All of its questions were taken out since');
  expect(out).not.toMatch(/\(right\)|Nobody missed|percentages/);
  expect(stage.sent).toHaveLength(3);
});

test('other results stay as they are: of another question, older than two weeks, or gone from the channel', async () => {
  const stage = await setResultStage();
  const [lesson] = [...stage.curriculum.lessons.values()].filter(({ id }) => id !== 'db/acid');
  await stage.correct(`${lesson?.id}#${lesson?.questions[0]?.id}`, 'all-right');
  await stage.tickAt('2026-11-24T05:00:00Z');
  expect(stage.edited).toEqual([]);
  await stage.correct(stage.one, 'all-right');
  stage.followTroubles.push(apiError(404, 10_008));
  await stage.tickAt('2026-11-24T05:01:00Z');
  await stage.tickAt('2026-11-24T05:02:00Z');
  const [row] = await stage.sql`select follow_up as state from deliveries where kind = 'daily-result'`;
  expect(row).toEqual({ state: 'refused' });
  stage.moveTo('2026-12-08T03:00:01Z');
  await stage.correct(stage.one, 'corrected', [stage.wrong.id]);
  await stage.runDue();
  expect(stage.edited).toEqual([]);
  expect(stage.sent.filter(({ card }) => wordsOf(card).includes('How the daily quiz went'))).toHaveLength(1);
});

test('a correction that comes while the result is sent, or put anew, is not lost', async () => {
  const stage = await setResultStage();
  const { one, right, wrong, correct, parts } = stage;
  await correct(one, 'corrected', [wrong.id]);
  const { edit } = parts.sender;
  let calls = 0;
  const slow: typeof edit = async (...args) => {
    calls += 1;
    if (calls === 1) await correct(one, 'corrected', [right.id]);
    await edit(...args);
  };
  stage.moveTo('2026-11-24T05:00:00Z');
  await postDue({ ...parts, sender: { ...parts.sender, edit: slow } }, () => false);
  expect(stage.edited).toHaveLength(1);
  await stage.tickAt('2026-11-24T05:01:00Z');
  expect(stage.edited).toHaveLength(2);
  expect(wordsOf(stage.edited[1]?.card as never)).toContain(`- **75 %** ${right.text} (right)`);

  const other = await setQuizStage();
  await other.tickAt(monday);
  const { quizId, full } = await plainQuiz(other);
  await answers(other, quizId, '800000000000000100', { right: true, full: full[0] ?? '' });
  other.moveTo(closing);
  const { send } = other.parts.sender;
  const meanwhile: typeof send = async (...args) => {
    const questionId = full[0] ?? '';
    const about = { questionId, questionRev: questionOf(other, questionId).rev, verdict: 'all-right' };
    await addErratum(
      other.db,
      {
        ...{ ...about, guildId: other.guildId, id: 'e', rightIds: [], note: null },
        ...{ actorId: 'mira', createdAt: other.now() },
      },
      [],
    );
    return send(...args);
  };
  await postDue({ ...other.parts, sender: { ...other.parts.sender, send: meanwhile } }, () => false);
  expect(other.titles().slice(2)).toEqual(['How the daily quiz went']);
  expect(other.edited.map(({ messageId }) => messageId)).toEqual(['message 3']);
});

test('a question that the curriculum no longer has is counted, so that nobody looks for it', async () => {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  const { quizId, full } = await plainQuiz(stage);
  await answers(stage, quizId, '800000000000000100', { right: false, full: full[0] ?? '' });
  await stage.sql`update quizzes set question_ids = question_ids || '{db/acid#gone}' where kind = 'daily'`;
  await stage.tickAt(closing);
  expect(wordsOf(stage.sent[2]?.card as never)).toContain(
    '1 more question of it is no longer in the curriculum.',
  );
});

test('what those learned who had met a question before is told as the best explained', async () => {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  const { quizId, full } = await plainQuiz(stage);
  const [one = '', two = ''] = full;
  for (const n of [0, 1, 2]) {
    const id = `80000000000000010${n}`;
    await answers(stage, 'an earlier quiz', id, { right: n === 0, full: one, at: '2026-11-22T09:00:00Z' });
    await answers(stage, quizId, id, { right: true, full: one });
    await answers(stage, quizId, id, { right: n === 0, full: two });
  }
  await stage.tickAt(closing);
  const words = wordsOf(stage.sent[2]?.card as never);
  expect(words).toContain('**Most worth another look: question 2**');
  expect(words).toContain(
    '**Best explained: question 1.** Of those who had met it before, 33 % had it right the first time, and 100 % this time.',
  );
});

test('with fewer than three nothing is told in numbers, only what is right; with nobody nothing at all', async () => {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  const { quizId, full } = await plainQuiz(stage);
  for (const person of ['ada', 'ben'])
    await answers(stage, quizId, person, { right: false, full: full[0] ?? '' });
  await stage.tickAt(closing);
  const words = wordsOf(stage.sent[2]?.card as never);
  expect(words).toContain('With so few there are no percentages');
  expect(words).toContain('Right: ');
  expect(words).not.toMatch(/\d %|took part\.$|people took/);

  const alone = await setQuizStage();
  await alone.tickAt(monday);
  await alone.tickAt(closing);
  expect(alone.sent).toHaveLength(2);
  expect((await alone.posts()).map(post => post.state)).toEqual(['sent', 'cancelled']);
});

/** Ada has chosen all that is right, and left it open. */
async function leftOpen() {
  const stage = await setQuizStage();
  await stage.tickAt(monday);
  const found = [...stage.curriculum.lessons.values()]
    .flatMap(lesson => lesson.questions)
    .find(question => question.type === 'multi');
  if (found?.type !== 'multi') throw new Error('the curriculum has no such question');
  const questionId = `${found.lessonId}#${found.id}`;
  await stage.sql`update quizzes set question_ids = ${[questionId]}`;
  const [quiz] = await stage.quizzes();
  const chosen = found.options.filter(option => option.right).map(option => option.id);
  const key = {
    guildId: stage.guildId,
    quizId: quiz?.id ?? '',
    memberId: stage.member('ada').id,
    questionId,
  };
  await setOpenAnswer(stage.db, key, chosen, new Date('2026-11-23T20:00:00Z'));
  return { ...stage, chosen };
}

test('answers that nobody locked count as they were given, once, with their points and their day', async () => {
  const stage = await leftOpen();
  await stage.tickAt('2026-11-24T02:00:00Z');
  expect(await stage.sql`select 1 from answers`).toHaveLength(0);

  stage.moveTo(closing);
  await Promise.all([stage.runDue(), stage.runDue(), stage.runDue()]);
  expect(await stage.sql`select is_right, answered_at, chosen from answers`).toEqual([
    { is_right: true, answered_at: new Date('2026-11-23T20:00:00Z'), chosen: stage.chosen },
  ]);
  expect(await stage.sql`select points, cohort_id from points`).toEqual([
    { points: 10, cohort_id: stage.id },
  ]);
  expect(await stage.sql`select points from scores`).toEqual([{ points: 10 }]);
  expect(await stage.sql`select study_day::text from kept_days`).toEqual([{ study_day: '2026-11-23' }]);
  expect(await stage.sql`select 1 from open_answers`).toHaveLength(0);
  expect(stage.titles().slice(2)).toEqual(['How the daily quiz went']);
});

test('they are graded by the key that holds when they are locked, also while it is corrected', async () => {
  const stage = await leftOpen();
  const { db, guildId } = stage;
  const [quiz] = await stage.quizzes();
  const [questionId = ''] = quiz?.question_ids ?? [];
  const { rev, ...question } = questionOf(stage, questionId);
  const wrong = 'options' in question ? question.options.filter(({ right }) => !right) : [];
  stage.moveTo(closing);
  await addKeyRevision(db, guildId, stage.now());
  let locked: Promise<unknown> = Promise.resolve();
  await db.transaction(async tx => {
    await holdKeys(tx, guildId);
    locked = stage.runDue();
    await new Promise(resolve => setTimeout(resolve, 500));
    const key = { guildId, id: 'e', questionId, questionRev: rev, rightIds: wrong.map(({ id }) => id) };
    await addErratum(tx, { ...key, verdict: 'corrected', actorId: 'mod', createdAt: stage.now() }, []);
  });
  await locked;
  expect(await stage.sql`select is_right from answers`).toEqual([{ is_right: false }]);
  expect(await stage.sql`select 1 from points`).toEqual([]);
  expect(await stage.sql`select 1 from open_answers`).toEqual([]);
});

test('they count, too, where the result can’t be posted', async () => {
  const stage = await leftOpen();
  stage.refusing.set(stage.channelId, apiError(403, 50013));
  stage.historyFails(apiError(403, 50001));
  await stage.tickAt('2026-11-24T03:10:00Z');
  expect(stage.sent).toHaveLength(2);
  expect(await stage.sql`select points from points`).toEqual([{ points: 10 }]);
});

test('a process that notices the end while it sends counts them before it tells the result', async () => {
  const stage = await leftOpen();
  stage.moveTo(closing);
  // Only what is due is sent: nothing before it has looked at the end of the day.
  await stage.deliver();
  expect(stage.titles().slice(2)).toEqual(['How the daily quiz went']);
  expect(await stage.sql`select points from points`).toEqual([{ points: 10 }]);
});

test('a quiz that moderators try again after its end is not posted', async () => {
  const stage = await setQuizStage({}, []);
  await stage.tickAt(monday);
  await stage.joins('ada');
  stage.fails(apiError(403, 50013));
  await stage.tickAt('2026-11-23T09:01:00Z');
  expect((await stage.posts())[0]).toMatchObject({ kind: 'daily-quiz', state: 'blocked' });
  const [post] = await stage.sql`select id from deliveries where kind = 'daily-quiz'`;
  stage.moveTo('2026-11-24T03:30:00Z');
  expect(await setDeliveryReady(stage.db, stage.guildId, String(post?.id))).toBe(true);
  await stage.tickAt('2026-11-24T03:31:00Z');
  expect(stage.sent).toHaveLength(1);
  expect((await stage.posts())[0]).toMatchObject({ kind: 'daily-quiz', state: 'cancelled' });
});

test.each([
  ['comes when it can', '2026-11-24T08:00:00Z', 3],
  ['is not told any more a day later', '2026-11-25T04:00:00Z', 2],
])('a result that could not be posted at night %s', async (_what, again, posts) => {
  const stage = await setQuizStage({ weekdays: [1] });
  await stage.tickAt(monday);
  const { quizId, full } = await plainQuiz(stage);
  await answers(stage, quizId, 'ada', { right: true, full: full[0] ?? '' });
  stage.refusing.set(stage.channelId, apiError(403, 50013));
  await stage.tickAt(closing);
  stage.refusing.clear();
  await stage.tickAt(again);
  expect(stage.sent).toHaveLength(posts);
});
