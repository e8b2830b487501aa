/** Files from this machine, as the control address takes them. */

export interface SentFile {
  readonly name: string;
  readonly type?: string;
  readonly base64: string;
}

/** By option or field. */
export type SentFiles = Readonly<Record<string, readonly SentFile[]>>;

/** Rejects with a sentence when a file can't be read, such as one that was deleted meanwhile. */
export function readFiles(files: Iterable<File>): Promise<readonly SentFile[]> {
  return Promise.all([...files].map(readFile));
}

async function readFile(file: File): Promise<SentFile> {
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Error(`${file.name} could not be read.`);
  });
  return { name: file.name, ...(file.type === '' ? {} : { type: file.type }), base64: toBase64(bytes) };
}

/** So many bytes at a time: a function takes only so many arguments. */
const STEP = 0x8000;

function toBase64(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  let text = '';
  for (let at = 0; at < bytes.length; at += STEP)
    text += String.fromCharCode(...bytes.subarray(at, at + STEP));
  return btoa(text);
}
