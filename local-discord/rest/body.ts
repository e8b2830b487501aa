/** Reads a request's body: JSON, or a form with `payload_json` and `files[n]`. */
import type { IncomingMessage } from 'node:http';
import { readBytes } from '../read-bytes.ts';
import { isTooDeep } from '../validate/depth.ts';
import { invalidForm, refuse } from './errors.ts';

export interface UploadedFile {
  /** The n of `files[n]`, by which `attachments` speaks of it. */
  readonly key: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Body {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

const largestRequest = 25 * 1024 * 1024;
const largestFile = 10 * 1024 * 1024;
const tooMuch = () => refuse(40005);
const lost = () => refuse(50109);

/** Throws 50109, 40005, 30015 or 50035. An absent body is undefined. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const bytes = await readBytes(request, largestRequest, { tooMuch, lost });
  if (bytes.length === 0) return { json: undefined, files: [] };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('multipart/form-data')) return readForm(bytes, type);
  return { json: parseJson(bytes.toString('utf8')), files: [] };
}

async function readForm(bytes: Buffer, type: string): Promise<Body> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw refuse(50109);
    });
  let json: unknown = {};
  const files: UploadedFile[] = [];
  for (const [field, value] of form) {
    const key = /^files?(?:\[(\d+)\])?$/.exec(field);
    if (field === 'payload_json') {
      json = parseJson(typeof value === 'string' ? value : await value.text());
    } else if (key && typeof value !== 'string') {
      if (value.size > largestFile) throw refuse(40005);
      files.push({ key: key[1] ?? '0', name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
    } else {
      const fault = { path: [field], code: 'UNKNOWN_FIELD', message: 'This field is not known here.' };
      throw invalidForm([fault], `unknown form field: ${field}`);
    }
  }
  if (files.length > 10) {
    throw refuse(30015);
  }
  return { json, files };
}

function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw refuse(50109);
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(50109);
  }
}
