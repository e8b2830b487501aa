/** `npm start`: the bot, on the settings of the environment. */
import { runLockstep } from '../src/run.ts';

await runLockstep(process.env);
