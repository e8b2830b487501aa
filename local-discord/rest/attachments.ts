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
  const named = (url: unknown) =>
    typeof url === 'string' && url.startsWith(scheme)
      ? attachments.find(a => a.filename === safeName(url.slice(scheme.length)))
      : undefined;
  const text = JSON.stringify(value, (key, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    const file = holders.has(key) && 'url' in part ? named(part.url) : undefined;
    if (file) return { ...part, ...placed(file, key === 'image' || key === 'thumbnail') };
    const icon = 'icon_url' in part ? named(part.icon_url) : undefined;
    return icon ? { ...part, icon_url: icon.url, proxy_icon_url: icon.proxy_url } : part;
  });
  return JSON.parse(text);
}

const scheme = 'attachment://';
/** The first two of components, the others of embeds. */
const holders: ReadonlySet<string> = new Set(['media', 'file', 'image', 'thumbnail']);

/** An embed says less of a file than a component does. */
function placed({ id, url, proxy_url, content_type, width, height }: APIAttachment, isOfEmbed: boolean) {
  const shared = { url, proxy_url, content_type };
  if (isOfEmbed) return { ...shared, ...(width != null && height != null && { width, height }) };
  return { ...shared, width: width ?? null, height: height ?? null, attachment_id: id };
}
