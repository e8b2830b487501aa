import { expect, test } from 'vitest';
import { changeWords } from '../../src/cards/change-words.ts';
import {
  announcementLines,
  appliedCard,
  previewCard,
  type ShownChange,
} from '../../src/cards/plan-preview.ts';
import type { PlanChange } from '../../src/core/plan-change.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { wordsOf } from '../support/shown.ts';

const day = asStudyDay;
const titleOf = (key: string) => ({ a: 'Apples', b: 'Pears' })[key] ?? key;
const from = day('2026-11-23');

test('every change has a few words of its own', () => {
  const words: [PlanChange, string][] = [
    [{ kind: 'pause', from, until: null }, 'a pause from Mon 23 Nov 2026, no end yet'],
    [
      { kind: 'pause', from, until: day('2026-11-30') },
      'a pause from Mon 23 Nov 2026, lessons again from Mon 30 Nov 2026',
    ],
    [{ kind: 'resume', on: from }, 'lessons again from Mon 23 Nov 2026'],
    [{ kind: 'shift', days: 1 }, 'the plan moves 1 study day later'],
    [{ kind: 'shift', days: -3 }, 'the plan moves 3 study days earlier'],
    [{ kind: 'holiday', ranges: [{ from, to: from, name: null }] }, 'a holiday on Mon 23 Nov 2026'],
    [
      { kind: 'holiday', ranges: [{ from, to: day('2026-11-24'), name: '**Fair**' }] },
      'a holiday from Mon 23 Nov 2026 to Tue 24 Nov 2026 (\\*\\*Fair\\*\\*)',
    ],
    [{ kind: 'skip', key: 'a' }, '“Apples” is left out'],
    [{ kind: 'swap', keys: ['a', 'b'] }, '“Apples” and “Pears” change places'],
    [{ kind: 'insert', day: from, what: 'review' }, 'a review day on Mon 23 Nov 2026'],
    [{ kind: 'speed', from, load: { lessons: 1 } }, '1 lesson a day from Mon 23 Nov 2026'],
    [{ kind: 'speed', from, load: { minutes: 90 } }, '90 minutes a day from Mon 23 Nov 2026'],
    [
      { kind: 'speed', from, load: { lessons: 1 }, units: [], minutesADay: 45 },
      '45 minutes a day from Mon 23 Nov 2026',
    ],
    [{ kind: 'refresh', units: [] }, 'the plan follows the curriculum'],
    [{ kind: 'weekdays', weekdays: [1, 3, 5], catchUpWeekday: null }, 'study days Mon, Wed, Fri'],
  ];
  for (const [change, expected] of words) expect.soft(changeWords(change, titleOf)).toBe(expected);
});

const move = (key: string, before: string | null, after: string | null) => ({
  key,
  kind: 'lesson' as const,
  lessonId: key,
  from: before === null ? null : day(before),
  to: after === null ? null : day(after),
  isHeld: after === null,
});
const shown: ShownChange = {
  cohortName: 'Autumn @here',
  zone: 'Europe/Rome',
  change: { kind: 'pause', from, until: null },
  isUndo: false,
  diff: {
    moves: [move('a', '2026-11-23', null), move('b', '2026-11-24', null)],
    lastBefore: day('2026-11-24'),
    lastAfter: null,
    catchUpDays: 0,
  },
  openEnd: true,
  titleOf,
};

test('an open pause says what waits, and that there is no last day for now', () => {
  const words = wordsOf(
    previewCard(shown, { presses: [{ label: 'Apply', press: { command: 'x', action: 'y' } }] }),
  );
  expect(words).toContain('-# Autumn @\u2060here · dates in Europe/Rome');
  expect(words).toContain('**Apples**: waits (was Mon 23 Nov 2026)');
  expect(words).toContain('The plan has no last day for now; it was 24 Nov 2026.');
  expect(words).toContain('2 days wait until it goes on.');
});

test('a change that an open pause hides says so', () => {
  const hidden = { ...shown, diff: { moves: [], lastBefore: null, lastAfter: null, catchUpDays: 0 } };
  expect(wordsOf(appliedCard(hidden, { isAnnounced: false, replaces: true }))).toContain(
    'No lesson moves. The change shows in dates when the plan goes on.',
  );
});

test('more holidays than a reader wants to see are counted', () => {
  const ranges = Array.from({ length: 11 }, (_, place) => {
    const date = day(`2026-12-${String(place + 10)}`);
    return { from: date, to: date, name: place === 0 ? 'Fair' : null };
  });
  const lines = announcementLines({ ...shown, change: { kind: 'holiday', ranges }, openEnd: false });
  expect(lines[0]).toBe('**11 holidays.**');
  expect(lines[1]).toBe('- Thu 10 Dec 2026: Fair');
  expect(lines[9]).toBe('- and 3 more holidays');
});

test('what was taken back is announced as taken back', () => {
  const back = announcementLines({ ...shown, isUndo: true });
  expect(back[0]).toBe('**Taken back: a pause from Mon 23 Nov 2026, no end yet.**');
  expect(back.at(-1)).toContain('Nobody loses anything.');
});
