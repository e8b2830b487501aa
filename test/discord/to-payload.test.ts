import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, Card } from '../../src/cards/reply.ts';
import { cut } from '../../src/cards/words.ts';
import { toModal, toPayload } from '../../src/discord/to-payload.ts';
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
    .tuple(anyText, fc.array(anyText, { minLength: 1, maxLength: 40 }), anyText)
    .map(([placeholder, labels, description]) => ({
      kind: 'choose' as const,
      press,
      placeholder,
      choices: labels.map((label, i) => ({ label, value: `${i}`, description })),
    })),
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
    ],
  });
  expect(modal.title).toHaveLength(45);
  expect(modal.components[0]).toMatchObject({ component: { max_length: 60, value: 'UTC', required: true } });
});
