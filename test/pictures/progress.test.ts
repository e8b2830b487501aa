import { expect, test } from 'vitest';
import type { Card } from '../../src/cards/reply.ts';
import { addDays, asStudyDay, weekday } from '../../src/core/time.ts';
import { ink } from '../../src/pictures/pen.ts';
import { mapDays, markInk } from '../../src/pictures/progress-days.ts';
import { progressInk } from '../../src/pictures/progress-paint.ts';
import {
  type DayMark,
  markWords,
  type ProgressFacts,
  progressAlt,
} from '../../src/pictures/progress-words.ts';
import { contrast } from '../support/contrast.ts';
import { pngOf } from '../support/pictures.ts';
import { picturesOf } from '../support/shown.ts';

const marks = Object.keys(markWords) as DayMark[];

/** Study days from Monday to Friday, each with the next mark. */
function days(count: number, only?: DayMark): ProgressFacts['days'] {
  const found: { day: ReturnType<typeof asStudyDay>; mark: DayMark }[] = [];
  for (let day = asStudyDay('2026-11-23'); found.length < count; day = addDays(day, 1))
    if (weekday(day) <= 5) found.push({ day, mark: only ?? marks[found.length % marks.length] ?? 'kept' });
  return found;
}
const facts = (change: Partial<ProgressFacts> = {}): ProgressFacts => ({
  ...{ title: 'Infrastructure', note: 'Autumn', days: days(6), streak: 3, topics: [], ...change },
  lessons: change.lessons ?? { here: 3, elsewhere: 2, total: 57 },
});
const topics = (count: number, name = 'Databases') =>
  Array.from({ length: count }, (_, n) => ({ name: `${name} ${n}`, met: count - n, right: 1 }));

async function shown(of: ProgressFacts) {
  const png = (await pngOf('progress', of)) ?? new Uint8Array();
  const card: Card = {
    ...{ kind: 'card', accent: 'progress' },
    blocks: [{ kind: 'picture', name: 'progress.png', png, alt: progressAlt(of) }],
  };
  return picturesOf(card)[0];
}

test('it is said in words what the picture shows, but not how often a day passed by', () => {
  expect(progressAlt(facts({ topics: topics(2) }))).toBe(
    'Progress: Infrastructure, Autumn. Study days, 23 Nov 2026 to 30 Nov 2026: 3 study days in a row; 1 kept, 1 repaired, 1 freeze used, 1 open, 1 at rest. Lessons: 5 of 57 done, 2 from elsewhere, counted here too. Questions right, by topic, at the newest answer: Databases 0 1 of 2; Databases 1 1 of 1.',
  );
  expect(progressAlt(facts({ days: [], streak: 0, lessons: { here: 0, elsewhere: 0, total: 57 } }))).toBe(
    'Progress: Infrastructure, Autumn. Study days: 0 study days in a row; They will stand here, one mark for each. Lessons: 0 of 57 done. After the first quiz, the topics that were met stand here.',
  );
  // Who studies alone has no study days to keep.
  expect(progressAlt(facts({ days: [], streak: undefined }))).not.toContain('Study days');
});

test('a title that is longer than a line has two', async () => {
  const heightOf = async (title: string) => (await shown(facts({ title })))?.height ?? 0;
  const long = await heightOf('How to Become a Good Backend Engineer: Mastering the Fundamentals');
  expect(long - (await heightOf('Infrastructure'))).toBe(55);
});

test('however much there is to say, it fits into what Discord allows, and the picture onto a phone', async () => {
  const most = facts({ days: days(1_000), topics: topics(60, 'T'.repeat(200)), title: 'x'.repeat(300) });
  expect(progressAlt(most).length).toBeLessThanOrEqual(1024);
  const picture = await shown(most);
  expect(picture?.width).toBe(1100);
  expect(picture?.height).toBeLessThan(1_900);
});

test.each([0, 1, 60, 250])('%i study days are drawn', async count => {
  expect(await shown(facts({ days: days(count), topics: topics(3) }))).toMatchObject({ width: 1100 });
});

test('a year of study days has room; of what is older it is said how much there is', () => {
  expect(mapDays(facts({ days: days(250) }), 412).earlier).toBe(0);
  expect(mapDays(facts({ days: days(300) }), 412).earlier).toBe(40);
  const saturday = [...days(5), { day: asStudyDay('2026-11-28'), mark: 'kept' as const }];
  expect(mapDays(facts({ days: saturday }), 412).height).toBeGreaterThan(
    mapDays(facts({ days: days(5) }), 412).height,
  );
});

test('titles and notes that no font of ours has leave the rest, and the picture stands', async () => {
  expect(await shown(facts({ title: '夜の勉強会', note: 'محمد · 🎉' }))).toMatchObject({ width: 1100 });
  expect(progressAlt(facts({ title: '夜の勉強会' }))).toContain('夜の勉強会');
});

test('words stand out at 4.5 to 1, marks and bars at 3 to 1: WCAG’s level AA', () => {
  for (const colour of [ink.strong, ink.text, ink.faint])
    expect.soft(contrast(colour, ink.ground), colour).toBeGreaterThanOrEqual(4.5);
  for (const colour of Object.values(markInk))
    expect.soft(contrast(colour, ink.ground), colour).toBeGreaterThanOrEqual(3);
  for (const colour of [progressInk.here, progressInk.elsewhere, progressInk.topic])
    expect.soft(contrast(colour, progressInk.track), colour).toBeGreaterThanOrEqual(3);
});
