import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { correctedBy, type Erratum, rescore } from '../../src/core/errata.ts';
import { gradeAnswer, type Key, rightOf } from '../../src/core/grading.ts';
import { firstToPay, rescoreFirsts } from '../../src/core/live-firsts.ts';
import { firstReason } from '../../src/core/live-round.ts';
import { answerReason, pointsForAnswer } from '../../src/core/points.ts';
import { addErratum, listErrata, listNotes, listPaidAnswers, setNotesTold } from '../../src/store/errata.ts';
import { addKeyRevision, findKeyRevision, holdKeys } from '../../src/store/key-revision.ts';
import { addLiveRound, findLiveRound } from '../../src/store/live.ts';
import { addLiveAnswer, setQuestionClosed } from '../../src/store/live-answers.ts';
import { holdQuestionOpen, listClosedLive } from '../../src/store/live-firsts.ts';
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
const day = 86_400_000;
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
      pointsForAnswer({
        ...{ type: question.type, share: grade.share, hinted: withHint && !question.allRight },
      });
    await addAnswer(
      db,
      {
        ...key,
        ...grade,
        questionRev: 1,
        chosen: [...chosen],
        rightThen: [...rightOf(question)],
        // Over several weeks, and all of them before any correction.
        answeredAt: new Date(now.getTime() + n * 3 * day),
      },
      worthOf({ reason, cohortId: cohort, first: worth(false), hinted: worth(true) }),
    );
  }
}

async function correct(guildId: string, question: Asked, erratum: Erratum): Promise<void> {
  await addKeyRevision(db, guildId, now);
  await db.transaction(async tx => {
    await holdKeys(tx, guildId);
    await holdQuestionOpen(tx, guildId, questionId);
    const earlier = await listErrata(tx, guildId);
    const [before, corrected] = [earlier, [...earlier, erratum]].map(list => correctedBy(question, list));
    const paid = await listPaidAnswers(tx, guildId, { questionId, questionRev: 1, reason });
    const createdAt = new Date(now.getTime() + 40 * day + earlier.length);
    await addErratum(
      tx,
      { guildId, note: null, ...erratum, rightIds: [...erratum.rightIds], actorId: 'mod', createdAt },
      rescore(corrected ?? question, before ?? question, paid),
      rescoreFirsts(corrected ?? question, before ?? question, await listClosedLive(tx, guildId, questionId)),
    );
  });
}

const board = async (guildId: string) =>
  (
    await sql`select cohort_id, member_id, points from scores where guild_id = ${guildId} and points <> 0 order by 1, 2`
  ).map(row => ({ ...row }));

/** What each week's board is made of. */
const weeks = async (guildId: string) =>
  (
    await sql`select cohort_id, member_id, date_trunc('week', earned_at) as week, sum(points)::int as points from points
      where guild_id = ${guildId} and cohort_id is not null group by 1, 2, 3 having sum(points) <> 0 order by 1, 2, 3`
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
        expect(await weeks(then)).toEqual(await weeks(always));
        const kept = await board(then);
        await rebuildScores(db, then);
        expect(await board(then)).toEqual(kept);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

/** What a live quiz does at one place of the plot: `close` closes its question. */
type LiveAct =
  | {
      readonly live: number;
      readonly member: string;
      readonly chosen: readonly string[];
      readonly id: string;
    }
  | { readonly live: number; readonly close: true };

const liveCohorts = ['autumn', 'spring', null] as const;

/** Three live quizzes ask the question at once, each of another cohort. */
async function openLive(guildId: string): Promise<void> {
  for (const [n, cohortId] of liveCohorts.entries()) {
    const quiz = { guildId, id: `live${n}`, kind: 'live', cohortId, seed: 's', openedAt: now };
    const round = { channelId: `c${n}`, secondsEach: 25, stepEndsAt: now, actorId: 'mod' };
    await addLiveRound(db, { ...quiz, questionIds: ['db/acid#other', questionId] }, round);
  }
  await sql`update live_rounds set step = 'asking', place = 1, lease_until = ${now} where guild_id = ${guildId}`;
}

/** What `/live` and the job that leads a round do at this place of the plot: a press is judged by the key as it is then. */
async function actLive(guildId: string, question: Asked, act: LiveAct): Promise<void> {
  const quizId = `live${act.live}`;
  const cohortId = liveCohorts[act.live] ?? null;
  const asked = async (at: typeof db) => correctedBy(question, await listErrata(at, guildId));
  if ('close' in act) {
    const round = await findLiveRound(db, guildId, quizId);
    if (round?.step !== 'asking') return;
    const to = { step: 'showing', place: 1, stepEndsAt: now } as const;
    await setQuestionClosed(db, round, to, now, async (given, tx) => {
      const first = firstToPay(await asked(tx), given);
      return first && { guildId, cohortId, reason: firstReason(quizId, 1), ...first };
    });
    return;
  }
  const keyRevision = await findKeyRevision(db, guildId);
  const then = await asked(db);
  const grade = gradeAnswer(then, act.chosen);
  if (!grade) throw new Error('no answer');
  await addLiveAnswer(
    db,
    1,
    {
      ...{ guildId, quizId, memberId: act.member, questionId, questionRev: 1, chosen: [...act.chosen] },
      ...{ rightThen: [...rightOf(then)], ...grade, interactionId: act.id, answeredAt: now },
    },
    worthOf({
      reason,
      cohortId,
      first: pointsForAnswer({ type: then.type, share: grade.share, hinted: false }),
      keyRevision,
    }),
  );
}

const liveAct = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      live: fc.nat(2),
      member: fc.constantFrom('ada', 'lee', 'mia', 'noa', 'sam'),
      chosen: fc.constantFrom(...letters).map(one => [one]),
      id: fc.integer({ min: 1, max: 2_000_000_000 }).map(String),
    }),
  },
  { weight: 1, arbitrary: fc.record({ live: fc.nat(2), close: fc.constant(true as const) }) },
  { weight: 2, arbitrary: fc.record({ verdict: fc.constantFrom('corrected', 'all-right'), picks: subset }) },
);

