import type { DiscordAPIError } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
/** Milliseconds by which this test makes the server's time pass faster. */
let skipped = 0;
beforeEach(async () => {
  skipped = 0;
  world = await openWorld({ rateLimits: 'realistic', elapsed: () => performance.now() + skipped });
});
afterEach(() => world.stop());

const send = (channel = world.channel) =>
  world.raw('POST', `/channels/${channel}/messages`, { content: 'x' });

test('five messages in five seconds fit into a channel, the sixth has to wait, and another channel does not', async () => {
  const { control, guild } = world;
  const remaining: unknown[] = [];
  for (let n = 0; n < 5; n += 1) remaining.push((await send()).headers.get('x-ratelimit-remaining'));
  expect(remaining).toEqual(['4', '3', '2', '1', '0']);
  const sixth = await send();
  expect(sixth.status).toBe(429);
  expect(sixth.headers.get('x-ratelimit-scope')).toBe('user');
  expect(sixth.headers.get('x-ratelimit-bucket')).toBe('create-message');
  const { retry_after, global } = (await sixth.json()) as unknown as { retry_after: number; global: boolean };
  expect(global).toBe(false);
  expect(retry_after).toBeGreaterThan(3);
  const other = await control.addChannel(guild.id, { name: 'other' });
  expect((await send(other.id)).status).toBe(200);
  skipped += 5000;
  expect((await send()).status).toBe(200);
});

test('fifty requests in a second are all that a bot gets, answers to interactions aside', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 55 }, () => world.raw('GET', '/users/@me').then(r => r.status)),
  );
  expect(statuses.filter(s => s === 200)).toHaveLength(50);
  const refused = await world.raw('GET', '/users/@me');
  expect([refused.status, refused.headers.get('x-ratelimit-global')]).toEqual([429, 'true']);
  const answer = await world.raw('POST', '/interactions/1/x/callback', { type: 5 });
  expect(answer.status).toBe(404);
});

test('discord.js reads the headers and waits by itself: nothing is refused', async () => {
  const bot = await world.login();
  const room = await bot.channels.fetch(world.channel);
  if (!room?.isSendable()) throw new Error('not a text channel');
  const ticking = setInterval(() => {
    skipped += 500;
  }, 50);
  await Promise.all(Array.from({ length: 7 }, (_, n) => room.send(`message ${n}`)));
  clearInterval(ticking);
  const seen = await world.control.requests();
  expect(seen.filter(r => r.path.endsWith('/messages')).map(r => r.status)).not.toContain(429);
  expect(await world.control.messages(world.channel, world.mira)).toHaveLength(7);
}, 20_000);

test('a 429 of each kind can be had on demand', async () => {
  const { control } = world;
  const kinds = ['user', 'global', 'shared'] as const;
  for (const rateLimitScope of kinds) {
    await control.setFaults({ rateLimit429: 1, rateLimitScope, retryAfterMs: 1500 });
    const response = await send();
    const body = (await response.json()) as unknown as { retry_after: number; global: boolean };
    expect([
      response.status,
      response.headers.get('x-ratelimit-scope'),
      body.retry_after,
      body.global,
    ]).toEqual([429, rateLimitScope, 1.5, rateLimitScope === 'global']);
  }
});

test('too many new direct conversations are refused with 40003, and the profile can be switched off', async () => {
  const { control } = world;
  await control.addMany({ guilds: 1, members: 12 });
  const members = (await control.world()).guilds.at(-1)?.members.filter(m => !m.bot) ?? [];
  const open = async (id: string) =>
    (await (await world.raw('POST', '/users/@me/channels', { recipient_id: id })).json()).code ?? 'open';
  const codes: unknown[] = [];
  for (const { id } of members.slice(0, 12)) codes.push(await open(id));
  expect(codes.filter(c => c === 'open')).toHaveLength(10);
  expect(codes.at(-1)).toBe(40003);
  const refused = await world.raw('POST', '/users/@me/channels', { recipient_id: members[12]?.id });
  expect(refused.status).toBe(403);
  // One that is there already is no new one.
  expect(await open(members[0]?.id ?? '')).toBe('open');
  await control.setRateLimits('off');
  expect(await open(members[12]?.id ?? '')).toBe('open');
});

test('any error that Discord has can be had on demand', async () => {
  const { control } = world;
  const bot = await world.login(undefined, { rest: { retries: 0 } });
  await control.setFaults({ refuse: { code: 99_999, chance: 1 } }).then(
    () => expect.unreachable(),
    error => expect(String(error)).toContain('code must be one'),
  );
  await control.setFaults({ refuse: { code: 160006, chance: 1 }, routes: '^GET /v10/channels' });
  expect(await control.faults()).toMatchObject({ refuse: { code: 160006 } });
  const asked = bot.channels.fetch(world.channel, { force: true });
  await expect(asked).rejects.toMatchObject({ code: 160006 } satisfies Partial<DiscordAPIError>);
});
