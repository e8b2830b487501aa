import { expect, test } from 'vitest';
import { firstReason, firstRight } from '../../src/core/live-round.ts';
import { shuffle } from '../../src/core/shuffle.ts';
import {
  addLiveRound,
  claimLiveRounds,
  findLiveRound,
  hasLiveRounds,
  setLiveReleased,
  setLiveStep,
  setLobbyCancelled,
} from '../../src/store/live.ts';
import { addLiveAnswer, setQuestionClosed } from '../../src/store/live-answers.ts';
import { borrowDatabase } from '../support/bot.ts';
import { worthOf } from '../support/worth.ts';

const guildId = '700000000000000001';
const now = new Date('2026-11-20T12:00:00Z');
const questionId = 'db/acid#durable';

async function openStore() {
  const { db, sql } = await borrowDatabase();
  let rounds = 0;
  return {
    db,
    sql,
    async addRound(channelId = `channel ${rounds}`) {
      rounds += 1;
      const id = `quiz ${rounds}`;
      const quiz = {
        guildId,
        id,
        kind: 'live',
        cohortId: 'autumn',
        seed: 's',
        questionIds: [questionId],
        openedAt: now,
      };
      const facts = { channelId, secondsEach: 25, stepEndsAt: now, actorId: 'mira' };
      return { id, isNew: await addLiveRound(db, quiz, facts) };
    },
    claim: async (leaseSeconds = 30) => claimLiveRounds(db, { ours: [], busy: [], leaseSeconds }),
    answer: (quizId: string, memberId: string, interactionId: string, right: boolean, place = 0) =>
      addLiveAnswer(
        db,
        place,
        {
          ...{ guildId, quizId, memberId, questionId, questionRev: 1, chosen: ['x'], rightThen: ['x'] },
          ...{ right, share: right ? 100 : 0, interactionId, answeredAt: now },
        },
        worthOf({ reason: `answer:${quizId}`, cohortId: 'autumn', first: right ? 10 : 0 }),
      ),
    /** Ready to close its question, when that is called. */
    async closerOf(quizId: string) {
      const [claimed] = await claimLiveRounds(db, { ours: [], busy: [], leaseSeconds: 30 });
      if (!claimed) throw new Error('nobody could claim it');
      const to = { step: 'showing', place: 0, stepEndsAt: now } as const;
      return () =>
        setQuestionClosed(db, claimed.round, to, now, answers => {
          const first = firstRight(answers);
          const earned = { guildId, reason: firstReason(quizId, 0), cohortId: 'autumn', points: 2 };
          return first && { ...earned, memberId: first.memberId };
        });
    },
  };
}

test('1,000 live rounds, answered at once and arriving in any order: the point for the first goes to the smallest id, always', async () => {
  const { db, sql, addRound, answer, closerOf } = await openStore();
  const rounds = 1_000;
  let decided = 0;
  for (let n = 0; n < rounds; n += 1) {
    const { id } = await addRound();
    await sql`update live_rounds set step = 'asking' where quiz_id = ${id}`;
    // Within a second of Discord's time, in the order in which they pressed; a third or so are wrong.
    const people = 1 + (n % 6);
    const pressed = Array.from({ length: people }, (_, m) => ({
      memberId: `m${m}`,
      interactionId: String((1n << 62n) + (BigInt(n * 1000 + m * 150) << 22n)),
      right: (n * 7 + m * 5) % 3 !== 0,
    }));
    const arriving = shuffle(pressed, `round ${n}`);
    const taken = await Promise.all(
      arriving.map(one => answer(id, one.memberId, one.interactionId, one.right)),
    );
    expect(taken).toEqual(arriving.map(() => 'kept'));
    expect(await (await closerOf(id))()).toBe(true);
    await sql`update live_rounds set step = 'over', lease_until = null where quiz_id = ${id}`;
    const paid = await sql<
      { member_id: string }[]
    >`select member_id from points where reason = ${firstReason(id, 0)}`;
    const wanted = pressed.find(one => one.right);
    expect(
      paid.map(row => row.member_id),
      `round ${n}`,
    ).toEqual(wanted ? [wanted.memberId] : []);
    decided += 1;
  }
  expect(decided).toBe(rounds);
  // What was paid is in the sums, too.
  const sums = await sql`
    select member_id from scores s where points <> (select sum(points) from points p where p.member_id = s.member_id)`;
  expect(sums).toEqual([]);
  expect(await hasLiveRounds(db)).toBe(false);
}, 600_000);

