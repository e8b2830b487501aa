import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { correctedBy, type Erratum, rescore } from '../../src/core/errata.ts';
import { gradeAnswer, type Key, rightOf } from '../../src/core/grading.ts';
import { answerReason, pointsForAnswer } from '../../src/core/points.ts';
import {
  addErratum,
  holdErrata,
  listErrata,
  listNotes,
  listPaidAnswers,
  setNotesTold,
} from '../../src/store/errata.ts';
import { addHint } from '../../src/store/open-answers.ts';
import { rebuildScores } from '../../src/store/points.ts';
import { addAnswer, addQuiz } from '../../src/store/quizzes.ts';
import { addReport, findOpenReport, listOpenReports, setReportsSettled } from '../../src/store/reports.ts';
import { createTestDatabase } from '../support/database.ts';
import { worthOf } from '../support/worth.ts';

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;

const now = new Date('2026-11-20T12:00:00Z');
const questionId = 'db/acid#a';
const reason = answerReason('db/acid', 'a');
type Asked = Extract<Key, { readonly type: 'single' | 'multi' | 'truefalse' }> & {
  readonly type: 'single' | 'multi';
  readonly rev: number;
  readonly retired: boolean;
};
const letters = ['a', 'b', 'c', 'd'];
const asked = (type: 'single' | 'multi', right: readonly string[]): Asked => ({
  ...{ type, rev: 1, retired: false },
  options: letters.map(id => ({ id, right: right.includes(id) })),
});

interface Act {
  readonly member: string;
  readonly chosen: readonly string[];
  readonly hinted: boolean;
  readonly cohort: string | null;
}

/** Everybody answers in a quiz of their own, graded by the question as it is then. */
async function answerAll(guildId: string, question: Asked, acts: readonly Act[]): Promise<void> {
  for (const [n, { member, chosen, hinted, cohort }] of acts.entries()) {
    const quizId = `q${n}`;
    const quiz = {
      guildId,
      id: quizId,
      kind: 'practice',
      memberId: member,
      cohortId: cohort,
      seed: 's',
      questionIds: [questionId],
      openedAt: now,
    };
    await addQuiz(db, quiz);
    const grade = gradeAnswer(question, chosen);
    if (!grade) throw new Error('no answer');
    const key = { guildId, quizId, memberId: member, questionId };
    if (hinted) await addHint(db, key, now);
    const worth = (withHint: boolean) =>
      pointsForAnswer({ type: question.type, share: grade.share, hinted: withHint });
    await addAnswer(
      db,
      {
        ...key,
        ...grade,
        questionRev: 1,
        chosen: [...chosen],
        rightThen: [...rightOf(question)],
        answeredAt: new Date(now.getTime() + n * 1000),
      },
      worthOf({ reason, cohortId: cohort, first: worth(false), hinted: worth(true) }),
    );
  }
}

async function correct(guildId: string, question: Asked, erratum: Erratum): Promise<void> {
  await db.transaction(async tx => {
    await holdErrata(tx, guildId);
    const earlier = await listErrata(tx, guildId);
    const [before, corrected] = [earlier, [...earlier, erratum]].map(list => correctedBy(question, list));
    const paid = await listPaidAnswers(tx, guildId, { questionId, questionRev: 1, reason });
    const createdAt = new Date(now.getTime() + earlier.length);
    await addErratum(
      tx,
      { guildId, note: null, ...erratum, rightIds: [...erratum.rightIds], actorId: 'mod', createdAt },
      rescore(corrected ?? question, before ?? question, paid),
    );
  });
}

const board = async (guildId: string) =>
  (
    await sql`select cohort_id, member_id, points from scores where guild_id = ${guildId} and points <> 0 order by 1, 2`
  ).map(row => ({ ...row }));

const subset = fc.uniqueArray(fc.constantFrom(...letters), { minLength: 1, maxLength: 3 });
const act = fc.record({
  member: fc.constantFrom('ada', 'lee', 'mia', 'noa', 'sam'),
  picks: subset,
  hinted: fc.boolean(),
  cohort: fc.constantFrom('autumn', 'spring', null),
});
let guilds = 0;

