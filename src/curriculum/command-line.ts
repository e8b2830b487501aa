/** What `npm run curriculum` does: one verb, its words, and an exit code. */
import { check, stats } from './tool/check.ts';
import { exporting } from './tool/export.ts';
import { importing } from './tool/import.ts';
import { links } from './tool/links.ts';
import { creating } from './tool/new-lesson.ts';
import type { Place, Verb } from './tool/words.ts';

const verbs: Readonly<Record<string, Verb>> = {
  check,
  stats,
  new: creating,
  links,
  import: importing,
  export: exporting,
};

/** Writes line by line; the exit code is 1 if there is a fault, 2 if the words aren't understood; `--help` is. */
export async function runCurriculumCommand(words: readonly string[], place: Place): Promise<number> {
  const [name = '', ...rest] = words;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  const asksHelp = name === 'help' || words.some(word => word === '--help' || word === '-h');
  const code = asksHelp ? 0 : verb ? await verb.run(rest, place) : 2;
  if (code === 2 || asksHelp)
    for (const line of Object.values(verbs).flatMap(each => each.usage))
      place.print(`npm run curriculum -- ${line}`);
  return code;
}
