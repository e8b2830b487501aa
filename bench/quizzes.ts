/** Quizzes under load: answers at a steady rate and in bursts, one member's flood, what keeping an answer costs, and a review. */
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { asStudyDay } from '../src/core/time.ts';
import { connect } from '../src/store/connect.ts';
import { migrate } from '../src/store/migrate.ts';
import { addAnswer } from '../src/store/quizzes.ts';
import { listDueCards, setReviewCards } from '../src/store/reviews.ts';
import { openDatabase } from './database.ts';
import { holding } from './holding.ts';
import { seatQuizTakers } from './quiz-takers.ts';
import { makeRow, percentile, type Row } from './row.ts';
import type { Size } from './size.ts';
import { openWorld, startBareBot, startLockstep, type World } from './world.ts';

const perSecond = 33;
const burst = 200;
/** Far more than anybody presses; a script that somebody lets run. */
const pressesASecond = 20;
/** What Discord waits for an answer, in ms. */
const patience = 3_000;

export async function benchQuizzes(size: Size): Promise<readonly Row[]> {
  return [...(await underLoad(size)), ...(await inTheStore())];
}

/** Both sides get the same interactions at the same moments, one after the other: presses on questions, and `/ping` of a bare bot. */
async function underLoad({ members, answerSeconds }: Size): Promise<readonly Row[]> {
  return holding(async hold => {
    const database = await hold(openDatabase());
    const people = Math.max(members, burst);
    const bare = await hold(openWorld(people));
    const world = await hold(openWorld(people));
    await hold(startLockstep(world.api, database.url, world.clockUrl));
    await hold(startBareBot(bare.api));
    const takers = await seatQuizTakers(world);
    const pings = () => bare.members.map(as => () => ping(bare, as));

    const steady = { ours: [] as number[], baseline: [] as number[] };
    for (let left = perSecond * answerSeconds; left > 0; left -= people) {
      steady.ours.push(...(await atRate(takers.presses().slice(0, left), perSecond)));
      await takers.moveOn();
      steady.baseline.push(...(await atRate(pings().slice(0, Math.min(left, people)), perSecond)));
    }
    const bursts = { ours: [] as number[], baseline: [] as number[] };
    for (let round = 0; round < 5; round += 1) {
      bursts.ours.push(...(await atRate(takers.presses().slice(0, burst), burst)));
      await takers.moveOn();
      bursts.baseline.push(...(await atRate(pings().slice(0, burst), burst)));
    }
    const calm = {
      ours: await atRate(takers.presses().slice(1), perSecond),
      baseline: await atRate(pings().slice(1), perSecond),
    };
    await takers.moveOn();
    const pressed = {
      ours: await besideAFlood(world, 'progress', takers.presses().slice(1), pressesASecond),
      baseline: await besideAFlood(bare, 'ping', pings().slice(1), pressesASecond),
    };
    await takers.moveOn();
    const flooded = {
      ours: await besideAFlood(world, 'progress', takers.presses().slice(1)),
      baseline: await besideAFlood(bare, 'ping', pings().slice(1)),
    };
    const late = [...steady.ours, ...bursts.ours].filter(ms => ms > patience).length;
    const count = steady.ours.length + bursts.ours.length;
    return [
      compare(`quiz: ${perSecond} answers/s for ${answerSeconds} s beside /ping, p50`, steady, 0.5),
      compare(`quiz: ${perSecond} answers/s for ${answerSeconds} s beside /ping, p99`, steady, 0.99),
      compare(`quiz: bursts of ${burst} in a second beside /ping, p99`, bursts, 0.99),
      makeRow('quiz: answers over 3 s', 'answers', { baseline: 1, ours: late }, count, 'ours 0'),
      compare('quiz: others’ answers while nobody floods, p50', calm, 0.5),
      compare('quiz: others’ answers while nobody floods, p99', calm, 0.99),
      compare(`quiz: the same while one acts ${pressesASecond} times a second, p50`, pressed, 0.5),
      compare(`quiz: the same while one acts ${pressesASecond} times a second, p99`, pressed, 0.99),
      compare('quiz: the same while one has twenty hands that never rest, p50', flooded, 0.5),
      compare('quiz: the same while one has twenty hands that never rest, p99', flooded, 0.99),
    ];
  });
}

const ping = ({ actor, channel }: World, as: string) =>
  actor.act({ type: 'command', as, channel, name: 'ping' }, 'reply');

/** Begins so many a second, whether the ones before are answered or not. What isn't answered takes for ever. */
async function atRate(
  tasks: readonly (() => Promise<{ readonly ms: number }>)[],
  rate: number,
): Promise<readonly number[]> {
  const begun = performance.now();
  const under = tasks.map(async (task, n) => {
    await sleep((n * 1000) / rate - (performance.now() - begun));
    return task().then(
      ({ ms }) => ms,
      () => Number.POSITIVE_INFINITY,
    );
  });
  return Promise.all(under);
}

