/** The one folder that a playground may use, and may delete. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../src/root.ts';

const marker = '.lockstep-playground';

/** Throws a sentence when a folder of that name isn't a playground's: it is never touched then. */
export function openPlayground(fresh: boolean, folder = join(projectRoot(), 'data', 'playground')): string {
  const isOurs = existsSync(join(folder, marker));
  if (existsSync(folder) && !isOurs) {
    throw new Error(
      `${folder} was not made by the playground, so it is left alone. Move it away and try again.`,
    );
  }
  if (fresh && isOurs) rmSync(folder, { recursive: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, marker), 'Made by npm run playground, which may delete this folder.\n');
  return folder;
}
