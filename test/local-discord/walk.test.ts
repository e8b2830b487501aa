import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { loadDocument } from '../../local-discord/spec/document.ts';
import { type Direction, normalise } from '../../local-discord/spec/normalise.ts';
import { strayFields } from '../../local-discord/spec/stray-fields.ts';
import { walkAlong } from '../../local-discord/spec/walk.ts';

const schemas = (await import('discord-api-spec/zod')) as unknown as Record<string, unknown>;
const user = {
  id: '80351110224678912',
  username: 'mira',
  discriminator: '0',
  global_name: null,
  avatar: null,
};
const userMore = { public_flags: 0, flags: 0, accent_color: null, primary_guild: null };

const button = { type: 2, style: 1, label: 'Read 📖', custom_id: 'lesson:begin', emoji: { name: '📖' } };
const select = {
  type: 3,
  custom_id: 'pick',
  options: [{ label: 'A', value: 'a', default: true }],
  min_values: 0,
};
const card = [
  {
    type: 17,
    accent_color: 0x3b82f6,
    components: [
      { type: 10, content: '## Subqueries' },
      {
        type: 9,
        components: [{ type: 10, content: 'x' }],
        accessory: { type: 11, media: { url: 'https://example.org/a.png', proxy_url: 'x' } },
      },
      { type: 14, divider: true, spacing: 2 },
      { type: 12, items: [{ media: { url: 'attachment://a.png' }, description: null }] },
      { type: 1, components: [button, { type: 2, style: 5, label: 'Go', url: 'https://example.org' }] },
    ],
  },
  { type: 1, components: [select] },
];

/** By the name of a schema: bodies and answers of which each fits. */
const samples: readonly (readonly [string, Direction, unknown])[] = [
  [
    'MessageCreateRequest',
    'body',
    {
      content: 'Hello 👋',
      tts: false,
      nonce: '7',
      embeds: [
        { title: 'x', timestamp: '2026-03-01T12:00:00.000+00:00', fields: [{ name: 'a', value: 'b' }] },
      ],
      allowed_mentions: { parse: ['users'], roles: ['80351110224678912'] },
      attachments: [{ id: 0, filename: 'a.png' }],
      message_reference: { message_id: 80351110224678 },
      poll: { question: { text: 'Why?' }, answers: [{ poll_media: { text: 'So' } }], duration: 4 },
    },
  ],
  ['CreateMessageInteractionCallbackRequest', 'body', { type: 4, data: { flags: 32768, components: card } }],
  [
    'ModalInteractionCallbackRequest',
    'body',
    {
      type: 9,
      data: {
        custom_id: 'm',
        title: 'Tell us',
        components: [{ type: 18, label: 'Why', component: { type: 4, custom_id: 'why', style: 2 } }],
      },
    },
  ],
  [
    'ApplicationCommandCreateRequest',
    'body',
    {
      name: 'cohort',
      name_localizations: { de: 'gruppe' },
      description: 'Cohorts',
      default_member_permissions: '32',
      options: [
        {
          type: 1,
          name: 'create',
          description: 'x',
          options: [
            { type: 3, name: 'zone', description: 'y', required: true, choices: [{ name: 'a', value: 'a' }] },
          ],
        },
      ],
    },
  ],
  [
    'ApplicationCommandAutocompleteCallbackRequest',
    'body',
    // A field that none of the kinds of choices has, before the one in which they differ.
    {
      type: 8,
      data: {
        choices: [
          { width: 1, name: 'a', value: 'b' },
          { name: 'c', value: 'd' },
        ],
      },
    },
  ],
  ['UserResponse', 'answer', { ...user, ...userMore }],
  [
    'MessageResponse',
    'answer',
    {
      id: '80351110224678913',
      channel_id: '80351110224678914',
      author: { ...user, ...userMore },
      type: 0,
      content: 'x',
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      components: [{ type: 1, id: 1, components: [{ ...button, id: 2 }] }],
      timestamp: '2026-03-01T12:00:00.000000+00:00',
      edited_timestamp: null,
      flags: 0,
      pinned: false,
      mention_everyone: false,
      tts: false,
    },
  ],
];

const schemaOf = (name: string): z.core.$ZodType => {
  const schema = schemas[`${name}Schema`];
  if (!(schema instanceof z.core.$ZodType)) throw new Error(`There is no ${name}.`);
  return schema;
};

