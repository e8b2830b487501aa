import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createPace } from '../../src/discord/pace.ts';
import { createRest } from '../../src/discord/rest.ts';

test('an answer that says it has nothing to say is taken at its word, whatever a proxy writes above it', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(204, { 'content-type': 'application/json' }).end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const rest = createRest(`http://127.0.0.1:${port}/api`, 'local.rest', createPace(), () => {});
  await expect(rest.post('/interactions/1/token/callback', { body: { type: 6 } })).resolves.toBeDefined();
});
