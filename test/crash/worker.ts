/** One bot process of the crash test: it runs until it is killed, or until whoever started it lets go. */
import { readSettings } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { startLockstep } from '../../src/main.ts';
import { outliveLostSockets } from '../../src/store/lost-socket.ts';

// Also when the harness itself was killed: no bot outlives it.
let stop: () => Promise<unknown> = async () => {};
process.once('disconnect', () => void stop().finally(() => process.exit(0)));

const settings = readSettings(process.env);
const log = createLog(settings.logLevel);
outliveLostSockets(
  error => log.warn({ err: error }, 'a database connection was lost where no query could say so'),
  error => {
    log.fatal({ err: error }, 'a fault that nobody caught');
    process.exit(1);
  },
);
try {
  const bot = await startLockstep({ settings, log, leaseSeconds: Number(process.env.CRASH_LEASE_SECONDS) });
  stop = () => bot.stop();
  process.send?.('ready');
} catch (error) {
  // Postgres may have been killed meanwhile; whoever runs bots starts them again.
  log.error({ err: error }, 'the start failed');
  process.exit(1);
}
