import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { keepIn } from '../../local-discord/keep/keep.ts';
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
  const saved = async () => {
    const journals = (await readdir(kept)).filter(name => name.startsWith('changes-'));
    return (await Promise.all(journals.map(name => readFile(join(kept, name), 'utf8')))).join();
  };
  await expect.poll(saved, { timeout: 5000 }).toContain(id);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');
  const second = await start();
  expect((await connectLocalDiscord(second.control).world()).guilds.map(g => g.id)).toEqual([id]);
  second.child.kill('SIGTERM');
  expect(await once(second.child, 'exit')).toEqual([0, null]);
});

test('every kind of change is found again by a process that comes after a crash', async () => {
  const live = join(folder, 'live');
  const world = await openWorld({ folder: live });
  const { control, guild, mira, channel, raw } = world;
  const bot = await world.login(i => (i.isChatInputCommand() ? i.reply('kept') : undefined));
  await bot.application?.commands.set([{ name: 'go', description: 'Goes' }]);
  const [command] = await control.commands(guild.id, mira);
  const many = await control.addMany({ guilds: 2, members: 3, channels: 1 });
  const role = await control.addRole(guild.id, { name: 'Role' });
  await control.changeMember(guild.id, mira, { roles: [role.id], locale: 'de', directMessages: false });
  await control.allowCommand(guild.id, command?.id ?? '', [{ id: mira, type: 2, permission: true }]);
  await control.command({ as: mira, channel, name: 'go' });
  const room = await bot.channels.fetch(channel);
  if (!room?.isSendable() || room.isDMBased()) throw new Error('not a text channel');
  const first = await room.send('first');
  await first.pin();
  await control.react(channel, first.id, { as: mira, emoji: '👍' });
  const thread = await first.startThread({ name: 'Thread' });
  await control.write(thread.id, mira, 'in the thread');
  const gone = await room.send('gone');
  await gone.delete();
  const poll = await room.send({
    poll: { question: { text: '?' }, answers: [{ text: 'a' }], duration: 1, allowMultiselect: false },
  });
  await control.vote(channel, poll.id, mira, [1]);
  const other = await control.addChannel(guild.id, { name: 'other' });
  await raw('POST', `/channels/${other.id}/messages`, { content: 'lost with its channel' });
  await control.removeChannel(other.id);
  await control.removeBot(many.guilds[0] ?? '');
  await control.setOverwrite(channel, mira, { type: 1, deny: '2048' });
  await sleep(300);

  const crashed = join(folder, 'crashed');
  await cp(live, crashed, { recursive: true });
  await world.stop();
  const [whole, replayed] = [keepIn(live).world, keepIn(crashed).world];
  expect({ ...replayed, clock: 0 }).toEqual({ ...whole, clock: 0 });
  expect(replayed?.messages.get(channel)?.map(m => m.content)).toEqual(['kept', 'first', '', '']);
});

test('a journal that was cut off in the middle of a line loses that line only', async () => {
  const cut = join(folder, 'cut');
  const world = await openWorld({ folder: cut });
  const { id } = await world.control.addGuild({ name: 'Whole' });
  await sleep(200);
  const copy = join(folder, 'cut-copy');
  await cp(cut, copy, { recursive: true });
  await world.stop();
  const [journal = ''] = (await readdir(copy)).filter(name => name.startsWith('changes-'));
  await appendFile(join(copy, journal), '{"lastId":"1","parts":[[["guild","');
  expect(keepIn(copy).world?.guilds.get(id)?.name).toBe('Whole');
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
