/** What the bot needs of memory beside a bare one; Postgres is another process and not counted. */
import { openDatabase } from './database.ts';
import { holding } from './holding.ts';
import { type Program, startProgram } from './program.ts';
import { makeRow, type Row } from './row.ts';
import type { Size } from './size.ts';
import { openWorld, startBareBot, startLockstep } from './world.ts';

export async function benchMemory({ guilds, membersPerGuild }: Size): Promise<readonly Row[]> {
  return holding(async hold => {
    const database = await hold(openDatabase());
    return [
      await inOneGuild(database.url),
      // Discord leaves members out unless a bot asks for them with an intent of its own, and so does the local Discord.
      // Here they are sent all the same: what isn't kept can't grow.
      await inManyGuilds(database.url, guilds, membersPerGuild),
    ];
  });
}

async function inOneGuild(databaseUrl: string): Promise<Row> {
  return holding(async hold => {
    const world = await hold(openWorld(1));
    const baseline = await memoryOf(await startBareBot(world.api));
    const ours = await memoryOf(await startLockstep(world.api, databaseUrl));
    return makeRow('bot: memory, 1 guild', 'MB', { baseline, ours }, 1, '≤ 1.3×');
  });
}

async function inManyGuilds(databaseUrl: string, guilds: number, members: number): Promise<Row> {
  const env = { GUILDS: String(guilds), MEMBERS: String(members) };
  return holding(async hold => {
    const discord = await hold(startProgram<{ readonly api: string }>('plain-discord', env));
    const baseline = await memoryOf(await startBareBot(discord.said.api));
    // The first start greets every guild, once for ever. What is measured is every later one.
    await memoryOf(await startLockstep(discord.said.api, databaseUrl));
    const ours = await memoryOf(await startLockstep(discord.said.api, databaseUrl));
    const name = `bot: memory, ${guilds} guilds × ${members} members sent`;
    return makeRow(name, 'MB', { baseline, ours }, 1, '≤ 0.9×');
  });
}

async function memoryOf(bot: Program<unknown>): Promise<number> {
  try {
    return await bot.memory();
  } finally {
    await bot.close();
  }
}
