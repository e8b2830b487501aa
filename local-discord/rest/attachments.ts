/** Files of messages: kept once, served back under an address of ours. */
import type { APIAttachment } from 'discord-api-types/v10';
import { newId, type State } from '../state/state.ts';
import type { MessageBody } from '../validate/message.ts';
import type { UploadedFile } from './body.ts';

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  pdf: 'application/pdf',
};

/** The kind of a file by its name, as Discord guesses it: clients send `application/octet-stream`. */
export function contentType(name: string): string {
  return types[name.slice(name.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
}

/** Discord keeps letters, digits, dots, dashes and underscores of a file's name. */
export function safeName(name: string): string {
  return name.replaceAll(/[^\w.-]/g, '_').replace(/^\.+/, '') || 'unknown';
}

/** What a message's attachments become: those of before that stay, then the new ones. */
export function attach(
  state: State,
  channelId: string,
  body: MessageBody,
  files: readonly UploadedFile[],
  before: readonly APIAttachment[],
): readonly APIAttachment[] {
  const named = body.attachments;
  const kept = named ? before.filter(a => named.some(n => n.id === a.id)) : before;
  const added = files.map((file): APIAttachment => {
    const about = named?.find(n => n.id === file.key);
    return {
      ...keepFile(state, channelId, about?.filename || file.name, file.bytes),
      ...(about?.description && { description: about.description }),
      ...(about?.title && { title: about.title }),
    };
  });
  return [...kept, ...added];
}

/** Keeps the bytes and says where they are served. */
export function keepFile(state: State, channelId: string, name: string, bytes: Uint8Array): APIAttachment {
  const id = newId(state);
  const filename = safeName(name);
  state.files.put(id, bytes);
  const url = `${state.address()}/attachments/${channelId}/${id}/${filename}`;
  return {
    id,
    filename,
    size: bytes.length,
    url,
    proxy_url: url,
    content_type: contentType(filename),
    ...pictureSize(bytes),
  };
}

/** Width and height of a PNG, from its header. */
function pictureSize(bytes: Uint8Array): { readonly width?: number; readonly height?: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 24 || view.getUint32(0) !== 0x89504e47) return {};
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** Puts the address of the attached file in place of every `attachment://name`. */
export function withAddresses<T>(value: T, attachments: readonly APIAttachment[]): T {
  if (attachments.length === 0) return value;
  const text = JSON.stringify(value, (key, part) => {
    if (!isMedia(key, part)) return part;
    const file = attachments.find(a => a.filename === safeName(part.url.slice('attachment://'.length)));
    if (!file) return part;
    const { url, proxy_url, width = null, height = null, content_type, id } = file;
    return { ...part, url, proxy_url, width, height, content_type, attachment_id: id };
  });
  return JSON.parse(text);
}

function isMedia(key: string, part: unknown): part is { readonly url: string } {
  const holder = key === 'media' || key === 'file' || key === 'image' || key === 'thumbnail';
  if (!holder || typeof part !== 'object' || part === null || !('url' in part)) return false;
  return typeof part.url === 'string' && part.url.startsWith('attachment://');
}
