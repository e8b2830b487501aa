import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openWorld, type TestWorld, token } from './world.ts';

let world: TestWorld;
/** Milliseconds by which this test makes the server's time pass faster. */
let skipped = 0;
beforeAll(async () => {
  world = await openWorld({
    allowedIntents: 1,
    heartbeatMs: 5000,
    elapsed: () => performance.now() + skipped,
  });
});
afterAll(() => world.stop());

const identify = (d: object = {}) => ({ op: 2, d: { token, intents: 1, properties: {}, ...d } });
const beat = { op: 1, d: null };

/** Sends it all and waits for the code with which the other side hangs up. */
function closedAfter(packets: readonly (object | string)[], query = '?v=10&encoding=json'): Promise<number> {
  const socket = new WebSocket(`${world.discord.gateway}${query}`);
  socket.on('open', () => {
    for (const packet of packets) socket.send(typeof packet === 'string' ? packet : JSON.stringify(packet));
  });
  return new Promise(resolve => socket.on('close', resolve));
}

type Case = readonly [what: string, code: number, packets: readonly (object | string)[]];

const cases: readonly Case[] = [
  ['an operation that does not exist', 4001, [identify(), { op: 99, d: null }]],
  ['what only Discord sends', 4001, [identify(), { op: 10, d: null }]],
  ['what is no JSON', 4002, ['{']],
  ['a packet of more than 4096 bytes', 4002, [{ op: 1, d: 'x'.repeat(4096) }]],
  ['no token', 4002, [{ op: 2, d: { intents: 1 } }]],
  ['a presence before identifying', 4003, [{ op: 3, d: {} }]],
  ['a wrong token', 4004, [identify({ token: 'local.other' })]],
  ['a resume with a wrong token', 4004, [{ op: 6, d: { token: 'local.other', session_id: 'x', seq: 0 } }]],
  ['identifying twice', 4005, [identify(), identify()]],
  ['a shard beyond their number', 4010, [identify({ shard: [2, 2] })]],
  ['an intent that does not exist', 4013, [identify({ intents: 1 << 28 })]],
  ['an intent that is not granted', 4014, [identify({ intents: 1 << 1 })]],
];

test.each(cases)('%s ends the connection with %i', async (_, code, packets) => {
  expect(await closedAfter(packets)).toBe(code);
});

test('an older version is refused with 4012', async () => {
  expect(await closedAfter([identify()], '?v=9&encoding=json')).toBe(4012);
});

test('a resume from the future is refused with 4007', async () => {
  const first = new WebSocket(`${world.discord.gateway}?v=10&encoding=json`);
  const session = new Promise<string>(resolve =>
    first.on('message', data => {
      const { t, d } = JSON.parse(String(data));
      if (t === 'READY') resolve(d.session_id);
    }),
  );
  first.on('open', () => first.send(JSON.stringify(identify())));
  const session_id = await session;
  expect(await closedAfter([{ op: 6, d: { token, session_id, seq: 10_000 } }])).toBe(4007);
  first.close();
});

test('more than 120 packets in a minute are too many where rates are limited', async () => {
  const { control } = world;
  await control.setRateLimits('realistic');
  expect(await closedAfter(Array.from({ length: 121 }, () => beat))).toBe(4008);

  const patient = new WebSocket(`${world.discord.gateway}?v=10&encoding=json`);
  let acknowledged = 0;
  patient.on('message', data => {
    if (JSON.parse(String(data)).op === 11) acknowledged += 1;
  });
  await new Promise(resolve => patient.on('open', resolve));
  for (let n = 0; n < 100; n += 1) patient.send(JSON.stringify(beat));
  await expect.poll(() => acknowledged).toBe(100);
  skipped += 60_000;
  for (let n = 0; n < 100; n += 1) patient.send(JSON.stringify(beat));
  await expect.poll(() => acknowledged).toBe(200);
  patient.close();
  await control.setRateLimits('off');
});
