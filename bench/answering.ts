/** How fast the bot answers: `/lesson` and a quiz answer, beside a bare bot that answers `/ping`. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startCohort } from '../bin/playground/start-cohort.ts';
import { inFlight, type Timed } from './actor.ts';
import { openDatabase } from './database.ts';
import { holding } from './holding.ts';
import { buttonOf, seatQuizTakers } from './quiz-takers.ts';
import { makeRow, percentile, type Row } from './row.ts';
import type { Size } from './size.ts';
import { openWorld, startBareBot, startLockstep, type World } from './world.ts';

type Kind = 'ping' | 'card' | 'lesson' | 'press' | 'quiz';
const manyAtOnce = 100;

export async function benchAnswering({ members, rounds }: Size): Promise<readonly Row[]> {
  return holding(async hold => {
    const database = await hold(openDatabase());
    const bare = await hold(openWorld(members));
    const world = await hold(openWorld(members));
    await hold(startLockstep(world.api, database.url, world.clockUrl));
    await seatCohort(world);
    const cards = [await lessonCardOf(world), ...(await quizCardsOf(world))];
    await hold(startBareBot(bare.api, cards));
    const takers = await seatQuizTakers(world);
    const commands = (where: World, name: string) =>
      where.members.map(
        as => () => where.actor.act({ type: 'command', as, channel: where.channel, name }, 'reply'),
      );
    const kinds: Readonly<Record<Kind, (width: number) => Promise<Timed>>> = {
      ping: width => inFlight(width, commands(bare, 'ping')),
      card: width => inFlight(width, commands(bare, 'card')),
      lesson: width => inFlight(width, commands(world, 'lesson')),
      press: async width => inFlight(width, await pressesOf(bare)),
      async quiz(width) {
        const timed = await inFlight(width, takers.presses());
        await takers.moveOn();
        return timed;
      },
    };
    const single = await measure(kinds, 1, rounds);
    const many = await measure(kinds, manyAtOnce, rounds);

    // One more was given to see what the answer to it looks like.
    const answers = members * 2 * (rounds + 1) + 1;
    const kept = await database.count('answers');
    if (kept !== answers)
      throw new Error(`${answers} questions were answered, and ${kept} answers were kept.`);
    return [...singleRows(single), ...manyRows(many)];
  });
}

/** Everybody studies in a cohort whose first lesson stands in the channel. */
async function seatCohort(world: World): Promise<void> {
  const { actor, channel, control, members, owner } = world;
  const options = { name: 'First Cohort', pathway: 'infrastructure', channel };
  await startCohort(control, { as: owner, channel, options });
  for (const as of members) await actor.act({ type: 'command', as, channel, name: 'join' }, 'reply');
  const isPosted = async () =>
    JSON.stringify(await control.messages(channel, owner)).includes('"today:read:');
  for (let tries = 0; !(await isPosted()); tries += 1) {
    if (tries > 200) throw new Error('The first lesson was not posted.');
    await sleep(50);
  }
}

/** What `/lesson` shows: a bare bot that shows the same tells what the card alone costs discord.js and the local Discord. */
async function lessonCardOf({ actor, channel, members }: World): Promise<readonly unknown[]> {
  const { message } = await actor.act({ type: 'command', as: members[0], channel, name: 'lesson' }, 'reply');
  if (!JSON.stringify(message).includes('"lesson:begin:')) throw new Error('/lesson showed no lesson.');
  return message?.components ?? [];
}

/** A question, and what it becomes when it is answered. */
async function quizCardsOf({ actor, channel, owner }: World): Promise<readonly unknown[]> {
  const asked = await actor.act({ type: 'command', as: owner, channel, name: 'quiz' }, 'reply');
  const question = asked.message?.components;
  const press = { type: 'component', as: owner, message: asked.message?.id };
  const answered = await actor.act({ ...press, customId: buttonOf(question, 'answer') }, 'update');
  return [question, answered.message?.components];
}

/** One press for each member, on the first button of a question that the bare bot has just asked. */
async function pressesOf({ actor, channel, members }: World) {
  return Promise.all(
    members.map(async as => {
      const { message } = await actor.act({ type: 'command', as, channel, name: 'question' }, 'reply');
      const customId = buttonOf(message?.components, 'answer');
      return () => actor.act({ type: 'component', as, message: message?.id, customId }, 'update');
    }),
  );
}

/** One round of each kind after another, in turning order, so that what changes on the machine meets all alike. The first round warms up. */
async function measure(
  kinds: Readonly<Record<Kind, (width: number) => Promise<Timed>>>,
  width: number,
  rounds: number,
): Promise<Readonly<Record<Kind, Timed>>> {
  const all: Record<Kind, { ms: number[]; took: number }> = {
    ping: { ms: [], took: 0 },
    card: { ms: [], took: 0 },
    lesson: { ms: [], took: 0 },
    press: { ms: [], took: 0 },
    quiz: { ms: [], took: 0 },
  };
  for (let round = 0; round <= rounds; round += 1) {
    const order: readonly Kind[] =
      round % 2 === 0
        ? ['ping', 'lesson', 'card', 'quiz', 'press']
        : ['press', 'quiz', 'card', 'lesson', 'ping'];
    for (const kind of order) {
      const timed = await kinds[kind](width);
      if (round === 0) continue;
      all[kind].ms.push(...timed.ms);
      all[kind].took += timed.took;
    }
  }
  return all;
}

const titles = { lesson: '/lesson', quiz: 'quiz answer' } as const;

function singleRows(timed: Readonly<Record<Kind, Timed>>): Row[] {
  return [
    latency('bot: /lesson, one at a time, p50', timed, 'lesson', 0.5, '≤ 1.5×'),
    latency('bot: /lesson, one at a time, p99', timed, 'lesson', 0.99),
    latency('bot: (the same card from a bare bot), p50', timed, 'card', 0.5),
    latency('bot: quiz answer, one at a time, p50', timed, 'quiz', 0.5, '≤ 3×'),
    latency('bot: quiz answer, one at a time, p99', timed, 'quiz', 0.99),
    latency('bot: (the same update from a bare bot), p50', timed, 'press', 0.5),
  ];
}

function manyRows(timed: Readonly<Record<Kind, Timed>>): Row[] {
  const rate = ({ ms, took }: Timed) => (ms.length / took) * 1000;
  const bare = { lesson: 'card', quiz: 'press' } as const;
  return (['lesson', 'quiz'] as const).flatMap(kind => [
    latency(`bot: ${titles[kind]}, ${manyAtOnce} in flight, p50`, timed, kind, 0.5),
    latency(`bot: ${titles[kind]}, ${manyAtOnce} in flight, p99`, timed, kind, 0.99),
    makeRow(
      `bot: ${titles[kind]}, ${manyAtOnce} in flight, rate`,
      'answers/s',
      { baseline: rate(timed.ping), ours: rate(timed[kind]) },
      timed[kind].ms.length,
      '≥ 0.7×',
    ),
    makeRow(
      `bot: (the same from a bare bot, ${manyAtOnce} in flight), rate`,
      'answers/s',
      { baseline: rate(timed.ping), ours: rate(timed[bare[kind]]) },
      timed[bare[kind]].ms.length,
    ),
  ]);
}

function latency(
  name: string,
  timed: Readonly<Record<Kind, Timed>>,
  kind: Kind,
  share: number,
  aim?: string,
): Row {
  const sides = { baseline: percentile(timed.ping.ms, share), ours: percentile(timed[kind].ms, share) };
  return makeRow(name, 'ms', sides, timed[kind].ms.length, aim);
}
