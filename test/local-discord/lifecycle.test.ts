import { type Interaction, PermissionFlagsBits as P } from 'discord.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
/** Milliseconds by which this test makes the server's time pass faster. */
let skipped = 0;
let bot = '';
let handle: (interaction: Interaction) => unknown = () => {};

beforeAll(async () => {
  world = await openWorld({ elapsed: () => performance.now() + skipped, maxActiveThreads: 0 });
  const client = await world.login(i => handle(i));
  bot = client.user?.id ?? '';
  await client.application?.commands.set([{ name: 'go', description: 'Goes' }]);
});
afterAll(() => world.stop());

const said = { type: 4, data: { content: 'here' } };

/** Runs the command and hands its interaction to `answer`; what that gives back. */
async function withInteraction<T>(answer: (i: Interaction) => Promise<T>): Promise<T> {
  const answered = new Promise<T>((resolve, reject) => {
    handle = i => void answer(i).then(resolve, reject);
  });
  const acting = world.control.command({ as: world.mira, channel: world.channel, name: 'go' });
  const result = await answered;
  await acting;
  return result;
}

/** Of the last refusal. */
let status = 0;

async function code(method: string, path: string, body?: object): Promise<number | undefined> {
  const response = await world.raw(method, path, body);
  if (response.status < 300) return undefined;
  status = response.status;
  return (await response.json()).code;
}

/** What comes with each code: as bots have seen it where Discord's documentation is silent. */
const statuses: Readonly<Record<number, number>> = {
  10003: 404,
  10004: 404,
  10008: 404,
  10011: 404,
  10013: 404,
  10015: 404,
  10062: 404,
  10063: 404,
  20012: 403,
  40060: 400,
  50001: 403,
  50005: 403,
  50006: 400,
  50007: 403,
  50008: 400,
  50013: 403,
  50024: 400,
  50027: 401,
  50035: 400,
  50083: 400,
  50109: 400,
  160004: 400,
  160006: 400,
};

const callback = (i: Interaction, body: object = said) =>
  code('POST', `/interactions/${i.id}/${i.token}/callback`, body);

async function message(): Promise<string> {
  const response = await world.raw('POST', `/channels/${world.channel}/messages`, { content: 'x' });
  return (await response.json()).id;
}

async function deny(permissions: bigint): Promise<void> {
  await world.control.setOverwrite(world.channel, bot, { type: 1, deny: String(permissions) });
}

const unknown = '100000000000000001';