test('whoever was first in live quizzes has what they would have, had the key been right from the start, whenever it is corrected', async () => {
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(liveAct, { minLength: 3, maxLength: 16, selector: one => ('id' in one ? one.id : one) }),
      fc.array(subset, { minLength: 1, maxLength: 2 }),
      async (plot, after) => {
        const [then, always] = [`live-then-${guilds}`, `live-always-${guilds}`];
        guilds += 1;
        const question = asked('single', ['a']);
        await openLive(then);
        await openLive(always);
        const closes = liveCohorts.map((_, live) => ({ live, close: true as const }));
        const corrections = after.map(picks => ({ verdict: 'corrected', picks }));
        // The last one is applied twice.
        const all = [...plot, ...closes, ...corrections, ...corrections.slice(-1)];
        const errata = all.flatMap((one, n): Erratum[] =>
          'verdict' in one
            ? [
                {
                  ...{ id: `e${n}`, questionId, questionRev: 1, rightIds: one.picks },
                  verdict: one.verdict as 'corrected' | 'all-right',
                },
              ]
            : [],
        );
        let told = 0;
        for (const one of all) {
          const erratum = errata[told];
          if (!('verdict' in one)) await actLive(then, question, one);
          else if (erratum) {
            told += 1;
            await correct(then, question, erratum);
          }
        }
        const right = correctedBy(question, errata);
        for (const one of all) if (!('verdict' in one)) await actLive(always, right, one);
        const kept = await board(then);
        expect(kept).toEqual(await board(always));
        expect(await weeks(then)).toEqual(await weeks(always));
        await rebuildScores(db, then);
        expect(await board(then)).toEqual(kept);
        const rows = await sql`
          select 1 from points where guild_id = ${then} and starts_with(reason, 'live:') and reason like '%:e%'`;
        moved += rows.length;
      },
    ),
    { numRuns: 60 },
  );
  expect(moved).toBeGreaterThan(20);
}, 240_000);

const firstsOf = async (guildId: string) =>
  (
    await sql<{ member: string; points: number }[]>`
      select member_id as member, sum(points)::int as points from points
      where guild_id = ${guildId} and starts_with(reason, 'live:') group by 1 having sum(points) <> 0 order by 1`
  ).map(({ member, points }) => `${member} ${points}`);

