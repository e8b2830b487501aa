/** `npm run curriculum`: checks and counts what is taught. */
import { join } from 'node:path';
import { runCurriculumCommand } from '../src/curriculum/command-line.ts';
import { projectRoot } from '../src/root.ts';

const folder = process.env.CURRICULUM_DIR || join(projectRoot(), 'curriculum');
process.exitCode = await runCurriculumCommand(process.argv.slice(2), folder, console.log);
