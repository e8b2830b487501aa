/** Several files, all of them or none. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** By path; `undefined` removes a file. Everything is written beside its place first, and only then put there. */
export async function writeAll(files: ReadonlyMap<string, string | undefined>): Promise<void> {
  const waiting = new Map<string, string>();
  try {
    for (const [path, text] of files) {
      if (text === undefined) continue;
      await mkdir(dirname(path), { recursive: true });
      const beside = `${path}.${process.pid}.tmp`;
      waiting.set(path, beside);
      await writeFile(beside, text);
    }
  } catch (error) {
    for (const beside of waiting.values()) await rm(beside, { force: true });
    throw error;
  }
  for (const [path, beside] of waiting) await rename(beside, path);
  for (const [path, text] of files) if (text === undefined) await rm(path, { force: true });
}
