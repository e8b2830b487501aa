/** What a file holds that somebody sent along: taken from Discord's own file host, and from nowhere else. */
import type { FileText, FileValue } from './define-command.ts';

/** What Discord tells of a file. */
interface Attachment {
  readonly name: string;
  readonly size: number;
  readonly url: string;
}

const fileHosts: readonly string[] = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** Elapsed milliseconds: an answer must leave within three seconds. */
const patienceMs = 2_000;

/** `apiUrl`: a Discord on this machine keeps its files beside its API, so then its own origin is trusted too. */
export function fileValue({ name, size, url }: Attachment, apiUrl: string): FileValue {
  return { name, size, read: mostBytes => readText(url, { size, mostBytes, apiUrl }) };
}

/** Throws only what is a bug: whatever the host does is an answer. */
async function readText(
  url: string,
  { size, mostBytes, apiUrl }: { readonly size: number; readonly mostBytes: number; readonly apiUrl: string },
): Promise<FileText> {
  if (!isFromDiscord(url, apiUrl)) return refused('foreign-host');
  if (size > mostBytes) return refused('too-big');
  try {
    // Elsewhere is never followed to: a host that sends us on is not the one we trust.
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      return refused('unreadable');
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      length += chunk.byteLength;
      // Leaving the loop ends the transfer: what a header promised about the size binds nobody.
      if (length > mostBytes) return refused('too-big');
      chunks.push(chunk);
    }
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    // No answer in time, a redirect, a torn transfer, bytes that are no text.
    return refused('unreadable');
  }
}

/** Exactly their origins: scheme, host and port, without a name or a password before it. */
export function isFromDiscord(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, username, password } = new URL(url);
  if (username || password) return false;
  const api = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
  return (
    fileHosts.includes(origin) || (api !== undefined && loopback.test(api.hostname) && origin === api.origin)
  );
}

const refused = (reason: Extract<FileText, { kind: 'refused' }>['reason']): FileText => ({
  kind: 'refused',
  reason,
});
