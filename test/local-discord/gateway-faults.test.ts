import { Events } from 'discord.js';
import { afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
afterEach(() => world.stop());

const go = { name: 'go', description: 'Goes' };
const act = () => world.control.command({ as: world.mira, channel: world.channel, name: 'go' });

async function loginCounting() {
  const answered: unknown[] = [];
  const bot = await world.login(async i => {
    if (!i.isChatInputCommand()) return;
    try {
      await i.reply('here');
      answered.push('answered');
    } catch (error) {
      answered.push((error as { code?: unknown }).code);
    }
  });
  await bot.application?.commands.set([go]);
  const seen = { resumes: 0, readies: 0 };
  bot.on(Events.ShardResume, () => {
    seen.resumes += 1;
  });
  bot.on(Events.ShardReady, () => {
    seen.readies += 1;
  });
  return { bot, answered, seen };
}

test('a heartbeat that nobody acknowledges makes a bot come back and lose nothing', async () => {
  world = await openWorld({ heartbeatMs: 300 });
  const { seen, answered } = await loginCounting();
  await world.control.setFaults({ ignoreHeartbeats: true });
  await expect.poll(() => seen.resumes, { timeout: 8000 }).toBeGreaterThan(0);
  await world.control.clearFaults();
  expect((await act()).outcome).toBe('reply');
  expect(answered).toEqual(['answered']);
}, 15_000);

test('a refused resume makes a bot begin anew', async () => {
  world = await openWorld();
  const { seen } = await loginCounting();
  await world.control.setFaults({ refuseResume: true });
  await world.control.gateway('drop');
  await expect.poll(() => seen.readies, { timeout: 12_000 }).toBe(1);
  expect(seen.resumes).toBe(0);
  expect((await act()).outcome).toBe('reply');
}, 20_000);

test('a closing code after which a bot may come back is one', async () => {
  world = await openWorld();
  const { seen } = await loginCounting();
  await world.control.closeSockets(4000);
  await expect.poll(() => seen.resumes, { timeout: 8000 }).toBe(1);
});

test('an event that comes twice is answered once: the second answer is 40060', async () => {
  world = await openWorld();
  const { answered } = await loginCounting();
  await world.control.setFaults({ duplicateDispatch: 1 });
  expect((await act()).outcome).toBe('reply');
  await expect.poll(() => answered).toEqual(['answered', 40060]);
  expect(await world.control.messages(world.channel, world.mira)).toHaveLength(1);
});

test('an intent that the application may not have is refused, and a bot without heartbeats is cut off', async () => {
  world = await openWorld({ allowedIntents: 1, heartbeatMs: 40 });
  await expect(world.login(undefined, { intents: 1 | (1 << 1) })).rejects.toThrow('disallowed intents');
  const socket = new WebSocket(`${world.discord.gateway}?v=10&encoding=json`);
  const closed = new Promise<number>(resolve => socket.on('close', resolve));
  expect(await closed).toBe(4009);
});

test('an event can come late', async () => {
  world = await openWorld();
  const { answered } = await loginCounting();
  await world.control.setFaults({ dispatchDelayMs: [150, 150] });
  expect((await act()).ms).toBeGreaterThanOrEqual(150);
  expect(answered).toEqual(['answered']);
});
