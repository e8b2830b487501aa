import { expect, test } from 'vitest';
import { mostForgotten } from '../../src/core/forgets.ts';

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
