import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, Card } from '../../src/cards/reply.ts';
import { cut } from '../../src/cards/words.ts';
import { filesOf, toModal, toPayload } from '../../src/discord/to-payload.ts';
import { partsOf, payloadOf } from '../support/shown.ts';

const card = (...blocks: Block[]): Card => ({ kind: 'card', accent: 'notice', blocks });
const press = { command: 'quiz', action: 'next' };

test('promise 4: every payload parses no mention, and a role is named only where the card names it', () => {
  const text: Block = { kind: 'text', text: '@everyone <@&720000000000000001> <@123456789012345678>' };
  expect(toPayload(card(text)).allowed_mentions).toEqual({ parse: [] });
  const naming = { ...card(text), mentionsRole: '720000000000000009' };
  expect(toPayload(naming).allowed_mentions).toEqual({ parse: [], roles: ['720000000000000009'] });
  expect(partsOf(toPayload(naming).components)[0]).toMatchObject({ content: '<@&720000000000000009>' });
});

test('private is private, and nothing else is', () => {
  const text: Block = { kind: 'text', text: 'x' };
  expect(toPayload(card(text)).flags).toBe(1 << 15);
  expect(toPayload({ ...card(text), private: true }).flags).toBe((1 << 15) | (1 << 6));
});

const anyText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 50, unit: 'grapheme' }),
  fc.integer({ min: 0, max: 6_000 }).map(n => `x${'é'.repeat(n)}`),
  fc.integer({ min: 1, max: 3_000 }).map(n => `x${'😀'.repeat(n)}`),
);
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  anyText.map(text => ({ kind: 'text', text }) as const),
  fc.constant({ kind: 'divider' } as const),
  fc.array(anyText, { minLength: 1, maxLength: 5 }).map(labels => ({
    kind: 'buttons' as const,
    buttons: labels.map((label, i) => ({ label, press: { ...press, argument: `${i}` } })),
  })),
  fc
    .tuple(
      anyText,
      fc.array(anyText, { minLength: 1, maxLength: 40 }),
      anyText,
      fc.record(
        {
          chosen: fc.array(fc.integer({ min: 0, max: 60 }).map(String)),
          least: fc.integer({ min: 0, max: 30 }),
          most: fc.integer({ min: 1, max: 50 }),
        },
        { requiredKeys: [] },
      ),
    )
    .map(([placeholder, labels, description, wishes]) => ({
      kind: 'choose' as const,
      press,
      placeholder,
      choices: labels.map((label, i) => ({ label, value: `${i}`, description })),
      ...wishes,
    })),
  anyText.map(alt => ({ kind: 'picture', name: 'a.png', png: new Uint8Array(8), alt }) as const),
  fc.constant({ kind: 'file', name: 'a.ics', data: new Uint8Array(8) } as const),
);

test('whatever a card says, Discord takes it: 4,000 characters in all, labels and lists within their limits, no letter torn', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { minLength: 1, maxLength: 5 }), blocks => {
      // Each block has custom ids of its own, as in real cards.
      const own = blocks.map((block, i): Block => {
        const id = { ...press, argument: `${i}` };
        if (block.kind === 'choose') return { ...block, press: { ...id, action: 'choose' } };
        if (block.kind !== 'buttons') return block;
        return {
          ...block,
          buttons: block.buttons.map((button, j) => ({
            label: button.label,
            press: { ...id, argument: `${i}.${j}` },
          })),
        };
      });
      const payload = payloadOf(card({ kind: 'text', text: 'x' }, ...own));
      const parts = partsOf(payload.components);
      const contents = parts.flatMap(part => (typeof part.content === 'string' ? [part.content] : []));
      expect(contents.join('').length).toBeLessThanOrEqual(4_000);
      expect(contents.every(content => content.length > 0)).toBe(true);
      expect(JSON.stringify(payload)).not.toMatch(/\\ud[89a-f]/i);
    }),
    { numRuns: 300 },
  );
});

test('a list shows what is chosen already, and how many may be', () => {
  const list = (wishes: object) =>
    partsOf(
      toPayload(
        card({
          kind: 'choose',
          press,
          placeholder: 'Days',
          choices: ['mon', 'tue', 'wed'].map(value => ({ label: value, value })),
          ...wishes,
        }),
      ).components,
    ).find(part => part.type === 3);
  expect(list({})).not.toHaveProperty('max_values');
  const many = list({ chosen: ['mon', 'wed', 'gone'], least: 0, most: 7 });
  expect(many).toMatchObject({
    min_values: 0,
    max_values: 3,
    options: [{ default: true }, {}, { default: true }],
  });
  expect(JSON.stringify(list({ chosen: ['mon', 'tue'] })).match(/default/g)).toHaveLength(1);
});

test('a picture and a file travel beside the message, the picture with words', () => {
  const shown: Card = card(
    { kind: 'picture', name: 'plan.png', png: new Uint8Array([1, 2]), alt: 'w'.repeat(1_100) },
    { kind: 'file', name: 'plan.ics', data: new Uint8Array([3]) },
  );
  expect(filesOf(shown).map(({ name, data }) => [name, [...data]])).toEqual([
    ['plan.png', [1, 2]],
    ['plan.ics', [3]],
  ]);
  expect(toPayload(shown).attachments).toEqual([
    { id: '0', filename: 'plan.png', description: `${'w'.repeat(1_023)}…` },
    { id: '1', filename: 'plan.ics' },
  ]);
  expect(toPayload(card({ kind: 'text', text: 'x' }))).not.toHaveProperty('attachments');
});

test('long words are cut with a mark, and what fits is left as it is', () => {
  expect(cut('abc', 3)).toBe('abc');
  expect(cut('abcd', 3)).toBe('ab…');
  expect(cut('a😀b', 3)).toBe('a…');
  const modal = toModal({
    kind: 'form',
    title: 't'.repeat(60),
    press,
    fields: [
      { id: 'zone', label: 'l'.repeat(60), description: 'd'.repeat(120), maxLength: 60, value: 'UTC' },
      { id: 'why', label: 'Why', maxLength: 900, required: false, long: true },
    ],
  });
  expect(modal.title).toHaveLength(45);
  expect(modal.components[0]).toMatchObject({ component: { max_length: 60, value: 'UTC', required: true } });
  expect(modal.components[1]).toMatchObject({ component: { style: 2, required: false } });
});
