import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordAPIError, HTTPError, RateLimitError, REST } from 'discord.js';
import { expect, onTestFinished, test } from 'vitest';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { buttons, type Card, text } from '../../src/cards/reply.ts';
import { createClient } from '../../src/discord/client.ts';
import { createPace } from '../../src/discord/pace.ts';
import { inviteLink, invitePermissions } from '../../src/discord/permissions.ts';
import { createSender, failureOf } from '../../src/discord/send.ts';

const token = 'local.sending';
const now = new Date('2026-11-20T09:00:00Z');
const deliveryId = 'abcdefghij0123456789';
const post: Card = {
  kind: 'card',
  accent: 'lesson',
  blocks: [
    text('A lesson'),
    buttons({ label: 'Read', press: { command: 'today', action: 'read', argument: deliveryId } }),
  ],
};

async function openChannel(canReadHistory = true) {
  const discord = await startLocalDiscord({ token, now, seed: 3 });
  onTestFinished(() => discord.close());
  const control = connectLocalDiscord(discord.control);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const channelId = (await control.addChannel(guild.id, { name: 'lessons' })).id;
  const rest = new REST({ api: discord.api, version: '10', retries: 0 }).setToken(token);
  const sender = createSender(rest, { canReadHistory: () => canReadHistory });
  return { control, guild, channelId, sender, botId: guild.members.find(member => member.bot)?.id ?? '' };
}
/** Generous: nothing here is about giving up. */
const patience = () => AbortSignal.timeout(30_000);
const failure = (work: Promise<unknown>) => work.then(() => 'no failure', failureOf);

test('a post that was sent is found again by its delivery’s id, and sent twice with one nonce it stands there once', async () => {
  const { control, channelId, sender, guild } = await openChannel();
  const early = new Date(now.getTime() - 60_000);
  expect(await sender.findSent(channelId, deliveryId, early, patience())).toBeUndefined();
  const id = await sender.send(channelId, post, 'dnonce', patience());
  expect(await sender.findSent(channelId, deliveryId, early, patience())).toBe(id);
  expect(await sender.findSent(channelId, 'another', early, patience())).toBeUndefined();
  await sender.send(channelId, post, 'dnonce', patience());
  expect(await control.messages(channelId, guild.ownerId)).toHaveLength(1);
});

test('the history is paged to its end: a post before and after more than a hundred others is found', async () => {
  const { control, channelId, sender, guild } = await openChannel();
  const chatter = async (count: number) => {
    for (let n = 0; n < count; n += 1) await control.write(channelId, guild.ownerId, `message ${n}`);
  };
  await chatter(130);
  const id = await sender.send(channelId, post, 'dnonce', patience());
  await chatter(130);
  expect(await sender.findSent(channelId, deliveryId, new Date(now.getTime() - 60_000), patience())).toBe(id);
  expect(await sender.findSent(channelId, 'another', new Date(0), patience())).toBeUndefined();
  const pages = (await control.requests()).filter(
    one => one.method === 'GET' && one.path.includes('/messages'),
  );
  expect(pages.length).toBeGreaterThanOrEqual(5);
  // What came before the first moment of the search is not looked at.
  expect(
    await sender.findSent(channelId, deliveryId, new Date(now.getTime() + 3_600_000), patience()),
  ).toBeUndefined();
});

test('a search through many days under one patience is taken for no leak', async () => {
  const { channelId, sender } = await openChannel();
  const warnings: string[] = [];
  const hear = ({ name }: Error) => void warnings.push(name);
  process.on('warning', hear);
  onTestFinished(() => void process.off('warning', hear));
  const signal = patience();
  for (let day = 0; day < 12; day += 1) await sender.findSent(channelId, `day ${day}`, now, signal);
  await sleep(0);
  expect(warnings).toEqual([]);
});

test('an unreadable history is a failure, never "not sent"', async () => {
  const { channelId, sender } = await openChannel(false);
  expect(await failure(sender.findSent(channelId, deliveryId, now, patience()))).toBe('unreadable-history');
});

test('Discord’s own time is taken from its answers', async () => {
  const { control, sender } = await openChannel();
  const first = await sender.discordNow(patience());
  expect(Math.abs((first?.getTime() ?? 0) - now.getTime())).toBeLessThan(60_000);
  await control.moveTo('2026-11-24T09:00:00Z');
  await sender.findSent((await control.world()).guilds[0]?.channels[0]?.id ?? '', 'x', now, patience());
  expect((await sender.discordNow(patience()))?.toISOString()).toContain('2026-11-24T09:0');
});

