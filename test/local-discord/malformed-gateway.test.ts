import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { anyText, anyValue, below, pick, type Random, seeded } from './malformed-bytes.ts';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

/** A packet that no client sends: noise, JSON of another shape, an operation with nonsense in it, far too much. */
function brokenPacket(random: Random): string | Buffer {
  const op = pick(random, [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 99, -1, 0.5]);
  switch (below(random, 5)) {
    case 0:
      return anyText(random);
    case 1:
      return JSON.stringify({ op, d: anyValue(random) });
    case 2:
      return JSON.stringify({
        op: 2,
        d: {
          token: pick(random, ['local.test', 'Bot local.test', '', 5]),
          intents: anyValue(random),
          properties: {},
          shard: anyValue(random),
        },
      });
    case 3:
      return JSON.stringify({
        op: 6,
        d: { token: 'local.test', session_id: anyValue(random), seq: anyValue(random) },
      });
    default:
      return JSON.stringify({
        op: 8,
        d: { guild_id: anyValue(random), query: anyValue(random), limit: anyValue(random) },
      });
  }
}

/** One socket, a few broken packets (the first that is refused ends it), and the code with which it was closed (1005: by ourselves, unharmed). */
function talk(
  packets: readonly (string | Buffer)[],
  greet: string | undefined,
  path: string,
): Promise<number> {
  return new Promise(resolve => {
    const socket = new WebSocket(`${world.discord.gateway}${path}`);
    socket.on('error', () => {});
    socket.on('open', () => {
      if (greet !== undefined) socket.send(greet);
      for (const packet of packets) socket.send(packet);
      socket.close();
    });
    socket.on('close', code => resolve(code));
  });
}

test('5,000 broken gateway packets: Discord’s close codes only, and bots still come in', {
  timeout: 60_000,
}, async () => {
  const random = seeded(20_260_302);
  const identify = JSON.stringify({ op: 2, d: { token: 'local.test', intents: 1, properties: {} } });
  const codes = new Set<number>();
  for (let sent = 0; sent < 5000; sent += 80) {
    const talks = Array.from({ length: 20 }, () => {
      const packets = Array.from({ length: 4 }, () => brokenPacket(random));
      const path = pick(random, ['', '/?v=10&encoding=json', '?compress=zlib-stream', '/?v=x&encoding=etf']);
      return talk(packets, random() < 0.5 ? identify : undefined, path);
    });
    for (const code of await Promise.all(talks)) codes.add(code);
  }
  // 1005: closed by us; 1009: a packet too large; 4xxx: Discord's own.
  expect(
    [...codes].filter(code => code !== 1005 && code !== 1009 && !(code >= 4000 && code <= 4014)),
  ).toEqual([]);
  expect([...codes]).toEqual(expect.arrayContaining([4001, 4002, 4003, 4005, 1009]));
  const bot = await world.login();
  expect(bot.isReady()).toBe(true);
});
