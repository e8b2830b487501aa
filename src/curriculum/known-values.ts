/**
 * What YAML texts say, kept from one start to the next: parsing them is most of what reading a curriculum takes, and what a text says never
 * changes. Only the parsing is spared; every check runs at every start (docs/decisions/0039).
 */
import { createHash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';

export interface KnownValues {
  /** What this text says; undefined when that isn't known. The value is nobody else's. */
  get(text: string): { readonly value: unknown } | undefined;
  set(text: string, value: unknown): void;
  /** Writes down what was asked for or set since it was opened, if there is anything new. Never throws: without it a start is only slower. */
  keep(): void;
}

/** The first line of the file. The library stands in it, since another version may read a text in another way. */
export const heading = 'Parsed curriculum, form 1, js-yaml 5.5.0. May be deleted.';

/** Opens the file, or begins without: what isn't there, isn't ours or is damaged is passed over. */
export async function openKnownValues(path: string): Promise<KnownValues> {
  const [first, ...lines] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
  const before = new Map(
    first === heading ? lines.map(line => [line.slice(0, 64), line.slice(65)] as const) : [],
  );
  const now = new Map<string, string>();
  let isNew = false;
  return {
    get(text) {
      const key = keyOf(text);
      const json = now.get(key) ?? before.get(key);
      if (json === undefined) return undefined;
      try {
        const value: unknown = JSON.parse(json);
        now.set(key, json);
        return { value };
      } catch {
        return undefined;
      }
    },
    set(text, value) {
      const json = JSON.stringify(value);
      // YAML knows numbers that JSON doesn't.
      if (json === undefined || !isDeepStrictEqual(JSON.parse(json), value)) return;
      now.set(keyOf(text), json);
      isNew = true;
    },
    keep() {
      if (!isNew) return;
      isNew = false;
      const unfinished = `${path}.${process.pid}`;
      const whole = [heading, ...[...now].map(([key, json]) => `${key} ${json}`)].join('\n');
      // In one go, some milliseconds: whoever is killed meanwhile would leave half a file behind at each start.
      try {
        writeFileSync(unfinished, whole);
        renameSync(unfinished, path);
      } catch {
        remove(unfinished);
      }
    },
  };
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Where nothing can be written there may be nothing to remove.
  }
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex');
