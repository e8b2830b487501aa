/** The whole bot, as `npm start` starts it. */
import { readSettings } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { startLockstep } from '../../src/main.ts';
import { report } from './report.ts';

const settings = readSettings(process.env);
const bot = await startLockstep({ settings, log: createLog(settings.logLevel) });
report({}, () => bot.stop());
