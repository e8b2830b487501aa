/** The bot as a process: settings, words for whoever started it, signals, exit codes. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ClockAway } from './clock.ts';
import { BadSettings, readSettings, type Settings } from './config.ts';
import { createLog, type Logger } from './log.ts';
import { BadCurriculum, isUnauthorized, type Lockstep, startLockstep } from './main.ts';
import { outliveLostSockets } from './store/lost-socket.ts';
import { MigrationsDisagree } from './store/migrate.ts';
import { PostgresUnavailable } from './store/postgres/unavailable.ts';
import { JournalLocked } from './store/replay.ts';

/** As in `sysexits.h`: something must be set right first, and starting again won't help. */
const badConfiguration = 78;

/** Runs until a signal. Ends the process with 0, with 78 when something must be set right, or with 1. */
export async function runLockstep(env: Readonly<Record<string, string | undefined>>): Promise<void> {
  const settings = settingsOrExit(env);
  const log = createLog(settings.logLevel);
  const signalled = new Promise<void>(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
  outliveLostSockets(
    error => log.warn({ err: error }, 'a database connection was lost where no query could say so'),
    error => {
      log.fatal({ err: error }, 'a fault that nobody caught');
      process.exit(1);
    },
  );

  let bot: Lockstep;
  try {
    bot = await startLockstep({ settings, log });
  } catch (error) {
    process.exit(await explain(error, signalled, log));
  }
  tell(
    `Lockstep is running. Health: http://localhost:${bot.healthPort}/health/ready`,
    `Invite it to a server: ${bot.inviteLink}`,
  );
  const wasDismissed = await Promise.race([signalled, bot.dismissed.then(() => true)]);
  await bot.stop();
  process.exit(wasDismissed ? await refused(signalled) : 0);
}

function settingsOrExit(env: Readonly<Record<string, string | undefined>>): Settings {
  try {
    return readSettings(env);
  } catch (error) {
    if (!(error instanceof BadSettings)) throw error;
    complain('Lockstep can’t start yet:', ...error.faults.map(fault => `- ${fault}`));
    process.exit(badConfiguration);
  }
}

/** What went wrong, in words; the exit code for it. */
async function explain(error: unknown, signalled: Promise<void>, log: Logger): Promise<number> {
  if (
    error instanceof PostgresUnavailable ||
    error instanceof BadCurriculum ||
    error instanceof JournalLocked ||
    error instanceof MigrationsDisagree
  ) {
    complain(error.message);
    return badConfiguration;
  }
  if (isUnauthorized(error)) return refused(signalled);
  log.error({ err: error }, 'the start failed');
  if (error instanceof ClockAway) {
    complain(error.message);
    return badConfiguration;
  }
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  complain(
    `Lockstep could not start: ${error instanceof Error ? error.name : 'an unknown fault'}${code}.`,
    nextStep(error),
  );
  return 1;
}

/** Says so, and waits: whatever restarts us at once would have this address banned for too many refused requests. */
async function refused(signalled: Promise<void>): Promise<number> {
  complain(
    'Discord refuses this token. Make a new one (Developer Portal → your application → Bot → Reset Token) and set DISCORD_TOKEN to it.',
  );
  await Promise.race([sleep(60_000), signalled]);
  return badConfiguration;
}

function nextStep(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return 'HTTP_PORT names a port that is in use. Set another one, or 0 for any that is free.';
  }
  if (/^(28|3D)/.test(code)) {
    return 'DATABASE_URL names a server that answers, but not a database that lets us in: check the name, the user and the password.';
  }
  if (code === '55P03') {
    return 'Somebody else is at work on the database, perhaps a restore. Wait for its end, and start again.';
  }
  return /^(08|57)|ECONN|CONNECT|ENOTFOUND/.test(code)
    ? 'Check that DATABASE_URL and DISCORD_API_URL name servers that answer, and try again.'
    : 'The log holds the rest.';
}

const tell = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`);
const complain = (...lines: string[]) => process.stderr.write(`${lines.join('\n')}\n`);
