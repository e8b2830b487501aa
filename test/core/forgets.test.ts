import { expect, test } from 'vitest';
import { mostForgotten, weeklyNotice } from '../../src/core/forgets.ts';
import { asStudyDay } from '../../src/core/time.ts';

const again = (questionId: string, right: boolean, ...members: number[]) => ({
  ...{ questionId, rev: 1, chosen: [right ? 'a' : 'b'], right, share: right ? 100 : 0, members },
});

test('the most forgotten come first, five at most', () => {
  const list = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].flatMap((id, place) => [
    again(id, false, ...[0, 1, 2, 3, 4, 5, 6, 7].slice(place)),
    again(id, true, ...[0, 1, 2, 3, 4, 5, 6, 7].slice(0, place)),
  ]);
  const found = mostForgotten([...list].reverse());
  expect(found.map(({ questionId, wrong, answers }) => `${questionId} ${wrong}/${answers}`)).toEqual([
    'a 8/8',
    'b 7/8',
    'c 6/8',
    'd 5/8',
    'e 4/8',
  ]);
});

test.each<[string, ReturnType<typeof again>[], number]>([
  ['five answers of three members', [again('a', false, 1, 1, 2, 2, 3)], 1],
  ['four answers', [again('a', false, 1, 2, 3, 4)], 0],
  ['five answers of two members', [again('a', false, 1, 1, 1, 2, 2)], 0],
  ['one wrong in four', [again('a', false, 1, 2), again('a', true, 1, 2, 3, 4, 5, 6)], 1],
  ['one wrong in five', [again('a', false, 1), again('a', true, 1, 2, 3, 4)], 0],
  ['no answer', [], 0],
])('of %s it is said or not, as it should be', (_name, list, count) => {
  expect(mostForgotten(list)).toHaveLength(count);
});

test('whichever day of a week comes first, moderators are told for its Monday, a minute after the lesson', () => {
  const told = (day: string) => weeklyNotice(asStudyDay(day), new Date(`${day}T08:00:00Z`));
  expect(told('2026-11-23')).toEqual({ day: '2026-11-23', dueAt: new Date('2026-11-23T08:01:00Z') });
  expect(['2026-11-25', '2026-11-29', '2026-11-30'].map(day => told(day).day)).toEqual([
    '2026-11-23',
    '2026-11-23',
    '2026-11-30',
  ]);
});