const cases: readonly (readonly [string, number, () => Promise<number | undefined>])[] = [
  [
    'an answer with a wrong token',
    10062,
    () =>
      withInteraction(async i => {
        const wrong = await code('POST', `/interactions/${i.id}/wrong/callback`, said);
        await callback(i);
        return wrong;
      }),
  ],
  [
    'an answer after three seconds',
    10062,
    () =>
      withInteraction(i => {
        skipped += 3001;
        return callback(i);
      }),
  ],
  [
    'a second answer',
    40060,
    () =>
      withInteraction(async i => {
        await callback(i);
        return callback(i);
      }),
  ],
  [
    'a follow-up before the answer',
    10015,
    () =>
      withInteraction(async i => {
        const early = await code('POST', `/webhooks/${bot}/${i.token}`, { content: 'x' });
        await callback(i);
        return early;
      }),
  ],
  [
    'a follow-up after fifteen minutes',
    50027,
    () =>
      withInteraction(async i => {
        await callback(i);
        skipped += 15 * 60_000 + 1;
        return code('POST', `/webhooks/${bot}/${i.token}`, { content: 'x' });
      }),
  ],
  [
    'an edit with a wrong token',
    50027,
    () => code('PATCH', `/webhooks/${bot}/wrong/messages/@original`, { content: 'x' }),
  ],
  [
    'an edit of an answer that was deleted',
    10008,
    () =>
      withInteraction(async i => {
        await callback(i);
        const path = `/webhooks/${bot}/${i.token}/messages/@original`;
        await code('DELETE', path);
        return code('PATCH', path, { content: 'x' });
      }),
  ],
  [
    'an empty answer',
    50006,
    () =>
      withInteraction(async i => {
        const empty = await callback(i, { type: 4, data: { content: ' ' } });
        await callback(i);
        return empty;
      }),
  ],
  [
    'choices for a command',
    50035,
    () =>
      withInteraction(async i => {
        const choices = await callback(i, { type: 8, data: { choices: [] } });
        await callback(i);
        return choices;
      }),
  ],
  ['an unknown channel', 10003, () => code('GET', `/channels/${unknown}`)],
  ['an unknown guild', 10004, () => code('GET', `/guilds/${unknown}`)],
  ['an unknown message', 10008, () => code('GET', `/channels/${world.channel}/messages/${unknown}`)],
  ['an unknown user', 10013, () => code('GET', `/users/${unknown}`)],
  [
    'an unknown role',
    10011,
    () => code('PUT', `/guilds/${world.guild.id}/members/${world.mira}/roles/${unknown}`),
  ],
  ['an unknown command', 10063, () => code('DELETE', `/applications/${bot}/commands/${unknown}`)],
  ['commands of another application', 20012, () => code('GET', `/applications/${unknown}/commands`)],
  [
    'a guild without the bot',
    50001,
    async () => {
      const { id } = await world.control.addGuild({ name: 'Elsewhere', bot: false });
      return code('GET', `/guilds/${id}`);
    },
  ],
  [
    'a channel that the bot cannot see',
    50001,
    async () => {
      await deny(P.ViewChannel);
      return code('POST', `/channels/${world.channel}/messages`, { content: 'x' });
    },
  ],
  [
    'writing where it may not',
    50013,
    async () => {
      await deny(P.SendMessages);
      return code('POST', `/channels/${world.channel}/messages`, { content: 'x' });
    },
  ],
  [
    'deleting what others wrote where it may not',
    50013,
    async () => {
      const { id } = await world.control.write(world.channel, world.mira, 'mine');
      await deny(P.ManageMessages);
      return code('DELETE', `/channels/${world.channel}/messages/${id}`);
    },
  ],
  [
    'pinning without its own permission',
    50013,
    async () => {
      const id = await message();
      await deny(P.PinMessages);
      return code('PUT', `/channels/${world.channel}/messages/pins/${id}`);
    },
  ],
  [
    'editing what others wrote',
    50005,
    async () => {
      const { id } = await world.control.write(world.channel, world.mira, 'mine');
      return code('PATCH', `/channels/${world.channel}/messages/${id}`, { content: 'x' });
    },
  ],
  [
    'a thread too many',
    160006,
    async () => {
      await world.control.setOverwrite(world.channel, bot, { type: 1, allow: String(P.CreatePublicThreads) });
      return code('POST', `/channels/${world.channel}/threads`, { name: 'x', type: 11 });
    },
  ],
  [
    'a body that is no JSON',
    50109,
    async () => {
      const response = await fetch(`${world.discord.api}/v10/users/@me/channels`, {
        method: 'POST',
        headers: { Authorization: 'Bot local.test', 'Content-Type': 'application/json' },
        body: '{',
      });
      status = response.status;
      return ((await response.json()) as { code: number }).code;
    },
  ],
  [
    'a direct message to somebody who takes none',
    50007,
    async () => {
      await world.control.changeMember(world.guild.id, world.mira, { directMessages: false });
      const opened = await world.raw('POST', '/users/@me/channels', { recipient_id: world.mira });
      return code('POST', `/channels/${(await opened.json()).id}/messages`, { content: 'x' });
    },
  ],
  [
    'a message in a category',
    50008,
    async () => {
      const { id } = await world.control.addChannel(world.guild.id, { name: 'category', type: 4 });
      return code('POST', `/channels/${id}/messages`, { content: 'x' });
    },
  ],
  ['members of what is no thread', 50024, () => code('PUT', `/channels/${world.channel}/thread-members/@me`)],
  ['a field of the wrong kind', 50035, () => code('POST', '/users/@me/channels', { recipient_id: {} })],
];

test.each(cases)('%s is refused with %i', async (_, expected, act) => {
  status = 0;
  expect(await act()).toBe(expected);
  expect(status).toBe(statuses[expected]);
  await deny(0n);
});
