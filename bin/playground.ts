/** `npm run playground`: the local Discord, the bot and an embedded Postgres in one process; `--fresh` begins anew. */
import { parseArgs } from 'node:util';
import { connectLocalDiscord } from '../local-discord/client.ts';
import { startLocalDiscord } from '../local-discord/start.ts';
import { readSettings } from '../src/config.ts';
import { createLog } from '../src/log.ts';
import { type Lockstep, startLockstep } from '../src/main.ts';
import { findNextDue } from '../src/store/cohorts.ts';
import { openPlayground } from './playground/folder.ts';
import { firstMorning, furnish } from './playground/world.ts';

const token = 'local.playground';
const { values } = parseArgs({
  options: { fresh: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
});

const folder = openPlayground(values.fresh);
let bot: Lockstep | undefined;
const discord = await startLocalDiscord({
  token,
  folder: `${folder}/discord`,
  port: Number(values.port),
  now: firstMorning(new Date()),
  botName: 'Lockstep',
  page: true,
  actions: [{ id: 'next-study-day', label: 'Next study day', run: moveToNextStudyDay }],
});
const control = connectLocalDiscord(discord.control);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
let stopping: Promise<void> | undefined;

try {
  // Nothing of the environment comes in: a playground must not find its way to a real community.
  const settings = readSettings({
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discord.api,
    LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
  });
  bot = await startLockstep({ settings, log: createLog('warn') });
  await furnish(control, bot);
  console.log(`
The playground is running: a Discord on this machine, the bot, and a Postgres of its own.

  Open this address:  ${discord.page}

You find a server with a cohort in it, today's lesson posted, and three people to be: Mira leads, Jonas and Aiko learn.
"Next study day" moves the clock. Ctrl-C stops everything and keeps it; npm run playground -- --fresh begins anew.
`);
} catch (error) {
  console.error(`The playground could not start: ${error instanceof Error ? error.message : String(error)}`);
  await stop(1);
}

async function moveToNextStudyDay(): Promise<void> {
  const next = bot && (await findNextDue(bot.database.db));
  if (next) await control.moveTo(next.toISOString());
}

function stop(code: number): Promise<void> {
  stopping ??= (async () => {
    // Whoever asks twice is in a hurry, but the data comes first.
    await bot?.stop();
    await discord.close();
    process.exit(code);
  })();
  return stopping;
}
