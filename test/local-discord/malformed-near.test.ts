import { type Interaction, PermissionFlagsBits as P } from 'discord.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { below, seeded } from './malformed-bytes.ts';
import { mutated, type Template } from './near-valid.ts';
import { openWorld, type TestWorld, token } from './world.ts';

let world: TestWorld;
let templates: readonly Template[] = [];
const open: Interaction[] = [];
const acting: Promise<unknown>[] = [];

/** A world with one of everything that a request can be about. */
beforeAll(async () => {
  // Time stands still, so that interactions wait as long as the test takes.
  world = await openWorld({ elapsed: () => 0, maxActiveThreads: 1_000_000 });
  const { control, guild, channel, mira, raw } = world;
  const own = guild.roles.find(r => r.id !== guild.id)?.id ?? '';
  await control.changeRole(guild.id, own, { permissions: String(P.Administrator) });
  const bot = (await world.login(i => open.push(i))).user?.id ?? '';
  const make = async (method: string, path: string, body: object) =>
    (await (await raw(method, path, body)).json()).id;
  const go = await make('POST', `/applications/${bot}/commands`, { name: 'go', description: 'Goes' });
  for (let n = 0; n < 60; n += 1) acting.push(control.command({ as: mira, channel, name: 'go' }));
  await vi.waitFor(() => expect(open).toHaveLength(60), { timeout: 20_000 });
  const target = (await control.addChannel(guild.id, { name: 'target' })).id;
  const message = await make('POST', `/channels/${channel}/messages`, { content: 'x' });
  const thread = await make('POST', `/channels/${channel}/threads`, { name: 'x', type: 11 });
  const forum = await make('POST', `/guilds/${guild.id}/channels`, {
    name: 'forum',
    type: 15,
    available_tags: [{ name: 'a' }],
  });
  const role = await make('POST', `/guilds/${guild.id}/roles`, { name: 'x' });
  const answered = open.splice(0, 10);
  for (const i of answered)
    await raw('POST', `/interactions/${i.id}/${i.token}/callback`, { type: 4, data: { content: 'x' } });

  const options = ['a', 'b'].map(value => ({ label: value, value, description: 'd', default: false }));
  const row = (...components: object[]) => ({ type: 1, components });
  const button = { type: 2, style: 1, label: 'x', custom_id: 'b', emoji: { name: '🦉' } };
  const label = (component: object) => ({ type: 18, label: 'x', description: 'd', component });
  const legacy = {
    content: `<@${mira}>`,
    embeds: [
      {
        title: 't',
        description: 'd',
        url: 'https://a.example',
        color: 5,
        timestamp: '2026-01-01T00:00:00Z',
        footer: { text: 'f' },
        author: { name: 'a' },
        image: { url: 'https://a.example/a.png' },
        fields: [{ name: 'n', value: 'v', inline: true }],
      },
    ],
    components: [
      row(button, { type: 2, style: 5, label: 'x', url: 'https://a.example' }),
      row({ type: 3, custom_id: 's', min_values: 0, max_values: 2, placeholder: 'p', options }),
      row({
        type: 8,
        custom_id: 'c',
        channel_types: [0],
        default_values: [{ id: channel, type: 'channel' }],
      }),
    ],
    allowed_mentions: { parse: ['roles'], users: [mira], replied_user: false },
    flags: 4,
  };
  const v2 = {
    flags: 1 << 15,
    components: [
      { type: 10, content: '# x' },
      {
        type: 17,
        accent_color: 5,
        components: [
          { type: 9, components: [{ type: 10, content: 'x' }], accessory: { ...button, custom_id: 'v' } },
          {
            type: 12,
            items: [{ media: { url: 'https://a.example/a.png' }, description: 'd', spoiler: true }],
          },
          { type: 14, divider: true, spacing: 2 },
          row({ type: 5, custom_id: 'u', max_values: 3 }),
        ],
      },
    ],
  };
  const command = {
    name: 'go',
    description: 'Goes',
    description_localizations: { de: 'Geht' },
    default_member_permissions: '8',
    contexts: [0, 1],
    options: [
      {
        type: 3,
        name: 'a',
        description: 'd',
        required: true,
        min_length: 1,
        choices: [{ name: 'n', value: 'v' }],
      },
      { type: 4, name: 'b', description: 'd', min_value: 1, max_value: 5, autocomplete: true },
      { type: 7, name: 'c', description: 'd', channel_types: [0] },
    ],
  };
  const form = {
    custom_id: 'm',
    title: 't',
    components: [
      label({ type: 4, custom_id: 't', style: 1, min_length: 1, max_length: 5, value: 'x' }),
      label({ type: 21, custom_id: 'r', options }),
      label({ type: 22, custom_id: 'g', options, min_values: 1, max_values: 2 }),
      label({ type: 23, custom_id: 'c' }),
      label({ type: 19, custom_id: 'f', max_values: 2 }),
    ],
  };
  const messages = `/channels/${channel}/messages`;
  const emoji = encodeURIComponent('🦉');
  templates = [
    {
      method: 'POST',
      path: messages,
      body: { ...legacy, nonce: 'x', message_reference: { message_id: message } },
    },
    { method: 'POST', path: messages, body: v2 },
    {
      method: 'POST',
      path: messages,
      body: {
        poll: {
          question: { text: 'q' },
          answers: [{ poll_media: { text: 'a', emoji: { name: '🦉' } } }],
          duration: 1,
        },
      },
    },
    { method: 'PATCH', path: `${messages}/${message}`, body: legacy },
    { method: 'POST', path: `/channels/${thread}/messages`, body: { content: 'x' } },
    { method: 'GET', path: `${messages}?limit=5` },
    { method: 'GET', path: `${messages}/${message}` },
    { method: 'POST', path: `/channels/${channel}/typing` },
    { method: 'PUT', path: `${messages}/${message}/reactions/${emoji}/@me` },
    { method: 'GET', path: `${messages}/${message}/reactions/${emoji}` },
    { method: 'PUT', path: `${messages}/pins/${message}` },
    { method: 'GET', path: `${messages}/pins` },
    {
      method: 'POST',
      path: `/channels/${channel}/threads`,
      body: { name: 'x', type: 12, invitable: true, rate_limit_per_user: 5 },
    },
    {
      method: 'POST',
      path: `/channels/${forum}/threads`,
      body: { name: 'x', auto_archive_duration: 60, applied_tags: [], message: legacy },
    },
    {
      method: 'PATCH',
      path: `/channels/${thread}`,
      body: { name: 'x', locked: false, auto_archive_duration: 60 },
    },
    { method: 'PUT', path: `/channels/${thread}/thread-members/${mira}` },
    {
      method: 'PATCH',
      path: `/channels/${target}`,
      body: {
        name: 'target',
        topic: 't',
        nsfw: false,
        position: 3,
        permission_overwrites: [{ id: role, type: 0, allow: '1024', deny: '0' }],
      },
    },
    {
      method: 'PUT',
      path: `/channels/${target}/permissions/${role}`,
      body: { type: 0, allow: '1024', deny: '2048' },
    },
    {
      method: 'POST',
      path: `/guilds/${guild.id}/channels`,
      body: {
        name: 'f',
        type: 15,
        available_tags: [{ name: 'a', emoji_name: '🦉' }],
        default_forum_layout: 1,
      },
    },
    { method: 'PATCH', path: `/guilds/${guild.id}/channels`, body: [{ id: target, position: 3 }] },
    { method: 'GET', path: `/guilds/${guild.id}/members?limit=5` },
    { method: 'GET', path: `/guilds/${guild.id}/members/search?query=mi` },
    { method: 'PATCH', path: `/guilds/${guild.id}/members/${mira}`, body: { nick: 'M', roles: [role] } },
    { method: 'PUT', path: `/guilds/${guild.id}/members/${mira}/roles/${role}` },
    {
      method: 'PATCH',
      path: `/guilds/${guild.id}/roles/${role}`,
      body: { name: 'x', permissions: '1024', color: 5, hoist: true },
    },
    { method: 'PATCH', path: `/guilds/${guild.id}/roles`, body: [{ id: role, position: 1 }] },
    { method: 'POST', path: '/users/@me/channels', body: { recipient_id: mira } },
    { method: 'PUT', path: `/applications/${bot}/commands`, body: [command, { name: 'Look', type: 2 }] },
    {
      method: 'PATCH',
      path: `/applications/${bot}/commands/${go}`,
      body: { description: 'Still goes', options: command.options },
    },
    { method: 'GET', path: `/applications/${bot}/commands` },
    ...answered.flatMap(i => [
      { method: 'POST', path: `/webhooks/${bot}/${i.token}`, body: legacy },
      { method: 'PATCH', path: `/webhooks/${bot}/${i.token}/messages/@original`, body: legacy },
      { method: 'GET', path: `/webhooks/${bot}/${i.token}/messages/@original` },
    ]),
    ...open.map((i, at) => ({
      method: 'POST',
      path: `/interactions/${i.id}/${i.token}/callback`,
      body:
        at % 3 === 0
          ? { type: 4, data: v2 }
          : at % 3 === 1
            ? { type: 9, data: form }
            : { type: 5, data: { flags: 64 } },
    })),
  ];
}, 60_000);
afterAll(async () => {
  await Promise.all(acting);
  await world.stop();
});

