import { expect, test } from 'vitest';
import { ancestorsOf, placesOf } from '../../src/curriculum/places.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';
import { firstTwelve } from '../support/first-twelve.ts';
import { twoPathways } from '../support/two-pathways.ts';

const curriculum = twoPathways(firstTwelve(readCurriculum(`${projectRoot()}/curriculum`)));

test('a lesson stands once in each pathway that has it, the reader’s own first', () => {
  const shown = (first?: readonly string[]) =>
    placesOf(curriculum, 'db/acid', first).map(({ node, number }) => `${node?.id} ${number}`);
  expect(shown()).toEqual(['infrastructure/phase-1 11', 'way/transactions 1']);
  expect(shown(['way'])).toEqual(['way/transactions 1', 'infrastructure/phase-1 11']);
  expect(shown(['gone'])).toEqual(shown());
  expect(placesOf(curriculum, 'net/nothing')).toEqual([]);
});

test('the nodes above a node are named from the outside in', () => {
  const above = (id: string) => {
    const node = curriculum.nodes.get(id);
    return node && ancestorsOf(curriculum, node).map(one => one.id);
  };
  expect(above('way/transactions')).toEqual(['way/databases']);
  expect(above('way/databases')).toEqual([]);
});