/** The others act at their rate while one member types a command so many times a second, or, without a rate, as fast as twenty hands can. */
async function besideAFlood(
  { actor, channel, members }: World,
  name: string,
  others: readonly (() => Promise<{ readonly ms: number }>)[],
  aSecond?: number,
): Promise<readonly number[]> {
  let floods = true;
  const type = () => actor.act({ type: 'command', as: members[0], channel, name }, 'reply').catch(() => {});
  const hand = async () => {
    while (floods) await (aSecond === undefined ? type() : Promise.all([type(), sleep(20_000 / aSecond)]));
  };
  const hands = Array.from({ length: 20 }, async (_, n) => {
    if (aSecond !== undefined) await sleep((n * 1_000) / aSecond);
    await hand();
  });
  const ms = await atRate(others, perSecond);
  floods = false;
  await Promise.all(hands);
  return ms;
}

function compare(
  name: string,
  sides: { readonly ours: readonly number[]; readonly baseline: readonly number[] },
  share: number,
): Row {
  const at = (values: readonly number[]) => percentile(values, share);
  return makeRow(name, 'ms', { baseline: at(sides.baseline), ours: at(sides.ours) }, sides.ours.length);
}

/** An answer with its points, sums and study day, beside an insert of the answer's row alone, with the same indexes; and the cards of a member made due. */
async function inTheStore(): Promise<readonly Row[]> {
  return holding(async hold => {
    const { url } = await hold(openDatabase());
    await migrate(url);
    const { db, close } = connect(url);
    const plain = postgres(url, { max: 1 });
    const at = new Date('2026-11-20T12:00:00Z');
    const answer = (n: number) => ({
      ...{
        guildId: 'g',
        quizId: `q${n}`,
        memberId: `m${n % 50}`,
        questionId: `db/acid#${n}`,
        questionRev: 1,
      },
      ...{ chosen: ['a'], rightThen: ['a'], right: true, share: 100, answeredAt: at },
    });
    await plain`insert into guilds (guild_id, added_at) values ('g', ${at})`;
    const worth = (n: number) => ({
      ...{ reason: `answer:${n}`, lessonId: 'db/acid', cohortId: 'c', days: [], keyRevision: 0 },
      first: { inTime: true, plain: 10, hinted: 5, late: 5, lateHinted: 3 },
      again: { word: 'practice' as const, points: 1, most: 10, monday: asStudyDay('2026-11-16') },
      date: asStudyDay('2026-11-20'),
    });
    // The same row into a table like it, with all its indexes and checks, and nothing besides.
    await plain`create table events (like answers including all)`;
    const ours: number[] = [];
    const baseline: number[] = [];
    const timed = async (into: number[], work: () => Promise<unknown>) => {
      const begun = performance.now();
      await work();
      into.push(performance.now() - begun);
    };
    for (let n = 0; n < 2_000; n += 1) {
      const event = answer(n);
      await timed(
        baseline,
        () =>
          plain`insert into events (guild_id, quiz_id, member_id, question_id, question_rev, chosen, right_then, is_right, share, answered_at)
            values (${event.guildId}, ${event.quizId}, ${event.memberId}, ${event.questionId}, ${event.questionRev}, ${event.chosen},
              ${event.rightThen}, ${event.right}, ${event.share}, ${event.answeredAt})`,
      );
      await timed(ours, () => addAnswer(db, event, worth(n)));
    }
    const warm = (values: readonly number[]) => values.slice(200);
    const reviews: number[] = [];
    const reads: number[] = [];
    for (let n = 0; n < 50; n += 1) {
      await timed(
        reads,
        () => plain`select question_id from answers where guild_id = 'g' and member_id = ${`m${n}`} limit 10`,
      );
      await timed(reviews, async () => {
        await setReviewCards(db, 'g', `m${n}`);
        await listDueCards(db, 'g', `m${n}`, at);
      });
    }
    await plain.end();
    await close();
    return [
      makeRow(
        'quiz: an answer kept with its points, sum and day, beside its row alone, p50',
        'ms',
        { baseline: percentile(warm(baseline), 0.5), ours: percentile(warm(ours), 0.5) },
        1_800,
        '≤ 1.3×',
      ),
      makeRow(
        'quiz: cards of 40 answers made and read, beside reading ten of them, p50',
        'ms',
        { baseline: percentile(reads, 0.5), ours: percentile(reviews, 0.5) },
        50,
      ),
    ];
  });
}
