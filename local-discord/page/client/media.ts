/** Which pictures and files the page may load: its own server's and `data:` ones, nothing from elsewhere. */
import { httpUrl } from './markdown/parse-references.ts';
import type { Attachment, Message } from './shapes.ts';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** An address that the page's policy lets through; undefined for one that lies elsewhere. */
export function ownAddress(url: string, attachments: readonly Attachment[]): string | undefined {
  if (url.startsWith('attachment://')) {
    const named = attachments.find(({ filename }) => filename === url.slice('attachment://'.length));
    return named && !named.url.startsWith('attachment://') ? ownAddress(named.url, attachments) : undefined;
  }
  if (/^data:image\/(png|jpeg|gif|webp);/.test(url)) return url;
  const whole = httpUrl(url);
  if (whole === undefined) return undefined;
  // The page may have been opened as localhost and the server may call itself 127.0.0.1: only the path counts.
  const address = new URL(whole);
  return loopback.test(address.hostname) ? address.pathname + address.search : undefined;
}

const COMPONENTS_V2 = 1 << 15;

/** Attachments that no embed shows already. In a Components V2 message only components show any, as on Discord. */
export function looseAttachments(message: Message): readonly Attachment[] {
  if (((message.flags ?? 0) & COMPONENTS_V2) !== 0) return [];
  const shown = JSON.stringify([message.components ?? [], message.embeds ?? []]);
  const used = ({ filename, url }: Attachment) =>
    shown.includes(JSON.stringify(url)) || shown.includes(JSON.stringify(`attachment://${filename}`));
  return (message.attachments ?? []).filter(attachment => !used(attachment));
}

export function isPicture(attachment: Attachment): boolean {
  const byType = attachment.content_type?.startsWith('image/') ?? false;
  return byType || /\.(png|jpe?g|gif|webp)$/i.test(attachment.filename);
}

/** A size in bytes as people say it. */
export function saySize(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}
