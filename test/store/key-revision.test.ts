import { setTimeout as wait } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import type { Db } from '../../src/store/connect.ts';
import { removeMember } from '../../src/store/deletion.ts';
import { addKeyRevision, findKeyRevision, holdKeys } from '../../src/store/key-revision.ts';
import { addLiveRound } from '../../src/store/live.ts';
import { addLiveAnswer } from '../../src/store/live-answers.ts';
import { holdQuestionOpen } from '../../src/store/live-firsts.ts';
import { addAnswer } from '../../src/store/quizzes.ts';
import { answers } from '../../src/store/schema.ts';
import { createTestDatabase } from '../support/database.ts';
import { worthOf } from '../support/worth.ts';

const database = await createTestDatabase();
afterAll(() => database.drop());
const { db, sql } = database;

const now = new Date('2026-11-20T12:00:00Z');
const questionId = 'db/acid#a';
const answerIn = (guildId: string, interactionId: string) => ({
  ...{ guildId, quizId: 'q', memberId: 'ada', questionId, questionRev: 1, chosen: ['a'], rightThen: ['a'] },
  ...{ right: true, share: 100, interactionId, answeredAt: now },
});
const worth = (keyRevision: number, inTime = true) =>
  worthOf({ reason: 'answer:db/acid#a', cohortId: 'autumn', first: 10, inTime, keyRevision });

type Keep = (at: Db, guildId: string, keyRevision: number) => Promise<unknown>;
const kinds: readonly [string, Keep][] = [
  ['first attempt in time', (at, guildId, known) => addAnswer(at, answerIn(guildId, '1'), worth(known))],
  ['late answer', (at, guildId, known) => addAnswer(at, answerIn(guildId, '1'), worth(known, false))],
  ['live answer', (at, guildId, known) => addLiveAnswer(at, 0, answerIn(guildId, '1'), worth(known))],
];

async function openGuild(guildId: string): Promise<void> {
  await addKeyRevision(db, guildId, now);
  const quiz = { guildId, id: 'q', kind: 'live', cohortId: 'autumn', seed: 's', openedAt: now };
  await addLiveRound(
    db,
    { ...quiz, questionIds: [questionId] },
    { channelId: guildId, secondsEach: 25, stepEndsAt: now, actorId: 'mod' },
  );
  await sql`update live_rounds set step = 'asking', place = 0 where guild_id = ${guildId}`;
}

/** What a correction does before it reads answers, and how many it finds then. */
const correct = (guildId: string, meanwhile: () => Promise<void> = async () => {}) =>
  db.transaction(async tx => {
    await holdKeys(tx, guildId);
    await holdQuestionOpen(tx, guildId, questionId);
    await meanwhile();
    return (await tx.select().from(answers).where(eq(answers.guildId, guildId))).length;
  });

test.each(kinds)('a %s waits for a correction that is being applied, and isn’t kept', async (kind, keep) => {
  const guildId = `waits ${kind}`;
  await openGuild(guildId);
  const done: string[] = [];
  let kept: Promise<unknown> = Promise.resolve();
  await correct(guildId, async () => {
    kept = keep(db, guildId, 0).then(outcome => {
      done.push('answer');
      return outcome;
    });
    await wait(150);
    done.push('correction');
  });
  expect(await kept).toBe('stale');
  expect(done).toEqual(['correction', 'answer']);
  expect(await sql`select 1 from answers where guild_id = ${guildId}`).toEqual([]);
  expect(await findKeyRevision(db, guildId)).toBe(1);
  expect(await keep(db, guildId, 1)).toEqual(
    kind === 'live answer'
      ? 'kept'
      : expect.objectContaining({ pay: kind === 'late answer' ? 'practice' : 'first' }),
  );
  // One that has an answer already is told so, and only by the keys of now.
  expect(await keep(db, guildId, 0)).toBe('stale');
  expect(await keep(db, guildId, 1)).toBe(kind === 'live answer' ? 'stands' : undefined);
});

test.each(kinds)('a correction waits for a %s that came before it, and finds it', async (kind, keep) => {
  const guildId = `first ${kind}`;
  await openGuild(guildId);
  const done: string[] = [];
  let corrected: Promise<number> = Promise.resolve(0);
  await db.transaction(async tx => {
    expect(await keep(tx, guildId, 0)).not.toBe('stale');
    corrected = correct(guildId).finally(() => done.push('correction'));
    await wait(150);
    done.push('answer');
  });
  expect(await corrected).toBe(1);
  expect(done).toEqual(['answer', 'correction']);
});

test('where nobody could be greeted yet the guild has no row, and answers are kept all the same', async () => {
  expect(await addAnswer(db, answerIn('unknown', '1'), worth(0))).toMatchObject({ points: 10 });
  expect(await findKeyRevision(db, 'unknown')).toBe(0);
});

test.each([
  ['here', 'deletes here'],
  ['everywhere', undefined],
])(
  'whoever deletes their data %s while a correction is applied keeps no points of it',
  async (_where, only) => {
    const guildId = only ?? 'deletes everywhere';
    await openGuild(guildId);
    await addAnswer(db, answerIn(guildId, '1'), worth(0));
    let gone: Promise<void> = Promise.resolve();
    await db.transaction(async tx => {
      await holdKeys(tx, guildId);
      await tx.execute(
        `insert into points (guild_id, member_id, reason, points, earned_at) values ('${guildId}', 'ada', 'more', 5, now())`,
      );
      gone = removeMember(db, 'ada', only);
      await wait(150);
    });
    await gone;
    expect(await sql`select 1 from points where guild_id = ${guildId}`).toEqual([]);
  },
);
