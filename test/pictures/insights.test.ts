import { expect, test } from 'vitest';
import type { Card } from '../../src/cards/reply.ts';
import { barInk } from '../../src/pictures/insights-frame.ts';
import { type ChoiceRows, choicesAlt, type InsightRows, rowsAlt } from '../../src/pictures/insights-words.ts';
import { ink } from '../../src/pictures/pen.ts';
import { contrast } from '../support/contrast.ts';
import { pngOf } from '../support/pictures.ts';
import { picturesOf } from '../support/shown.ts';

const choicesPicture = async (facts: ChoiceRows) => ({
  ...{ name: 'insights.png', png: (await pngOf('insight-choices', facts)) ?? new Uint8Array() },
  alt: choicesAlt(facts),
});
const insightRowsPicture = async (facts: InsightRows) => ({
  ...{ name: 'insights.png', png: (await pngOf('insight-rows', facts)) ?? new Uint8Array() },
  alt: rowsAlt(facts),
});

const rows = (count: number, name = 'Window functions') =>
  Array.from({ length: count }, (_, i) => ({
    ...{ number: i + 1, name, percent: i === 2 ? undefined : (i * 37) % 101, wantsLook: i % 3 === 0 },
    note: `${i} answers · key in doubt, too hard and 2 more`,
  }));
const choices = (count: number, name = 'It is `durable`') =>
  Array.from({ length: count }, (_, i) => ({
    ...{ name, right: i === 0, all: 100 - 10 * i, top: i, bottom: 100 },
  }));
const head = { title: 'How questions do', note: '120 first answers' };
const shown = (picture: { readonly name: string; readonly png: Uint8Array; readonly alt: string }) => {
  const card: Card = { kind: 'card', accent: 'progress', blocks: [{ kind: 'picture', ...picture }] };
  return picturesOf(card)[0];
};

test.each([0, 1, 10, 60])(
  '%i rows are drawn, as wide as all pictures, each row as high as another',
  async count => {
    const heightOf = async (n: number) =>
      shown(await insightRowsPicture({ ...head, rows: rows(n) }))?.height ?? 0;
    const picture = shown(await insightRowsPicture({ ...head, rows: rows(count) }));
    expect(picture).toMatchObject({ name: 'insights.png', width: 1100 });
    if (count > 0) {
      const [one, two] = [await heightOf(1), await heightOf(2)];
      expect(picture?.height).toBeCloseTo(one + (count - 1) * (two - one), -1);
    }
  },
);

test('what is drawn is said in words, within Discord’s limit, however long the names are', async () => {
  const alt = rowsAlt({ ...head, rows: rows(3) });
  expect(alt).toBe(
    'Bars of how many percent were right. How questions do, 120 first answers. 1. Window functions: 0 %; 2. Window functions: 37 %; 3. Window functions: too early.',
  );
  expect(choicesAlt({ ...head, rows: choices(2) })).toBe(
    'Bars of who chose what. How questions do, 120 first answers. It is `durable` (right): all 100 %, top third 0 %, bottom third 100 %; It is `durable`: all 90 %, top third 1 %, bottom third 100 %.',
  );
  const long = 'n'.repeat(300);
  expect(rowsAlt({ ...head, rows: rows(60, long) }).length).toBeLessThanOrEqual(1024);
  expect(choicesAlt({ ...head, rows: choices(10, long) }).length).toBeLessThanOrEqual(1024);
  const [short, longer] = [
    await choicesPicture({ ...head, rows: choices(10) }),
    await choicesPicture({ ...head, rows: choices(10, long) }),
  ];
  expect(shown(longer)?.height).toBe(shown(short)?.height);
});

test('thirds that aren’t known take no room', async () => {
  const without = choices(4).map(({ name, right, all }) => ({ name, right, all }));
  const [all, thirds] = [
    shown(await choicesPicture({ ...head, rows: without })),
    shown(await choicesPicture({ ...head, rows: choices(4) })),
  ];
  expect(all?.alt).not.toContain('third');
  expect(all?.height).toBeLessThan(thirds?.height ?? 0);
});

test('names that no font of ours has leave the number, and the picture stands', async () => {
  const picture = await insightRowsPicture({ ...head, title: '夜の勉強会', rows: rows(1, '夜の勉強会 🎉') });
  expect(shown(picture)?.alt).toContain('夜の勉強会');
});

test('words stand out at 4.5 to 1 and bars at 3 to 1: WCAG’s level AA', () => {
  for (const colour of [ink.strong, ink.text, ink.faint, barInk.look])
    expect.soft(contrast(colour, ink.ground), colour).toBeGreaterThanOrEqual(4.5);
  expect.soft(contrast(barInk.rightWord, barInk.rightField)).toBeGreaterThanOrEqual(4.5);
  for (const colour of [barInk.usual, barInk.look, barInk.top, barInk.bottom]) {
    expect.soft(contrast(colour, barInk.track), colour).toBeGreaterThanOrEqual(3);
    expect.soft(contrast(colour, ink.ground), colour).toBeGreaterThanOrEqual(3);
  }
});
