import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { openWorld, token } from './world.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-discord-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the world, its messages, commands, files and clock survive a restart, and the clock stood still meanwhile', async () => {
  const kept = join(folder, 'kept');
  const first = await openWorld({ folder: kept, now: new Date('2030-01-07T09:00:00Z') });
  const bot = await first.login();
  await bot.application?.commands.set([{ name: 'go', description: 'Goes' }]);
  const room = await bot.channels.fetch(first.channel);
  if (!room?.isSendable()) throw new Error('not a text channel');
  const sent = await room.send({
    content: 'kept',
    files: [{ attachment: Buffer.from('bytes'), name: 'a.txt' }],
  });
  await first.control.moveTo('2030-01-08T09:00:00Z');
  const before = await first.control.clock();
  await first.stop();

  const second = await openWorld({ folder: kept });
  expect(second.guild).toMatchObject({ id: first.guild.id, name: 'Study' });
  const clock = await second.control.clock();
  expect(clock.version).toBe(before.version);
  expect(Date.parse(clock.now) - Date.parse(before.now)).toBeLessThan(60_000);
  expect((await second.control.commands(second.guild.id, second.mira)).map(c => c.name)).toEqual(['go']);
  const [message] = await second.control.messages(second.channel, second.mira);
  expect(message).toMatchObject({ id: sent.id, content: 'kept' });
  const path = new URL(message?.attachments[0]?.url ?? '').pathname;
  expect(await (await fetch(new URL(path, second.discord.api))).text()).toBe('bytes');
  await second.stop();
});

test('started as a program it says where it is, and what was said survives kill -9', async () => {
  const kept = join(folder, 'killed');
  const start = async () => {
    const args = [
      '--import',
      'tsx',
      'bin/local-discord.ts',
      '--json',
      '--no-page',
      '--token',
      token,
      '--folder',
      kept,
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = await once(child.stdout, 'data');
    return { child, ...JSON.parse(String(line)) };
  };
  const first = await start();
  const { id } = await connectLocalDiscord(first.control).addGuild({ name: 'Kept' });
  const saved = () => readFile(join(kept, 'world.json'), 'utf8').catch(() => '');
  await expect.poll(saved, { timeout: 5000 }).toContain(id);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const second = await start();
  expect((await connectLocalDiscord(second.control).world()).guilds.map(g => g.id)).toEqual([id]);
  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
});

test('a token that could be a real one is refused', async () => {
  await expect(startLocalDiscord({ token: 'MTIz.abc.def' })).rejects.toThrow('begins with "local."');
});

test('only this machine, and only its own page, is answered', async () => {
  const world = await openWorld();
  const url = new URL(world.discord.api);
  // fetch doesn't let us forge a Host.
  const status = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request(`${url.origin}/api/v10/gateway`, { headers }, response => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.on('error', reject).end();
    });
  expect(await status({})).toBe(200);
  expect(await status({ host: 'evil.example' })).toBe(403);
  expect(await status({ origin: 'http://evil.example' })).toBe(403);
  expect(await status({ origin: url.origin })).toBe(200);
  expect((await fetch(`${world.discord.control.replace(/[0-9a-f]{32}/, 'guess')}/world`)).status).toBe(404);
  await world.stop();
});
