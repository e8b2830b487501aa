/** Serves the page in which anybody can try a bot: three files, bundled once in memory, behind a strict policy. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Page {
  /** Answers `/`, `/page.js` and `/page.css`; true when it dealt with the request. `key` is the key of this run. */
  handle(request: IncomingMessage, response: ServerResponse, key: string): boolean;
}

interface Asset {
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** Trusted types make the browser itself refuse what would be inserted as HTML. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
};

const closed: Asset = {
  type: 'text/plain; charset=utf-8',
  body: 'This page opens with the key of this run: use the whole address that was printed at start.\n',
};

/** Bundles the client (about 0.1 s) and answers what serves it. Rejects when the client does not compile. */
export async function servePage(): Promise<Page> {
  const folder = findClient();
  const [html, bundle] = await Promise.all([
    readFile(join(folder, 'index.html'), 'utf8'),
    build({
      absWorkingDir: folder,
      entryPoints: [
        { in: 'main.tsx', out: 'page' },
        { in: 'styles/page.css', out: 'page' },
      ],
      outdir: join(folder, 'out'),
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      target: ['es2022'],
      tsconfig: join(folder, 'tsconfig.json'),
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'silent',
    }),
  ]);
  const built = (ending: string) =>
    bundle.outputFiles.find(file => file.path.endsWith(ending))?.contents ?? '';
  const assets: ReadonlyMap<string, Asset> = new Map([
    ['/', { type: 'text/html; charset=utf-8', body: html }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', body: built('.js') }],
    ['/page.css', { type: 'text/css; charset=utf-8', body: built('.css') }],
  ]);

  return {
    handle(request, response, key) {
      const address = new URL(request.url ?? '/', 'http://localhost');
      const asset = assets.get(address.pathname);
      if (asset === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
      const allowed = address.pathname !== '/' || address.searchParams.get('key') === key;
      const answer = allowed ? asset : closed;
      response.writeHead(allowed ? 200 : 403, { ...headers, 'content-type': answer.type });
      response.end(request.method === 'HEAD' ? undefined : answer.body);
      return true;
    },
  };
}

/** The client is not compiled by tsc: from `dist/` its sources are found through the folder that holds package.json. */
function findClient(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  if (existsSync(join(here, 'client', 'main.tsx'))) return join(here, 'client');
  let folder = here;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The page cannot be served: no package.json was found above it.');
    folder = parent;
  }
  return join(folder, 'local-discord', 'page', 'client');
}