test('after any corrections the board is the one that would have been, had the key been right from the start', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('single' as const, 'multi' as const),
      fc.array(act, { minLength: 1, maxLength: 7 }),
      fc.array(fc.tuple(fc.constantFrom('corrected' as const, 'all-right' as const), subset), {
        minLength: 1,
        maxLength: 3,
      }),
      async (type, acts, corrections) => {
        const [then, always] = [`then-${guilds}`, `always-${guilds}`];
        guilds += 1;
        const answers = acts.map(({ picks, ...one }) => ({
          ...one,
          chosen: type === 'single' ? picks.slice(0, 1) : picks,
        }));
        const question = asked(type, ['a']);
        await answerAll(then, question, answers);
        const errata = corrections.map(
          ([verdict, picks], n): Erratum => ({
            ...{ id: `e${n}`, questionId, questionRev: 1, verdict },
            rightIds: picks,
          }),
        );
        for (const erratum of errata) await correct(then, question, erratum);
        await answerAll(always, correctedBy(question, errata), answers);
        expect(await board(then)).toEqual(await board(always));
        const kept = await board(then);
        await rebuildScores(db, then);
        expect(await board(then)).toEqual(kept);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

test('a retired question keeps what it has paid, and nobody is told anything', async () => {
  await answerAll('retired', asked('single', ['a']), [
    { member: 'ada', chosen: ['a'], hinted: false, cohort: 'autumn' },
  ]);
  await correct('retired', asked('single', ['a']), {
    id: 'e',
    questionId,
    questionRev: 1,
    verdict: 'retired',
    rightIds: [],
  });
  expect(await board('retired')).toEqual([{ cohort_id: 'autumn', member_id: 'ada', points: 10 }]);
  expect(await listNotes(db, 'retired', 'ada')).toEqual([]);
});

test('everybody for whom something changes is told once, and nobody else', async () => {
  await answerAll('told', asked('single', ['a']), [
    { member: 'ada', chosen: ['a'], hinted: false, cohort: 'autumn' },
    { member: 'lee', chosen: ['b'], hinted: true, cohort: 'autumn' },
    { member: 'mia', chosen: ['c'], hinted: false, cohort: null },
  ]);
  await correct('told', asked('single', ['a']), {
    id: 'e',
    questionId,
    questionRev: 1,
    verdict: 'corrected',
    rightIds: ['b'],
  });
  const [note, ...more] = await listNotes(db, 'told', 'ada');
  expect(more).toEqual([]);
  expect(note).toMatchObject({
    kind: 'rescored',
    facts: { questionId, points: -10, isRight: false, wasRight: true },
  });
  await setNotesTold(db, { guildId: 'told', memberId: 'ada', ids: [note?.id ?? '', 'unknown'] }, now);
  expect(await listNotes(db, 'told', 'ada')).toEqual([]);
  expect(await listNotes(db, 'told', 'lee')).toMatchObject([
    { facts: { points: 5, isRight: true, wasRight: false } },
  ]);
  expect(await listNotes(db, 'told', 'mia')).toEqual([]);
});

const report = { guildId: 'g', questionId, questionRev: 1, memberId: 'ada', reason: 'key', createdAt: now };

test('a member reports a revision once; a correction settles all reports of its question', async () => {
  expect(await addReport(db, { ...report, id: 'r1' })).toBe('new');
  expect(await addReport(db, { ...report, id: 'r2' })).toBe('completed');
  expect(await addReport(db, { ...report, id: 'r3', memberId: 'lee', reason: 'unclear' })).toBe('new');
  expect((await listOpenReports(db, 'g')).map(one => one.id)).toEqual(['r1', 'r3']);
  await correct('g', asked('single', ['a']), {
    id: 'e',
    questionId,
    questionRev: 1,
    verdict: 'all-right',
    rightIds: [],
  });
  expect(await listOpenReports(db, 'g')).toEqual([]);
  expect(await addReport(db, { ...report, id: 'r4', note: 'too late' })).toBe('settled');
  expect(await listOpenReports(db, 'g')).toEqual([]);
});

test('a report that waits can be completed: words are added, and none takes them away', async () => {
  const here = { ...report, guildId: 'complete' };
  await addReport(db, { ...here, id: 'r1' });
  await addReport(db, { ...here, id: 'r2', reason: 'unclear', note: 'it has two meanings' });
  await addReport(db, { ...here, id: 'r3', reason: 'other', note: null });
  expect(await findOpenReport(db, here)).toMatchObject({
    ...{ id: 'r1', reason: 'other', note: 'it has two meanings' },
  });
  expect(await findOpenReport(db, { ...here, memberId: 'lee' })).toBeUndefined();
});

test('whoever reported is told once what became of it: in the word about their points, or in one of its own', async () => {
  const here = { ...report, guildId: 'settled' };
  await answerAll('settled', asked('single', ['a']), [
    { member: 'lee', chosen: ['b'], hinted: false, cohort: null },
  ]);
  for (const memberId of ['ada', 'lee']) await addReport(db, { ...here, id: memberId, memberId });
  await addReport(db, { ...here, id: 'ada 2', questionRev: 2 });
  const erratum = { id: 'e', questionId, questionRev: 1, verdict: 'corrected' as const, rightIds: ['b'] };
  await correct('settled', asked('single', ['a']), { ...erratum, note: 'see the manual' });
  expect(await listNotes(db, 'settled', 'ada')).toMatchObject([
    { kind: 'report-settled', facts: { questionId, verdict: 'corrected', note: 'see the manual' } },
  ]);
  expect(await listNotes(db, 'settled', 'lee')).toMatchObject([
    { kind: 'rescored', facts: { points: 10, note: 'see the manual' } },
  ]);
  // Nothing waits any more, so nobody is told anything again.
  const kept = { questionId, by: 'none', verdict: 'kept', note: null, at: now } as const;
  expect(await setReportsSettled(db, 'settled', kept)).toBe(0);
  expect(await listNotes(db, 'settled', 'ada')).toHaveLength(1);
});
