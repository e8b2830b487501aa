import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For bots on another Postgres: a folder that isn't there. Without it they would look for a journal of deletions in a real bot's `data`. */
export const noDataFolder = join(tmpdir(), 'lockstep-no-data');
