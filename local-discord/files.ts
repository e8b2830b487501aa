/** Serves attachments in a way that lets no file act as a page. */
import type { ServerResponse } from 'node:http';
import { contentType, safeName } from './rest/attachments.ts';
import type { State } from './state/state.ts';

/** `path` is `/attachments/CHANNEL/ID/NAME`. */
export function serveAttachment(state: State, response: ServerResponse, path: string): void {
  const [, , , id = '', name = ''] = path.split('/');
  const bytes = /^\d+$/.test(id) ? state.files.get(id) : undefined;
  if (!bytes) {
    response.writeHead(404).end();
    return;
  }
  const type = contentType(name);
  response.writeHead(200, {
    'Content-Type': type,
    'Content-Length': bytes.length,
    'Content-Disposition': `${type.startsWith('image/') ? 'inline' : 'attachment'}; filename="${safeName(name)}"`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
  response.end(bytes);
}
