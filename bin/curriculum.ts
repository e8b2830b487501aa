/** `npm run curriculum`: checks, counts, begins, imports and exports what is taught. */
import { join } from 'node:path';
import { runCurriculumCommand } from '../src/curriculum/command-line.ts';
import { projectRoot } from '../src/root.ts';

const folder = process.env.CURRICULUM_DIR || join(projectRoot(), 'curriculum');
const today = new Date().toISOString().slice(0, 10);
process.exitCode = await runCurriculumCommand(process.argv.slice(2), { folder, print: console.log, today });
