/** `npm run parity`: writes what of Discord is here, and what isn't, into the local Discord's README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withParity } from '../local-discord/spec/parity.ts';
import { projectRoot } from '../src/root.ts';

const path = join(projectRoot(), 'local-discord', 'README.md');
writeFileSync(path, await withParity(readFileSync(path, 'utf8')));
