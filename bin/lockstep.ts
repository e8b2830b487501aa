/** `npm start`: the bot, on the settings of the environment. */
import { readEnvironment } from '../src/config.ts';
import { runLockstep } from '../src/run.ts';

await runLockstep(readEnvironment());
