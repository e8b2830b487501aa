/**
 * The journal of deletions: `deletions.jsonl` beside the database, so that a restored backup forgets again (docs/decisions/0030). A line
 * says that somebody was deleted and when; who it was can only be asked, with the secret, for somebody who is known already.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { findSecret, openSecret } from './secret.ts';

/** Who is to be deleted: in one guild, or everywhere when `guildId` is undefined. */
export interface Deleted {
  readonly memberId: string;
  readonly guildId?: string | undefined;
}

const lineSchema = z.object({
  id: z.string().min(1),
  /** Calendar time, ISO. */
  at: z.iso.datetime(),
  where: z.enum(['server', 'everywhere']),
  /** HMAC-SHA-256 of guild and member, or of the member alone. */
  who: z.string().regex(/^[0-9a-f]{64}$/),
  /** By what one sees which secret it was made with. */
  key: z.string().min(1),
});
export type JournalLine = Readonly<z.infer<typeof lineSchema>>;

export interface Journal {
  /** Writes a line; it is on the disk when this resolves. Throws what the disk says. */
  add(deleted: Deleted, now: Date): Promise<JournalLine>;
  /** Whether anything was ever written down here. */
  isThere(): Promise<boolean>;
  /** Every line that can be read, oldest first, and how many can't: a line that was cut off was never promised to anybody. */
  list(): Promise<{ readonly lines: readonly JournalLine[]; readonly unreadable: number }>;
  /** What tells of whom a line speaks. */
  reader(): Promise<JournalReader>;
}

interface JournalReader {
  /** False for a line that was written with another secret. */
  canRead(line: JournalLine): boolean;
  whoOf(deleted: Deleted): string;
}

/** Touches nothing before the first deletion: only then are folder, secret and file made. */
export function openJournal(folder: string, givenSecret?: string): Journal {
  const file = join(folder, 'deletions.jsonl');
  return {
    async add(deleted, now) {
      const secret = await openSecret(folder, givenSecret);
      const line: JournalLine = {
        id: randomUUID(),
        at: now.toISOString(),
        where: deleted.guildId === undefined ? 'everywhere' : 'server',
        who: whoOf(secret, deleted),
        key: keyOf(secret),
      };
      await mkdir(folder, { recursive: true });
      await append(file, JSON.stringify(line));
      if (process.platform !== 'win32') await flushFolder(folder);
      return line;
    },

    isThere: async () => (await readWritten(file)) !== undefined,

    async list() {
      const text = (await readWritten(file)) ?? '';
      const written = text.split('\n').filter(one => one.trim() !== '');
      const lines = written.flatMap(one => readLine(one) ?? []);
      return { lines, unreadable: written.length - lines.length };
    },

    async reader() {
      const secret = await findSecret(folder, givenSecret);
      return {
        canRead: ({ key }) => secret !== undefined && key === keyOf(secret),
        whoOf: deleted => (secret === undefined ? '' : whoOf(secret, deleted)),
      };
    },
  };
}

const readWritten = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch(error => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });

const whoOf = (secret: string, { memberId, guildId }: Deleted): string =>
  hmac(secret, guildId === undefined ? `everywhere\n${memberId}` : `server\n${guildId}\n${memberId}`);
const keyOf = (secret: string): string => hmac(secret, 'which key').slice(0, 8);
const hmac = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('hex');

function readLine(text: string): JournalLine | undefined {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function append(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const last = Buffer.alloc(1);
    if (size > 0) await handle.read(last, 0, 1, size - 1);
    // Whatever a process that died left half written must not swallow this line.
    const start = size > 0 && last.toString() !== '\n' ? '\n' : '';
    await handle.appendFile(`${start}${line}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
