import { beforeAll, expect, test } from 'vitest';
import type { Card } from '../../src/cards/reply.ts';
import { cohortReportPicture } from '../../src/pictures/cohort-report.ts';
import { groupInk } from '../../src/pictures/cohort-report-paint.ts';
import { type CohortReportFacts, cohortReportAlt } from '../../src/pictures/cohort-report-words.ts';
import { barInk } from '../../src/pictures/insights-frame.ts';
import { ink } from '../../src/pictures/pen.ts';
import { warmPictures } from '../support/pictures.ts';
import { picturesOf } from '../support/shown.ts';

beforeAll(warmPictures);

const lessons = (count: number, of: number, title = 'Normal forms one to three') =>
  Array.from({ length: count }, (_, i) => ({ title, done: Math.max(0, of - i), of, loses: i === 3 }));
const facts = (
  members: readonly [number, number, number],
  count: number,
  title = 'Autumn',
): CohortReportFacts => {
  const [onTrack, catchingUp, quiet] = members;
  return { title, onTrack, catchingUp, quiet, lessons: lessons(count, onTrack + catchingUp + quiet) };
};
async function drawn(given: CohortReportFacts) {
  const card: Card = {
    ...{ kind: 'card', accent: 'map' },
    blocks: [{ kind: 'picture', ...(await cohortReportPicture(given)) }],
  };
  return picturesOf(card)[0];
}

test.each([
  ['one member', facts([1, 0, 0], 5)],
  ['ten members', facts([6, 3, 1], 15)],
  ['fifty members', facts([31, 12, 7], 15)],
  ['nothing yet', facts([0, 0, 0], 0)],
  ['everybody quiet', facts([0, 0, 12], 15)],
  ['everybody on track', facts([12, 0, 0], 15)],
])('%s: a picture as wide as all, and each lesson takes the same room', async (_name, given) => {
  const picture = await drawn(given);
  expect(picture).toMatchObject({ name: 'cohort-report.png', width: 1100 });
  const heightOf = async (count: number) =>
    (await drawn({ ...given, lessons: lessons(count, 9) }))?.height ?? 0;
  const [one, two] = [await heightOf(1), await heightOf(2)];
  if (given.lessons.length > 0)
    expect(picture?.height).toBeCloseTo(one + (given.lessons.length - 1) * (two - one), -1);
});

test('what is drawn is said in words, within Discord’s limit, also what loses people', () => {
  expect(cohortReportAlt({ ...facts([3, 2, 1], 0), lessons: lessons(4, 6).slice(2) })).toBe(
    'Bars for Autumn, 6 members: on track 3, catching up 2, may need a word 1. Done, of those who had the lesson: Normal forms one to three 4 of 6; Normal forms one to three 3 of 6 (people stop here).',
  );
  expect(cohortReportAlt(facts([0, 0, 0], 0))).toBe(
    'Bars for Autumn, 0 members: on track 0, catching up 0, may need a word 0. No lesson has come yet.',
  );
  const long = { ...facts([900, 80, 20], 0, 'n'.repeat(100)), lessons: lessons(15, 1000, 'n'.repeat(100)) };
  expect(cohortReportAlt(long).length).toBeLessThanOrEqual(1024);
});

test('names that no font of ours has, and long ones, leave the picture as it is', async () => {
  const usual = await drawn(facts([1, 1, 1], 3));
  for (const title of ['夜の勉強会 🎉', 'مجموعة الخريف', 'n'.repeat(100), '\u202E']) {
    const odd = await drawn({ ...facts([1, 1, 1], 0, title), lessons: lessons(3, 3, title) });
    expect(odd).toMatchObject({ width: usual?.width, height: usual?.height });
  }
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

test('words stand out at 4.5 to 1 and bars at 3 to 1: WCAG’s level AA', () => {
  for (const colour of [ink.strong, ink.text, ink.faint, barInk.look])
    expect.soft(contrast(colour, ink.ground), colour).toBeGreaterThanOrEqual(4.5);
  for (const colour of [...groupInk, barInk.usual, barInk.look]) {
    expect.soft(contrast(colour, barInk.track), colour).toBeGreaterThanOrEqual(3);
    expect.soft(contrast(colour, ink.ground), colour).toBeGreaterThanOrEqual(3);
  }
});