test('what Discord answers is understood: permissions, missing channels, its own troubles', async () => {
  const { control, channelId, sender, botId } = await openChannel();
  await control.setOverwrite(channelId, botId, { type: 1, deny: '2048' });
  expect(await failure(sender.send(channelId, post, 'd1', patience()))).toBe('missing-permission');
  await control.setOverwrite(channelId, botId, { type: 1, deny: '1024' });
  expect(await failure(sender.send(channelId, post, 'd2', patience()))).toBe('missing-access');
  await control.removeOverwrite(channelId, botId);
  expect(await failure(sender.send('123456789012345678', post, 'd3', patience()))).toBe('unknown-channel');
  for (const faults of [{ error502Before: 1 }, { error502After: 1 }, { dropAnswer: 1 }]) {
    await control.setFaults(faults);
    expect
      .soft(await failure(sender.send(channelId, post, 'd4', patience())), JSON.stringify(faults))
      .toBe('transient');
  }
  await control.clearFaults();
  const empty: Card = { ...post, blocks: [{ kind: 'text', text: '' }] };
  expect(await failure(sender.send(channelId, empty, 'd5', patience()))).toBe('refused');
});

test('each kind of error has its name', () => {
  const api = (status: number, code: number) =>
    new DiscordAPIError({ code, message: 'x' }, code, status, 'POST', 'url', {
      body: undefined,
      files: undefined,
    });
  const http = (status: number) =>
    new HTTPError(status, 'x', 'POST', 'url', { body: undefined, files: undefined });
  const limited = new RateLimitError({
    global: false,
    hash: 'h',
    limit: 1,
    majorParameter: 'm',
    method: 'POST',
    retryAfter: 1,
    route: 'r',
    scope: 'user',
    sublimitTimeout: 0,
    timeToReset: 1,
    url: 'u',
  } as ConstructorParameters<typeof RateLimitError>[0]);
  const table: [unknown, string][] = [
    [api(403, 50_001), 'missing-access'],
    [api(403, 50_013), 'missing-permission'],
    [api(404, 10_003), 'unknown-channel'],
    [api(429, 0), 'rate-limited'],
    [api(400, 50_035), 'refused'],
    [api(500, 0), 'transient'],
    [http(429), 'rate-limited'],
    [http(502), 'transient'],
    [limited, 'rate-limited'],
    [new DOMException('x', 'TimeoutError'), 'transient'],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'transient'],
    ['whatever', 'transient'],
  ];
  for (const [error, name] of table) expect.soft(failureOf(error)).toBe(name);
});

test('the client asks for one intent and pings nobody by itself; the invite asks for three permissions', async () => {
  const client = createClient('http://127.0.0.1:1/api', createPace());
  expect(client.options.intents.bitfield).toBe(1);
  expect(client.options.allowedMentions).toEqual({ parse: [], repliedUser: false });
  expect(client.options.enforceNonce).toBe(true);
  await client.destroy();
  expect(invitePermissions).toBe(68_608n);
  const link = new URL(inviteLink('123'));
  expect(link.searchParams.get('permissions')).toBe('68608');
  expect(link.searchParams.get('scope')).toBe('bot applications.commands');
});

test('where files may not be attached, a post comes without its picture, once; its words come as they are', async () => {
  const { control, channelId, sender, botId, guild } = await openChannel();
  const attachFiles = '32768';
  await control.setOverwrite(channelId, botId, { type: 1, deny: attachFiles });
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
  const drawn: Card = {
    ...post,
    blocks: [{ kind: 'picture', name: 'board.png', png, alt: 'A board' }, ...post.blocks],
  };
  const id = await sender.send(channelId, drawn, 'd1', patience());
  const sent = await control.messages(channelId, guild.ownerId);
  expect(sent.map(message => message.id)).toEqual([id]);
  expect(sent[0]?.attachments ?? []).toEqual([]);
  expect(JSON.stringify(sent[0]?.components)).toContain('A lesson');
  // Whoever may not send at all is told so, and a picture changes nothing about that.
  await control.setOverwrite(channelId, botId, { type: 1, deny: '2048' });
  expect(await failure(sender.send(channelId, drawn, 'd2', patience()))).toBe('missing-permission');
  await control.removeOverwrite(channelId, botId);
  await sender.send(channelId, drawn, 'd3', patience());
  expect(
    (await control.messages(channelId, guild.ownerId))
      .map(message => message.attachments?.length ?? 0)
      .sort(),
  ).toEqual([0, 1]);
});
