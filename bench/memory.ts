/** What the bot needs of memory beside a bare one; Postgres is another process and not counted. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchDatabase, openDatabase } from './database.ts';
import { holding } from './holding.ts';
import { type Program, startProgram } from './program.ts';
import { makeRow, type Row } from './row.ts';
import type { Size } from './size.ts';
import { openWorld, startBareBot, startLockstep } from './world.ts';

export async function benchMemory({ guilds, membersPerGuild }: Size): Promise<readonly Row[]> {
  return holding(async hold => {
    const database = await hold(openDatabase());
    return [
      await inOneGuild(database),
      // Discord leaves members out unless a bot asks for them with an intent of its own, and so does the local Discord.
      // Here they are sent all the same: what isn't kept can't grow.
      await inManyGuilds(database, guilds, membersPerGuild),
    ];
  });
}

async function inOneGuild(database: BenchDatabase): Promise<Row> {
  return holding(async hold => {
    const world = await hold(openWorld(1));
    const baseline = await memoryOf(await startBareBot(world.api));
    const ours = await secondMemoryOf(world.api, database, 1);
    return makeRow('bot: memory, 1 guild', 'MB', { baseline, ours }, 1, '≤ 1.3×');
  });
}

async function inManyGuilds(database: BenchDatabase, guilds: number, members: number): Promise<Row> {
  const env = { GUILDS: String(guilds), MEMBERS: String(members) };
  return holding(async hold => {
    const discord = await hold(startProgram<{ readonly api: string }>('plain-discord', env));
    const baseline = await memoryOf(await startBareBot(discord.said.api));
    const ours = await secondMemoryOf(discord.said.api, database, guilds);
    const name = `bot: memory, ${guilds} guilds × ${members} members sent`;
    return makeRow(name, 'MB', { baseline, ours }, 1, '≤ 0.9×');
  });
}

/** The first start makes tables and greets every guild, once for ever. What is told is every later one. */
async function secondMemoryOf(api: string, database: BenchDatabase, guilds: number): Promise<number> {
  await holding(async hold => {
    await hold(startLockstep(api, database.url));
    for (let tries = 0; (await database.count('guilds')) < guilds; tries += 1) {
      // discord.js sends at most fifty requests a second.
      if (tries > 1_000) throw new Error('The bot did not get to know every guild.');
      await sleep(200);
    }
  });
  return memoryOf(await startLockstep(api, database.url));
}

async function memoryOf(bot: Program<unknown>): Promise<number> {
  try {
    return await bot.memory();
  } finally {
    await bot.close();
  }
}
