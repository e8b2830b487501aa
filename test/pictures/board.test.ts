import { beforeAll, expect, test } from 'vitest';
import type { Card } from '../../src/cards/reply.ts';
import { boardPicture } from '../../src/pictures/board.ts';
import { nameDrawn, ownField } from '../../src/pictures/board-paint.ts';
import { boardAlt } from '../../src/pictures/board-words.ts';
import { barInk } from '../../src/pictures/insights-frame.ts';
import { ink } from '../../src/pictures/pen.ts';
import { warmPictures } from '../support/pictures.ts';
import { picturesOf } from '../support/shown.ts';

beforeAll(warmPictures);

const line = (rank: number, name = 'Quiet Heron', facts = {}) => ({
  ...{ rank, name, alias: 'Kind Otter', points: 100 - rank, isOwn: rank === 2, hasGap: false },
  ...facts,
});
const head = { title: 'Autumn', note: 'This week' };
const sizeOf = async (lines: readonly ReturnType<typeof line>[]) => {
  const card: Card = {
    ...{ kind: 'card', accent: 'progress' },
    blocks: [{ kind: 'picture', ...(await boardPicture({ ...head, lines })) }],
  };
  return picturesOf(card)[0];
};

test('1 and 10 lines are drawn, as wide as all pictures, and each makes it as much higher', async () => {
  const heights = [];
  for (const n of [1, 2, 10]) {
    const picture = await sizeOf(Array.from({ length: n }, (_, at) => line(at + 1)));
    expect(picture).toMatchObject({ name: 'leaderboard.png', width: 1100 });
    heights.push(picture?.height ?? 0);
  }
  const [one = 0, two = 0, ten = 0] = heights;
  expect(ten).toBeCloseTo(one + 9 * (two - one), -1);
});

test('a name is drawn wholly, emoji aside, or left to the text: never half of it, never the alias', () => {
  expect(nameDrawn(line(1, 'Ada 🌸'))).toBe('Ada');
  expect(nameDrawn(line(1, 'Анна'))).toBe('Анна');
  expect(nameDrawn(line(1, '7'))).toBe('7');
  for (const name of ['محمد', '李小龙', 'Ada 李', '🌸🌸'])
    expect.soft(nameDrawn(line(1, name)), name).toBe('(name in the text)');
  // Then the text says the alias, too.
  expect(nameDrawn(line(1, ''))).toBe('Kind Otter');
  expect(boardAlt({ ...head, lines: [line(1, 'محمد'), line(3, ' \u200b')] })).toBe(
    'Leaderboard of Autumn, This week. 1. محمد: 99 points; 3. Kind Otter: 97 points.',
  );
});

test('what is drawn is said in words, within Discord’s limit, however long the names are', async () => {
  expect(boardAlt({ ...head, lines: [line(1), line(2)] })).toBe(
    'Leaderboard of Autumn, This week. 1. Quiet Heron: 99 points; 2. Quiet Heron (you): 98 points.',
  );
  const long = Array.from({ length: 10 }, (_, at) => line(at + 1, 'n'.repeat(300), { perDay: 1234.5 }));
  expect(boardAlt({ ...head, title: 't'.repeat(300), lines: long }).length).toBeLessThanOrEqual(1024);
  expect((await sizeOf(long))?.height).toBe((await sizeOf(long.map(one => ({ ...one, name: 'n' }))))?.height);
});

/** WCAG 2.2: the ratio of relative luminances. */
function contrast(a: string, b: string): number {
  const light = (colour: string) => {
    const [r = 0, g = 0, blue = 0] = [1, 3, 5].map(at => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
  };
  const [high = 0, low = 0] = [light(a), light(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

test('words stand out at 4.5 to 1 and bars at 3 to 1, on the reader’s own line too: WCAG’s level AA', () => {
  for (const field of [ink.ground, ownField]) {
    for (const colour of [ink.strong, ink.text, ink.faint])
      expect.soft(contrast(colour, field), colour).toBeGreaterThanOrEqual(4.5);
    expect.soft(contrast(barInk.usual, field)).toBeGreaterThanOrEqual(3);
  }
});
