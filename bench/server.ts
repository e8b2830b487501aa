/** What the local Discord costs, beside the plainest stand-in that the same discord.js bot can work with. */
import { type Actor, inFlight, openActor, type Timed } from './actor.ts';
import { type Hold, holding } from './holding.ts';
import { startProgram } from './program.ts';
import { makeRow, percentile, type Row, type Sides } from './row.ts';
import type { Size } from './size.ts';
import { openWorld, startBareBot } from './world.ts';

const manyAtOnce = 100;

interface Server {
  readonly api: string;
  readonly actor: Actor;
  /** What makes the bot be called. */
  readonly ping: Readonly<Record<string, unknown>>;
  memory(): Promise<number>;
  close(): Promise<void>;
}

const openPlain = async (guilds: number, members: number): Promise<Server> => {
  const plain = await startProgram<{ readonly api: string; readonly control: string }>('plain-discord', {
    GUILDS: String(guilds),
    MEMBERS: String(members),
  });
  const actor = openActor(plain.said.control);
  const close = async () => {
    actor.close();
    await plain.close();
  };
  return { api: plain.said.api, actor, ping: {}, memory: plain.memory, close };
};

const openOurs = async (guilds: number, members: number): Promise<Server> => {
  const world = await openWorld(1);
  if (guilds > 1) await world.control.addMany({ guilds: guilds - 1, members });
  const ping = { type: 'command', as: world.members[0], channel: world.channel, name: 'ping' };
  return { api: world.api, actor: world.actor, ping, memory: world.memory, close: world.close };
};

/** With one guild: the time until a bot is ready, memory, a round trip, and how many go at once. */
export async function benchServer({ members, rounds, starts }: Size): Promise<readonly Row[]> {
  return holding(async hold => {
    const sides = await openBoth(hold, 1, 1);
    const readyMs = { baseline: [] as number[], ours: [] as number[] };
    for (let n = 1; n < starts; n += 1) {
      await each(sides, async (server, side) => {
        const bot = await startBareBot(server.api);
        readyMs[side].push(bot.said.readyMs);
        await bot.close();
      });
    }
    const bots = await each(sides, server => hold(startBareBot(server.api)));
    readyMs.baseline.push(bots.baseline.said.readyMs);
    readyMs.ours.push(bots.ours.said.readyMs);
    const memory = await each(sides, server => server.memory());
    const single = await measure(sides, 1, members, rounds);
    const many = await measure(sides, manyAtOnce, members, rounds);

    const samples = members * rounds;
    return [
      makeRow('server: slash round trip, p50', 'ms', share(single, 0.5), samples, '≤ 1.5×'),
      makeRow('server: slash round trip, p99', 'ms', share(single, 0.99), samples),
      makeRow(`server: round trips, ${manyAtOnce} in flight`, 'requests/s', rates(many), samples),
      makeRow('server: bot ready, 1 guild', 'ms', middle(readyMs), starts, 'ours ≤ 1000'),
      makeRow('server: memory, 1 guild', 'MB', memory, 1),
    ];
  });
}

/** With many guilds: the time until a bot is ready, and memory. */
export async function benchLargeServer({ guilds, membersPerGuild }: Size): Promise<readonly Row[]> {
  const size = `${guilds} guilds × ${membersPerGuild} members`;
  return holding(async hold => {
    const sides = await openBoth(hold, guilds, membersPerGuild);
    const bots = await each(sides, server => hold(startBareBot(server.api)));
    const memory = await each(sides, server => server.memory());
    const readyMs = { baseline: bots.baseline.said.readyMs, ours: bots.ours.said.readyMs };
    return [
      makeRow(`server: bot ready, ${size}`, 'ms', readyMs, 1),
      makeRow(`server: memory, ${size}`, 'MB', memory, 1),
    ];
  });
}

async function openBoth(hold: Hold, guilds: number, members: number): Promise<Sides<Server>> {
  // Neither sends members: a bot without the intent for them is told of itself only.
  const baseline = await hold(openPlain(guilds, 0));
  return { baseline, ours: await hold(openOurs(guilds, members)) };
}

/** One side after the other, never both at once. */
async function each<T, R>(
  sides: Sides<T>,
  work: (one: T, side: keyof Sides<T>) => Promise<R>,
): Promise<Sides<R>> {
  const baseline = await work(sides.baseline, 'baseline');
  return { baseline, ours: await work(sides.ours, 'ours') };
}

/** Rounds on both sides in turn; the first of each warms up. */
async function measure(
  sides: Sides<Server>,
  width: number,
  perRound: number,
  rounds: number,
): Promise<Sides<Timed>> {
  const all = { baseline: { ms: [] as number[], took: 0 }, ours: { ms: [] as number[], took: 0 } };
  for (let round = 0; round <= rounds; round += 1) {
    await each(sides, async ({ actor, ping }, side) => {
      const tasks = Array.from({ length: perRound }, () => () => actor.act(ping, 'reply'));
      const timed = await inFlight(width, tasks);
      if (round === 0) return;
      all[side].ms.push(...timed.ms);
      all[side].took += timed.took;
    });
  }
  return all;
}

const share = ({ baseline, ours }: Sides<Timed>, part: number): Sides<number> => ({
  baseline: percentile(baseline.ms, part),
  ours: percentile(ours.ms, part),
});

const middle = ({ baseline, ours }: Sides<readonly number[]>): Sides<number> => ({
  baseline: percentile(baseline, 0.5),
  ours: percentile(ours, 0.5),
});

const rates = ({ baseline, ours }: Sides<Timed>): Sides<number> => ({
  baseline: (baseline.ms.length / baseline.took) * 1000,
  ours: (ours.ms.length / ours.took) * 1000,
});
