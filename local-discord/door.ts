/** Who may knock: the server is for this machine only, whatever a browser was talked into. */
import type { IncomingMessage } from 'node:http';

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** A reason to turn the request away. A foreign Host is DNS rebinding; a foreign Origin is somebody else's page. */
export function reasonToRefuse(request: IncomingMessage): string | undefined {
  const host = request.headers.host ?? '';
  const name = host.replace(/:\d+$/, '');
  if (!loopback.test(name)) return 'This server answers only to a loopback address.';
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) return 'This server answers only to its own page.';
  return undefined;
}