test('the points for being first go over to who was first by the corrected key, and come back with the old one; a retired question moves none', async () => {
  const question = asked('single', ['a']);
  const erratum = (id: string, verdict: Erratum['verdict'], ...rightIds: string[]): Erratum => ({
    ...{ id, questionId, questionRev: 1, verdict, rightIds },
  });
  const presses = [
    ['ben', 'b', '9'],
    ['ada', 'a', '10'],
    ['cy', 'c', '11'],
  ] as const;
  await openLive('over');
  for (const [member, chosen, id] of presses)
    await actLive('over', question, { live: 0, member, chosen: [chosen], id });
  await actLive('over', question, { live: 0, close: true });
  expect(await firstsOf('over')).toEqual(['ada 2']);
  await correct('over', question, erratum('e1', 'corrected', 'b'));
  expect(await firstsOf('over')).toEqual(['ben 2']);
  expect(await board('over')).toEqual([{ cohort_id: 'autumn', member_id: 'ben', points: 12 }]);
  const told = async (member: string) => (await listNotes(db, 'over', member)).map(({ facts }) => facts);
  expect(await told('ada')).toMatchObject([{ points: -12, wasRight: true, isRight: false }]);
  expect(await told('ben')).toMatchObject([{ points: 12, wasRight: false, isRight: true }]);
  expect(await told('cy')).toEqual([]);
  await correct('over', question, erratum('e2', 'corrected', 'b'));
  expect(await firstsOf('over')).toEqual(['ben 2']);
  await correct('over', question, erratum('e3', 'retired'));
  expect(await firstsOf('over')).toEqual(['ben 2']);
  await correct('over', question, erratum('e4', 'corrected', 'a'));
  expect(await firstsOf('over')).toEqual(['ada 2']);
  // 9 is less than 10, as a number.
  await correct('over', question, erratum('e5', 'all-right'));
  expect(await firstsOf('over')).toEqual(['ben 2']);
  // Right before and after, Ada only loses what being first had paid.
  expect((await told('ada')).at(-1)).toMatchObject({
    points: -2,
    wasRight: true,
    isRight: true,
    first: 'lost',
  });
  expect((await told('ben')).at(-1)).toMatchObject({ points: 12, isRight: true, first: 'gained' });
});

test('with whoever was first deleted, a correction and another back leave everybody what they had', async () => {
  const question = asked('single', ['a']);
  await openLive('gone');
  for (const [member, chosen, id] of [
    ['ada', 'a', '1'],
    ['ben', 'a', '2'],
    ['cy', 'b', '3'],
  ] as const)
    await actLive('gone', question, { live: 0, member, chosen: [chosen], id });
  await actLive('gone', question, { live: 0, close: true });
  for (const table of ['answers', 'points', 'scores'])
    await sql`delete from ${sql(table)} where guild_id = 'gone' and member_id = 'ada'`;
  const had = await board('gone');
  const erratum = (id: string, right: string): Erratum => ({
    ...{ id, questionId, questionRev: 1, verdict: 'corrected', rightIds: [right] },
  });
  await correct('gone', question, erratum('e1', 'b'));
  expect(await board('gone')).toEqual([{ cohort_id: 'autumn', member_id: 'cy', points: 10 }]);
  await correct('gone', question, erratum('e2', 'a'));
  expect(await board('gone')).toEqual(had);
});

test('a question that is taken out while it is asked pays nobody for being first; once it is back, whoever was', async () => {
  const question = asked('single', ['a']);
  await openLive('out');
  await actLive('out', question, { live: 1, member: 'ada', chosen: ['a'], id: '1' });
  const out = { id: 'e1', questionId, questionRev: 1, verdict: 'retired' as const, rightIds: [] };
  await correct('out', question, out);
  await actLive('out', question, { live: 1, close: true });
  expect(await firstsOf('out')).toEqual([]);
  await correct('out', question, { ...out, id: 'e2', verdict: 'corrected', rightIds: ['a'] });
  expect(await firstsOf('out')).toEqual(['ada 2']);
});

test('a correction waits for a question that is being closed, or the close knows of it: the points go to one and the right one', async () => {
  const question = asked('single', ['a']);
  for (let n = 0; n < 20; n += 1) {
    const guildId = `race-${n}`;
    await openLive(guildId);
    await actLive(guildId, question, { live: 0, member: 'ada', chosen: ['a'], id: '1' });
    await actLive(guildId, question, { live: 0, member: 'ben', chosen: ['b'], id: '2' });
    await Promise.all([
      actLive(guildId, question, { live: 0, close: true }),
      correct(guildId, question, {
        id: 'e',
        questionId,
        questionRev: 1,
        verdict: 'corrected',
        rightIds: ['b'],
      }),
    ]);
    expect(await firstsOf(guildId)).toEqual(['ben 2']);
  }
});

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