/** What zod itself says: the fields that it drops, or that the value doesn't fit. */
function asZodSays(name: string, direction: Direction, value: unknown) {
  const plain = normalise(value, direction);
  const result = z.core.safeParse(schemaOf(name), plain);
  return result.success ? inWords(strayFields(plain, result.data)) : 'does not fit';
}

function asWalked(name: string, direction: Direction, value: unknown) {
  const strays = walkAlong(schemaOf(name), value, direction);
  return strays ? inWords(strays) : 'does not fit';
}

const inWords = (paths: readonly (readonly PropertyKey[])[]) => paths.map(path => path.join('.')).sort();

const anything = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', 'x', '5', '2026-01-01T00:00:00+00:00', '👋'.repeat(1500)),
  fc.constantFrom<unknown>(
    'x'.repeat(2001),
    'https://example.org',
    'not an address',
    true,
    [],
    {},
    [{}],
    [null],
  ),
  fc.constantFrom<unknown>(-1, 0, 1.5, 2, 5, 17, 2 ** 31, 2 ** 53, '80351110224678912', 80351110224678),
  fc.constantFrom<unknown>(...card, button, select, { type: 10, content: 'x' }, { type: 4 }, { type: 99 }),
);
interface Change {
  /** The way down, as far as there is one: which of the parts at each level. */
  readonly steps: readonly number[];
  readonly act: 'put' | 'drop' | 'add' | 'double';
  readonly name: string;
  readonly value: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  steps: fc.array(fc.nat(30), { maxLength: 9 }),
  act: fc.constantFrom<Change['act']>('put', 'drop', 'add', 'double'),
  name: fc.constantFrom('extra', 'id', 'type', 'url', 'components', 'data', 'flags', 'spoiler', 'width'),
  value: anything,
});

function changed(value: unknown, { steps, act, name, value: put }: Change): unknown {
  const copy: unknown = structuredClone(value);
  let at = copy as Record<string, unknown>;
  for (const [depth, step] of steps.entries()) {
    const keys = Object.keys(at);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) break;
    const next = at[key];
    if (depth < steps.length - 1 && typeof next === 'object' && next !== null) {
      at = next as Record<string, unknown>;
      continue;
    }
    if (act === 'put') at[key] = put;
    else if (act === 'drop' && Array.isArray(at)) at.splice(Number(key), 1);
    else if (act === 'drop') delete at[key];
    else if (Array.isArray(at)) at.push(act === 'double' ? next : put);
    else at[name] = act === 'double' ? next : put;
    break;
  }
  return copy;
}

test('what the quick look finds fine is what the document itself finds fine, and no sample is refused', () => {
  for (const [name, direction, value] of samples) {
    expect(asZodSays(name, direction, value), name).not.toBe('does not fit');
    expect(asWalked(name, direction, value), name).toEqual(asZodSays(name, direction, value));
  }
});

test('thousands of spoiled bodies and answers are judged alike by the quick look and by the document itself', () => {
  let refused = 0;
  let strayed = 0;
  const property = fc.property(
    fc.constantFrom(...samples),
    fc.array(change, { minLength: 1, maxLength: 3 }),
    ([name, direction, value], changes) => {
      const spoiled = changes.reduce(changed, value);
      const expected = asZodSays(name, direction, spoiled);
      if (expected === 'does not fit') refused += 1;
      else if (expected.length > 0) strayed += 1;
      expect(asWalked(name, direction, spoiled)).toEqual(expected);
    },
  );
  fc.assert(property, { numRuns: 5_000 });
  // Or the spoiling spoils nothing.
  expect(refused).toBeGreaterThan(500);
  expect(strayed).toBeGreaterThan(200);
}, 60_000);

test('a body that the quick look refuses is refused in the same words as ever', async () => {
  const document = await loadDocument();
  const route = 'POST /interactions/:interaction/:token/callback';
  const broken = { type: 4, data: { components: [{ type: 17, components: [{ type: 2, style: 'x' }] }] } };
  expect(document.faultsOfBody(route, broken)).toEqual([
    expect.objectContaining({
      path: ['data', 'components', 0, 'components', 0, 'type'],
      code: 'UNION_TYPE_CHOICES',
    }),
  ]);
});
