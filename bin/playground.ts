/** `npm run playground`: the local Discord, the bot and an embedded Postgres in one process; `--fresh` begins anew. */
import { parseArgs } from 'node:util';
import { connectLocalDiscord } from '../local-discord/client.ts';
import { type LocalDiscord, startLocalDiscord } from '../local-discord/start.ts';
import { readSettings } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { type Lockstep, startLockstep } from '../src/main.ts';
import { openPlayground } from './playground/folder.ts';
import { moveToNextStudyDay } from './playground/next-study-day.ts';
import { firstMorning, furnish } from './playground/world.ts';

const token = 'local.playground';
const { values } = parseArgs({
  options: { fresh: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
});

interface Running {
  readonly discord: LocalDiscord;
  readonly bot: Lockstep;
}
let running: Running | undefined;
let changing: Promise<void> = Promise.resolve();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

try {
  running = await start(openPlayground(values.fresh), Number(values.port));
  console.log(`
The playground is running: a Discord on this machine, the bot, and a Postgres of its own.

  Open this address:  ${running.discord.page}

You find a server with a cohort in it, today's lesson posted, and three people to be: Mira leads, Jonas and Aiko learn.
"Next study day" moves the clock. Ctrl-C stops everything and keeps it; npm run playground -- --fresh begins anew.
`);
} catch (error) {
  console.error(`The playground could not start: ${error instanceof Error ? error.message : String(error)}`);
  await end(1);
}

async function start(folder: string, port: number, key?: string): Promise<Running> {
  const discord = await startLocalDiscord({
    token,
    folder: `${folder}/discord`,
    port,
    ...(key === undefined ? {} : { key }),
    now: firstMorning(new Date()),
    botName: 'Lockstep',
    page: true,
    actions: [
      { id: 'next-study-day', label: 'Next study day', run: nextStudyDay },
      { id: 'start-over', label: 'Start over', run: startOver },
    ],
  });
  try {
    // Of the environment only the curriculum comes in: a playground must not find its way to a real community.
    const settings = readSettings({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.api,
      LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
      CURRICULUM_DIR: process.env.CURRICULUM_DIR,
    });
    const bot = await startLockstep({ settings, log: createLog('warn'), followsCurriculum: true });
    await furnish(connectLocalDiscord(discord.control), bot);
    return { discord, bot };
  } catch (error) {
    await discord.close();
    throw error;
  }
}

async function nextStudyDay(): Promise<void> {
  if (!running) throw new Error('The playground is still starting. Try again in a moment.');
  await moveToNextStudyDay(connectLocalDiscord(running.discord.control), running.bot);
}

/** The page's own request must be answered before its server goes away; it comes back at the same address. */
function startOver(): void {
  setTimeout(() => {
    changing = changing.then(async () => {
      if (!running) return;
      const { port, searchParams } = new URL(running.discord.page);
      await stop();
      running = await start(openPlayground(true), Number(port), searchParams.get('key') ?? undefined);
    });
    changing.catch(error => {
      console.error(`Starting over failed: ${error instanceof Error ? error.message : String(error)}`);
      void end(1);
    });
  }, 100);
}

async function stop(): Promise<void> {
  await running?.bot.stop();
  await running?.discord.close();
  running = undefined;
}

/** Whoever asks twice is in a hurry, but the data comes first. */
async function end(code: number): Promise<void> {
  await changing.catch(() => {});
  await stop();
  process.exit(code);
}
