import { expect, test } from 'vitest';
import { addDraft, findDraft, removeDraft, setDraft } from '../../src/store/drafts.ts';
import { borrowDatabase } from '../support/bot.ts';

const now = new Date('2026-11-20T09:00:00Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const key = { guildId: '7', id: 'a', memberId: '8', kind: 'form' };

interface Form {
  readonly name: string;
  readonly days: readonly number[];
}

test('a draft is kept for half an hour after its last change, for its member, guild and kind only', async () => {
  const { db } = await borrowDatabase();
  await addDraft(db, key, { name: 'one', days: [1] } satisfies Form, now);
  expect(await findDraft<Form>(db, key, later(29))).toEqual({ name: 'one', days: [1] });
  expect(await findDraft(db, key, later(30))).toBeUndefined();
  for (const other of [{ guildId: '9' }, { id: 'b' }, { memberId: '9' }, { kind: 'other' }]) {
    expect(await findDraft(db, { ...key, ...other }, now)).toBeUndefined();
    expect(await setDraft(db, { ...key, ...other }, { name: 'x' }, now)).toBeUndefined();
    expect(await removeDraft(db, { ...key, ...other }, now)).toBeUndefined();
  }
  expect(await setDraft<Form>(db, key, { name: 'two' }, later(29))).toEqual({ name: 'two', days: [1] });
  expect(await findDraft(db, key, later(58))).toEqual({ name: 'two', days: [1] });
  expect(await setDraft<Form>(db, key, { name: 'three' }, later(60))).toBeUndefined();
});

test('of many changes at once none is lost, and of many who take a draft one gets it', async () => {
  const { db } = await borrowDatabase();
  await addDraft(db, key, {}, now);
  const names = Array.from({ length: 20 }, (_, place) => `field ${place}`);
  await Promise.all(names.map(name => setDraft<Record<string, number>>(db, key, { [name]: 1 }, now)));
  expect(Object.keys((await findDraft<Record<string, number>>(db, key, now)) ?? {})).toHaveLength(20);
  const taken = await Promise.all(names.map(() => removeDraft(db, key, now)));
  expect(taken.filter(draft => draft !== undefined)).toHaveLength(1);
});

test('expired drafts of a guild go when another is begun there', async () => {
  const { db, sql } = await borrowDatabase();
  await addDraft(db, key, {}, now);
  await addDraft(db, { ...key, guildId: 'other' }, {}, now);
  await addDraft(db, { ...key, id: 'b' }, {}, later(40));
  expect(await sql`select guild_id, id from drafts order by 1, 2`).toEqual([
    { guild_id: '7', id: 'b' },
    { guild_id: 'other', id: 'a' },
  ]);
});