async function ask({ method, path, body }: Template, asForm = false) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const form = new FormData();
  form.set('payload_json', text ?? '{}');
  form.set('files[0]', new Blob(['x']), '../a b.png');
  const response = await fetch(`${world.discord.api}/v10${path}`, {
    method,
    headers: { Authorization: `Bot ${token}`, ...(asForm ? {} : { 'Content-Type': 'application/json' }) },
    ...(text !== undefined && { body: asForm ? form : text }),
  });
  const said = await response.text();
  return { status: response.status, json: said === '' ? undefined : JSON.parse(said) };
}

/** What Discord says when it says no: a sentence, a code, and for 50035 what is wrong where. */
function isTyped(
  status: number,
  json: { code?: unknown; message?: unknown; errors?: unknown } | undefined,
): boolean {
  if (status < 300) return true;
  if (status >= 500 || status === 418 || status < 400) return false;
  return (
    typeof json?.code === 'number' &&
    typeof json.message === 'string' &&
    (json.code === 50035) === (typeof json.errors === 'object')
  );
}

test('each of them is right before it is spoiled', async () => {
  const wrong = [];
  for (const template of templates.filter(t => !t.path.endsWith('/callback'))) {
    const { status, json } = await ask(template);
    if (status >= 300) wrong.push(`${template.method} ${template.path} ${status} ${JSON.stringify(json)}`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

test('4,000 requests that are nearly right: Discord’s errors or Discord’s answers, and the world goes on', async () => {
  const random = seeded(20_260_303);
  const untyped: string[] = [];
  const codes = new Map<number, number>();
  for (let sent = 0; sent < 4000; sent += 20) {
    const requests = Array.from({ length: 20 }, () => {
      const template = templates[below(random, templates.length)];
      if (!template) throw new Error('there are no templates');
      return { ...mutated(random, template), asForm: random() < 0.15 };
    });
    const answers = await Promise.all(requests.map(r => ask(r, r.asForm)));
    for (const [at, { status, json }] of answers.entries()) {
      const code = status < 300 ? status : Number(json?.code);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (!isTyped(status, json))
        untyped.push(`${JSON.stringify(requests[at]).slice(0, 600)} → ${status} ${JSON.stringify(json)}`);
    }
  }
  expect(untyped).toEqual([]);
  // Code 0 is what is refused before anybody looks at it.
  expect(codes.get(0) ?? 0).toBeLessThan(300);
  expect(codes.get(50035)).toBeGreaterThan(800);
  expect([...codes.keys()]).toEqual(expect.arrayContaining([200, 50035, 50006, 10003, 10008]));
  // Whatever it took, it answered as Discord's document has it.
  const problems = (await world.control.problems()).map(p => p.problem ?? '');
  expect(problems.filter(p => !p.startsWith('unknown '))).toEqual([]);
  const after = await world.raw('POST', `/channels/${world.channel}/messages`, { content: 'still here' });
  expect(await after.json()).toMatchObject({ content: 'still here' });
}, 120_000);
