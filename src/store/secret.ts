/** The secret of this installation: given as a setting, or made once and kept beside the data. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const fileName = 'secret';

/** Where there is neither a setting nor a file: undefined. Throws what the disk says. */
export async function findSecret(folder: string, given: string | undefined): Promise<string | undefined> {
  if (given !== undefined) return given;
  const kept = await readFile(join(folder, fileName), 'utf8').catch(error => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  return kept?.trim();
}

/** As `findSecret`; makes one where there is none. Of several processes on one folder all get the same. */
export async function openSecret(folder: string, given: string | undefined): Promise<string> {
  const found = await findSecret(folder, given);
  if (found !== undefined) return found;
  await mkdir(folder, { recursive: true });
  const unfinished = join(folder, `${fileName}.${randomBytes(4).toString('hex')}.unfinished`);
  const handle = await open(unfinished, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // A link, unlike a rename, never takes the place of what another process has put there meanwhile.
  await link(unfinished, join(folder, fileName)).catch(error => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  await rm(unfinished);
  return openSecret(folder, given);
}
