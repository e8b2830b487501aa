/**
 * What a backup looks like inside its gzip: a line of JSON that tells what follows; for each table a line of JSON, its
 * rows as COPY writes text, a line `\.`, a line of JSON with the sum; and a last line, so that a cut file is noticed.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** The file can't be restored, or the database must not be overwritten; the message says which and what to do. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
}

export const formatVersion = 1;

/** Stands alone on the line after a table's rows; in a row COPY would have written two backslashes. */
export const endOfRows = '\\.';

const tableSchema = z.object({ table: z.string().min(1), columns: z.array(z.string().min(1)) });
const headerSchema = z.object({
  format: z.literal('lockstep-backup'),
  version: z.number(),
  /** The `when` of each migration applied, oldest first. */
  migrations: z.array(z.number()),
  tables: z.array(tableSchema),
});
const sumSchema = z.object({ rows: z.number(), sha256: z.string() });
const endSchema = z.object({ end: z.literal(true), tables: z.number() });

export type BackupTable = Readonly<z.infer<typeof tableSchema>>;
export type BackupHeader = Readonly<z.infer<typeof headerSchema>>;
export type BackupSum = Readonly<z.infer<typeof sumSchema>>;

/** The beginning can't be read: nobody knows what this is. */
export const foreign = (cause?: unknown): BackupRefused =>
  new BackupRefused(
    'This file is not a backup of Lockstep, or its beginning is damaged; nothing was restored. Name one that "npm run backup" wrote.',
    { cause },
  );

export const damaged = (cause?: unknown): BackupRefused =>
  new BackupRefused(
    'This backup is damaged or was cut short; nothing was restored. Take another one, or copy this one anew from where it came.',
    { cause },
  );

/** Throws BackupRefused for a file of another kind or of a newer format. */
export function readHeader(line: string | undefined): BackupHeader {
  const header = read(headerSchema, line, foreign);
  if (header.version === formatVersion) return header;
  throw new BackupRefused(
    `This backup has format ${header.version}, this Lockstep reads format ${formatVersion}: use the version that wrote it.`,
  );
}

export const readTable = (line: string | undefined): BackupTable => read(tableSchema, line);
export const readSum = (line: string | undefined): BackupSum => read(sumSchema, line);
export const readEnd = (line: string | undefined): { tables: number } => read(endSchema, line);

function read<T>(schema: z.ZodType<T>, line: string | undefined, fault = damaged): T {
  try {
    return schema.parse(JSON.parse(line ?? ''));
  } catch (cause) {
    throw fault(cause);
  }
}

/** Adds up the rows of one table, byte for byte as COPY wrote them. */
export function startSum(): { add(rows: Buffer): void; end(): BackupSum } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(bytes) {
      hash.update(bytes);
      for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) rows += 1;
    },
    end: () => ({ rows, sha256: hash.digest('hex') }),
  };
}
