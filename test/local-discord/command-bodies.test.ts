import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let application: string;
beforeAll(async () => {
  world = await openWorld();
  ({ id: application } = await (await world.raw('GET', '/users/@me')).json());
});
afterAll(() => world.stop());

const long = (length: number) => 'x'.repeat(length);
const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n));
const command = (more: object = {}) => ({ name: 'go', description: 'Goes', ...more });
const text = (more: object = {}) => ({ type: 3, name: 'word', description: 'A word', ...more });

const acceptedCommands: Record<string, object> = {
  'a plain one': command(),
  'letters of every script': command({ name: 'übung', name_localizations: { de: 'los' } }),
  'groups and subcommands': command({
    options: [
      {
        type: 2,
        name: 'g',
        description: 'x',
        options: [{ type: 1, name: 's', description: 'x', options: [text()] }],
      },
    ],
  }),
  '25 options': command({ options: many(25, n => text({ name: `o${n}` })) }),
  'a menu command': { type: 3, name: 'Report this' },
  'a name of 32': command({ name: long(32) }),
  '25 choices': command({ options: [text({ choices: many(25, n => ({ name: `n${n}`, value: `v${n}` })) })] }),
  autocomplete: command({ options: [text({ autocomplete: true })] }),
  'limits of numbers and texts': command({
    options: [
      text({ min_length: 0, max_length: 6000 }),
      { type: 4, name: 'n', description: 'x', min_value: -5, max_value: 5 },
      { type: 10, name: 'd', description: 'x', min_value: 0.5 },
    ],
  }),
  'options of every kind': command({
    options: many(9, n => ({ type: n + 3, name: `o${n}`, description: 'x' })),
  }),
  'channels of some kinds': command({
    options: [{ type: 7, name: 'c', description: 'x', channel_types: [0, 15] }],
  }),
  'required before optional': command({ options: [text({ required: true }), text({ name: 'b' })] }),
  'two languages': command({
    description_localizations: { de: 'Geht', fr: 'Va' },
    options: [text({ name_localizations: { de: 'wort' } })],
  }),
  'permissions and contexts': command({
    default_member_permissions: '0',
    contexts: [0],
    integration_types: [0],
  }),
};

const refusedCommands: Record<string, readonly [body: object, field: string]> = {
  'a name with capitals': [command({ name: 'Go' }), 'name'],
  'a name with spaces': [command({ name: 'go on' }), 'name'],
  'a name of 33': [command({ name: long(33) }), 'name'],
  'no description': [{ name: 'go' }, 'description'],
  'a description of 101': [command({ description: long(101) }), 'description'],
  '26 options': [command({ options: many(26, n => text({ name: `o${n}` })) }), 'options'],
  'a required option after an optional one': [
    command({ options: [text(), text({ name: 'b', required: true })] }),
    'options',
  ],
  'a subcommand beside an option': [
    command({ options: [{ type: 1, name: 's', description: 'x' }, text()] }),
    'options',
  ],
  'a group in a group': [
    command({
      options: [
        {
          type: 2,
          name: 'g',
          description: 'x',
          options: [{ type: 2, name: 'h', description: 'x', options: [] }],
        },
      ],
    }),
    'type',
  ],
  'choices and autocomplete': [
    command({ options: [text({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] }),
    'autocomplete',
  ],
  '26 choices': [
    command({ options: [text({ choices: many(26, n => ({ name: `n${n}`, value: 'x' })) })] }),
    'choices',
  ],
  'choices of one name': [
    command({
      options: [
        text({
          choices: [
            { name: 'a', value: '1' },
            { name: 'a', value: '2' },
          ],
        }),
      ],
    }),
    'choices',
  ],
  'a choice of another type': [
    command({ options: [text({ choices: [{ name: 'a', value: 1 }] })] }),
    'choices',
  ],
  'choices for a member': [
    command({
      options: [{ type: 6, name: 'who', description: 'x', choices: [{ name: 'a', value: 'a' }] }],
    }),
    'choices',
  ],
  'an unknown kind of option': [command({ options: [text({ type: 12 })] }), 'type'],
  'an option without name': [command({ options: [text({ name: undefined })] }), 'name'],
  'an option without description': [command({ options: [text({ description: '' })] }), 'description'],
  'a menu command with a description': [{ type: 2, name: 'Greet', description: 'x' }, 'description'],
  'an unknown kind of command': [{ type: 9, name: 'go' }, 'type'],
  'permissions in words': [
    command({ default_member_permissions: 'BAN_MEMBERS' }),
    'default_member_permissions',
  ],
  'an unknown context': [command({ contexts: [3] }), 'contexts'],
  'a subcommand with a misspelt field': [
    command({ options: [{ type: 1, name: 's', description: 'x', option: [] }] }),
    'option',
  ],
  'options of one name': [command({ options: [text(), text()] }), 'options'],
  'an unknown language': [command({ name_localizations: { xx: 'x' } }), 'name_localizations'],
  'too much in all': [
    command({
      options: many(25, n =>
        text({ name: `o${n}`, choices: many(25, c => ({ name: `${long(90)}${c}`, value: 'x' })) }),
      ),
    }),
    '_errors',
  ],
  'a misspelt field': [command({ option: [] }), 'option'],
};

describe('a command is accepted with', () => {
  test.each(Object.entries(acceptedCommands))('%s', async (_name, body) => {
    const response = await world.raw('PUT', `/applications/${application}/commands`, [body]);
    expect(await response.json()).toMatchObject([{ application_id: application }]);
  });
});

describe('a command is refused with', () => {
  test.each(Object.entries(refusedCommands))('%s', async (_name, [body, field]) => {
    const response = await world.raw('PUT', `/applications/${application}/commands`, [body]);
    const answer = await response.json();
    expect(answer.code).toBe(50035);
    expect(fieldsOf(answer.errors)).toContain(field);
  });

  test('the name of another in the same list, or too many of them', async () => {
    const put = async (list: object[]) =>
      (await (await world.raw('PUT', `/applications/${application}/commands`, list)).json()).code;
    expect(await put([command(), command()])).toBe(50035);
    expect(await put(many(101, n => command({ name: `c${n}` })))).toBe(30032);
  });
});

test('a command is added, changed, listed and deleted alone, and keeps its id while its name stays', async () => {
  const { raw, guild } = world;
  const path = `/applications/${application}/guilds/${guild.id}/commands`;
  const made = await raw('POST', path, command());
  const { id } = await made.json();
  expect(made.status).toBe(201);
  expect((await (await raw('POST', path, command({ description: 'Goes on' }))).json()).id).toBe(id);
  expect(await (await raw('PATCH', `${path}/${id}`, { description: 'Stops' })).json()).toMatchObject({
    id,
    name: 'go',
    description: 'Stops',
  });
  expect((await (await raw('GET', path)).json()).length).toBe(1);
  expect((await raw('DELETE', `${path}/${id}`)).status).toBe(204);
  expect((await raw('GET', `${path}/${id}`)).status).toBe(404);
});
