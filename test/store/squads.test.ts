import { expect, test } from 'vitest';
import { addMembership, setMembershipLeft } from '../../src/store/memberships.ts';
import {
  addSquad,
  addSquadMember,
  findSquadOf,
  listSquadless,
  listSquads,
  removeSquad,
  setSquadName,
} from '../../src/store/squads.ts';
import { borrowDatabase } from '../support/bot.ts';

const now = new Date('2026-11-20T09:00:00Z');
const key = { guildId: 'g', cohortId: 'c', id: 's' };

async function squadAnd(people: number) {
  const { db } = await borrowDatabase();
  await addSquad(db, { ...key, name: 'Herons' }, now);
  const ids = Array.from({ length: people }, (_, n) => `m${n}`);
  for (const memberId of ids) await addMembership(db, { guildId: 'g', cohortId: 'c', memberId }, now);
  return { db, ids };
}

test('of twelve who want to join at once six do, and the others are told that it is full', async () => {
  const { db, ids } = await squadAnd(12);
  const outcomes = await Promise.all(ids.map(id => addSquadMember(db, key, id, now)));
  expect(outcomes.filter(one => one === 'joined')).toHaveLength(6);
  expect(outcomes.filter(one => one === 'full')).toHaveLength(6);
  expect((await listSquads(db, key))[0]?.memberIds).toHaveLength(6);
});

test('nobody is in two squads of a cohort, however fast they are', async () => {
  const { db } = await squadAnd(1);
  await addSquad(db, { ...key, id: 't', name: 'Owls' }, now);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, n) => addSquadMember(db, { ...key, id: n % 2 ? 's' : 't' }, 'm0', now)),
  );
  expect(outcomes.filter(one => one === 'joined')).toHaveLength(1);
  expect(outcomes.filter(one => one === 'elsewhere')).toHaveLength(9);
});

test('the seat of who left the cohort is free, and who only passes by gets none', async () => {
  const { db, ids } = await squadAnd(7);
  for (const id of ids) await addSquadMember(db, key, id, now);
  await setMembershipLeft(db, { guildId: 'g', cohortId: 'c', memberId: 'm0' }, now);
  expect(await addSquadMember(db, key, 'm6', now)).toBe('joined');
  expect(await findSquadOf(db, key, 'm0')).toBeUndefined();
  expect(await addSquadMember(db, key, 'stranger', now)).toBe('not-studying');
  expect(await addSquadMember(db, { ...key, id: 'none' }, 'm1', now)).toBe('gone');
  expect(await listSquadless(db, key)).toEqual([]);
});

test('a name is had once in a cohort, and a squad that is removed leaves nobody in it', async () => {
  const { db } = await squadAnd(2);
  expect(await addSquad(db, { ...key, id: 't', name: 'HERONS' }, now)).toBe(false);
  expect(await addSquad(db, { ...key, id: 't', name: 'Owls' }, now)).toBe(true);
  expect(await setSquadName(db, { ...key, id: 't' }, 'herons')).toBe('taken');
  expect(await setSquadName(db, { ...key, id: 't' }, 'Larks')).toBe('renamed');
  expect(await setSquadName(db, { ...key, id: 'u' }, 'Larks 2')).toBe('gone');
  await addSquadMember(db, key, 'm0', now);
  expect(await listSquadless(db, key)).toEqual(['m1']);
  expect(await removeSquad(db, key)).toBe(true);
  expect(await removeSquad(db, key)).toBe(false);
  expect(await listSquadless(db, key)).toEqual(['m0', 'm1']);
});
