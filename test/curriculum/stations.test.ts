import { expect, test } from 'vitest';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { listOverviews, listStations, stationIds } from '../../src/curriculum/stations.ts';
import { projectRoot } from '../../src/root.ts';
import { firstTwelve } from '../support/first-twelve.ts';
import { twoPathways } from '../support/two-pathways.ts';

const real = readCurriculum(`${projectRoot()}/curriculum`);

test('a request passes nine stations, called as the pathway calls them that teaches the whole way', () => {
  const { pathways } = twoPathways(firstTwelve(real));
  const named = listStations({ ...real, pathways });
  expect(named.map(({ id }) => id)).toEqual(stationIds);
  expect(named.map(({ title }) => title)).toEqual(pathways.get('way')?.goal?.flow);
  const unnamed = listStations({ ...real, pathways: new Map() });
  expect(unnamed.map(({ title }) => title)).toContain('reverse proxy');
});

test('every lesson stands at the stations that it names, or is about the whole way', () => {
  const stations = listStations(real);
  const overviews = listOverviews(real);
  for (const lesson of real.lessons.values()) {
    const at = stations.filter(({ lessons }) => lessons.includes(lesson)).map(({ id }) => id);
    const named = stationIds.filter(id => lesson.lifecycle.includes(id));
    expect.soft(at, lesson.id).toEqual(overviews.includes(lesson) ? [] : named);
    expect.soft(overviews.includes(lesson), lesson.id).toBe(named.length === stationIds.length);
  }
});

test('lessons of a station come in the order of the pathway that teaches the way', () => {
  const known = twoPathways(firstTwelve(real));
  const db = listStations(known).find(({ id }) => id === 'db');
  const first = known.pathways.get('way')?.lessons.map(({ lessonId }) => lessonId) ?? [];
  const there = first.filter(id => known.lessons.get(id)?.lifecycle.includes('db'));
  expect(there.length).toBeGreaterThan(1);
  expect(db?.lessons.slice(0, there.length).map(({ id }) => id)).toEqual(there);
});