test('while a question is being closed, each answer either counts and is seen, or is told that it came too late', async () => {
  const { sql, addRound, answer, closerOf } = await openStore();
  let late = 0;
  for (let n = 0; n < 40; n += 1) {
    const { id } = await addRound();
    await sql`update live_rounds set step = 'asking' where quiz_id = ${id}`;
    const close = await closerOf(id);
    const answers = (from: number) =>
      Array.from({ length: 6 }, (_, m) =>
        answer(id, `m${from + m}`, String(10n ** 18n - BigInt(from + m)), true).then(taken => ({
          m: from + m,
          taken,
        })),
      );
    const before = answers(0);
    const closing = close();
    const taken = await Promise.all([...before, ...answers(6)]);
    expect(await closing).toBe(true);
    await sql`update live_rounds set step = 'over', lease_until = null where quiz_id = ${id}`;
    const kept = taken.filter(one => one.taken === 'kept').map(one => one.m);
    late += taken.length - kept.length;
    const stored = await sql<{ member_id: string }[]>`select member_id from answers where quiz_id = ${id}`;
    expect(stored.map(row => row.member_id).sort()).toEqual(kept.map(m => `m${m}`).sort());
    const first = await sql<
      { member_id: string }[]
    >`select member_id from points where reason = ${firstReason(id, 0)}`;
    expect(first.map(row => row.member_id)).toEqual(kept.length > 0 ? [`m${Math.max(...kept)}`] : []);
  }
  expect(late).toBeGreaterThan(0);
}, 240_000);

test('of twenty who begin a live quiz in one channel at once, one does', async () => {
  const { addRound, sql } = await openStore();
  const begun = await Promise.all(Array.from({ length: 20 }, () => addRound('hall')));
  expect(begun.filter(one => one.isNew)).toHaveLength(1);
  expect(await sql`select 1 from quizzes`).toHaveLength(1);
  await sql`update live_rounds set step = 'over'`;
  expect((await addRound('hall')).isNew).toBe(true);
});

test('answers count while their question is asked, once; whoever answers plays', async () => {
  const { addRound, answer, sql } = await openStore();
  const { id } = await addRound();
  expect(await answer(id, 'ada', '1', true)).toBe('closed');
  await sql`update live_rounds set step = 'asking'`;
  expect(await answer(id, 'ada', '1', true, 1)).toBe('closed');
  const twice = await Promise.all([answer(id, 'ada', '2', true), answer(id, 'ada', '3', false)]);
  expect(twice.sort()).toEqual(['kept', 'stands']);
  expect(await sql`select 1 from live_players where member_id = 'ada'`).toHaveLength(1);
  await sql`update live_rounds set step = 'showing'`;
  expect(await answer(id, 'bob', '4', true)).toBe('closed');
  expect(await sql`select 1 from live_players where member_id = 'bob'`).toEqual([]);
});

test('a round is led by one process; another takes it over when the lease has run out, and the first can’t go on then', async () => {
  const { db, sql, addRound, claim } = await openStore();
  await addRound();
  const [first] = await claim();
  expect(first?.before).toBeNull();
  expect(await claim()).toEqual([]);
  if (!first) throw new Error('nothing was claimed');
  const kept = await claimLiveRounds(db, { ours: [first.round], busy: [], leaseSeconds: 30 });
  expect(kept).toHaveLength(1);
  expect(kept[0]?.before).toEqual(first.round.leaseUntil);
  const ours = kept[0]?.round ?? first.round;
  expect(await claimLiveRounds(db, { ours: [ours], busy: [ours.quizId], leaseSeconds: 30 })).toEqual([]);
  await sql`update live_rounds set lease_until = lease_until - interval '1 hour'`;
  const [second] = await claim();
  expect(second?.before).toBeInstanceOf(Date);
  const to = { step: 'asking', place: 0, stepEndsAt: now } as const;
  expect(await setLiveStep(db, ours, to)).toBe(false);
  expect(await setLiveStep(db, second?.round ?? ours, to)).toBe(true);
  // Twice the same step is once too many.
  expect(await setLiveStep(db, second?.round ?? ours, to)).toBe(false);
});

test('a round that has ended is taken until its end is shown, and never again after that', async () => {
  const { db, addRound, claim } = await openStore();
  const { id } = await addRound();
  expect(await setLobbyCancelled(db, { guildId, quizId: id })).toBe(true);
  expect(await setLobbyCancelled(db, { guildId, quizId: id })).toBe(false);
  const [claimed] = await claim();
  expect(claimed?.round.step).toBe('cancelled');
  if (claimed) await setLiveReleased(db, claimed.round);
  expect(await claim()).toEqual([]);
  expect(await hasLiveRounds(db)).toBe(false);
  expect((await findLiveRound(db, guildId, id))?.step).toBe('cancelled');
});
