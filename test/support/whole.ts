/** That a reply reaches its reader as it was written: the wire cuts what is too long for Discord, and says nothing of it. */
import { expect } from 'vitest';
import type { Block, Choice, Reply } from '../../src/cards/reply.ts';
import type { TestMember } from './bot.ts';
import { labelsOf, payloadOf } from './shown.ts';

/** Fails for a card of which anything would be cut or left out, or that has more than four buttons. */
export function expectWhole(reply: Reply, where: string): void {
  payloadOf(reply);
  const blocks = reply.kind === 'card' ? reply.blocks : [];
  const texts = blocks.flatMap(block => (block.kind === 'text' ? [block.text] : []));
  expect.soft(texts.join('').length, `${where}: all its text`).toBeLessThanOrEqual(4000);
  expect
    .soft(
      texts.every(text => text.trim() !== ''),
      `${where}: an empty text`,
    )
    .toBe(true);
  expect.soft(labelsOf(reply).length, `${where}: buttons`).toBeLessThanOrEqual(4);
  for (const block of blocks) expectFits(block, where);
}

function expectFits(block: Block, where: string): void {
  if (block.kind === 'buttons') {
    const longest = Math.max(...block.buttons.map(({ label }) => label.length));
    expect.soft(longest, `${where}: a button’s label`).toBeLessThanOrEqual(80);
  }
  if (block.kind === 'choose') expectChoicesFit(block.choices, where);
}

/** At least one, at most 25; each within Discord’s limits and told apart from the others. */
export function expectChoicesFit(choices: readonly Choice[], where: string): void {
  expect.soft(choices.length, `${where}: choices`).toBeGreaterThan(0);
  expect.soft(choices.length, `${where}: choices`).toBeLessThanOrEqual(25);
  for (const { label, value, description = '' } of choices) {
    expect
      .soft(Math.max(label.length, value.length, description.length), `${where}: ${label}`)
      .toBeLessThan(101);
  }
  expect.soft(new Set(choices.map(({ value }) => value)).size, `${where}: values`).toBe(choices.length);
}

/** Every page of a list, from the first; each is whole, and Back leads to the one before. */
export async function allPages(member: TestMember, first: Reply, where: string): Promise<Reply[]> {
  const pages = [first];
  expectWhole(first, where);
  for (let page = first; labelsOf(page).includes('Next'); ) {
    page = await member.presses(page, 'Next');
    expect.soft(page, where).toMatchObject({ replaces: true });
    expectWhole(page, `${where}, page ${pages.length + 1}`);
    expect.soft(labelsOf(page), where).toContain('Back');
    pages.push(page);
    if (pages.length > 500) throw new Error(`${where} has no end`);
  }
  return pages;
}
