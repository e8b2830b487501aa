/** Hands a request on to the local Discord, and takes what it answers. */
import { Agent, request as ask, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

// A connection each: one taken from a pool could be cut because of another request's fault.
const agent = new Agent({ keepAlive: false });
/** Those are about one connection, not about the answer. */
const hops = ['connection', 'keep-alive', 'transfer-encoding', 'host', 'content-length'];

/** Undefined when Discord dropped the answer. `api` ends with `/api`, and so begins the request's path. */
export function pass(api: string, request: IncomingMessage, body: Buffer): Promise<Answer | undefined> {
  const url = new URL(request.url ?? '/', api);
  const headers = { ...without(request.headers), 'content-length': body.length };
  return new Promise(resolve => {
    const onward = ask(url, { method: request.method ?? 'GET', headers, agent }, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', () => resolve(undefined));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: without(response.headers),
          body: Buffer.concat(chunks),
        }),
      );
    });
    onward.on('error', () => resolve(undefined));
    onward.end(body);
  });
}

const without = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hops.includes(name)));
