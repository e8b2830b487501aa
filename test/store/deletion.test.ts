import { expect, test } from 'vitest';
import { asStudyDay } from '../../src/core/time.ts';
import { deletedMember, removeMember } from '../../src/store/deletion.ts';
import { rebuildScores } from '../../src/store/points.ts';
import { addThanks } from '../../src/store/thanks.ts';
import { borrowDatabase, startTestBot, type TestMember, tablesOf } from '../support/bot.ts';
import { createCohort } from '../support/cohorts.ts';
import { ada, columnsOf, fillEveryTable, here, hits, lee, rowsWith, there } from '../support/every-table.ts';
import { labelsOf, wordsOf } from '../support/shown.ts';

/** Rows as they stand once ada is forgotten: hers are gone, and what she did in those of others was done by a deleted member. */
const left = (rows: readonly string[]) =>
  rows
    .filter(row => !row.includes(`"member_id": "${ada}"`))
    .map(row => (isThanksOfAda(row) ? row.replace(/"note": "[^"]*"/, '"note": null') : row))
    .map(row => row.replace(`"actor_id": "${ada}"`, `"actor_id": "${deletedMember}"`))
    .sort();

const isThanksOfAda = (row: string) => row.startsWith('thanks ') && row.includes(`"actor_id": "${ada}"`);

test('promise 7: thanks that somebody gave stay without their name and without their words, also where these wait to be read', async () => {
  const { db, sql } = await borrowDatabase();
  const given = { guildId: here, cohortId: 'c', cohortName: 'Autumn', week: asStudyDay('2026-11-23') };
  const at = new Date('2026-11-24T12:00:00Z');
  await addThanks(db, { ...given, id: 'a', memberId: lee, actorId: ada, note: 'Ada was here' }, at);
  await addThanks(db, { ...given, id: 'b', memberId: lee, actorId: 'mod', note: 'well said' }, at);
  await removeMember(db, ada, here);
  expect(await sql`select id, actor_id, note from thanks order by id`).toEqual([
    { id: 'a', actor_id: deletedMember, note: null },
    { id: 'b', actor_id: 'mod', note: 'well said' },
  ]);
  const waiting = await sql`select facts->>'note' as note from notes order by id`;
  expect(waiting).toEqual([{ note: null }, { note: 'well said' }]);
});

test('promise 7: a member forgotten everywhere stands in no column of any table, and others keep every row', async () => {
  const { db, sql } = await borrowDatabase();
  await fillEveryTable(sql);
  const filled = await tablesOf(sql);
  for (const table of filled) {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(table)}`;
    expect.soft(row?.count, table).toBeGreaterThanOrEqual(2);
  }
  const personal = new Set((await hits(sql, ada)).map(hit => hit.split(':')[0]));
  const named = (await columnsOf(sql)).filter(({ name }) => name === 'member_id' || name === 'actor_id');
  expect(personal).toEqual(new Set(named.map(({ table }) => table)));
  const ofLee = await rowsWith(sql, lee);
  expect(ofLee.length).toBeGreaterThan(10);

  await removeMember(db, ada);
  expect(await hits(sql, ada)).toEqual([]);
  expect(await rowsWith(sql, lee)).toEqual(left(ofLee));
  // What was done for everybody stays, without the name.
  for (const { table, name } of named.filter(column => column.name === 'actor_id')) {
    const rows = await sql`select 1 from ${sql(table)} where ${sql(name)} = ${deletedMember}`;
    expect.soft(rows, table).toHaveLength(2);
  }
  for (const table of filled.filter(one => !personal.has(one))) {
    expect.soft(await sql`select 1 from ${sql(table)}`, table).toHaveLength(2);
  }
});

test('promise 7: forgotten in one server only, a member keeps all that they have in another', async () => {
  const { db, sql } = await borrowDatabase();
  await fillEveryTable(sql);
  const elsewhere = (await rowsWith(sql, ada)).filter(row => row.includes(there));
  await removeMember(db, ada, here);
  expect(await hits(sql, ada, here)).toEqual([]);
  expect(await rowsWith(sql, ada)).toEqual(elsewhere);
});

test('promise 7: forgetting twice, or somebody who was never here, changes nothing', async () => {
  const { db, sql } = await borrowDatabase();
  await fillEveryTable(sql);
  await removeMember(db, ada);
  const ofLee = await rowsWith(sql, lee);
  await removeMember(db, ada);
  await removeMember(db, '801000000000000099');
  expect(await rowsWith(sql, lee)).toEqual(ofLee);
});

test('promise 7: after all that a member can do here, their id stands in named columns only and goes with them', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const role = '720000000000000009';
  const mod = bot.member('mod', { admin: true, roles: [role] });
  await mod.runs('setup', { moderator_role: role, default_zone: 'Europe/Rome' });
  await createCohort(mod, { name: 'Autumn' });
  await bot.tick();
  const other = bot.member('other');
  for (const one of [mod, other]) {
    await one.runs('join');
    await one.presses(await one.runs('today'), 'I’ve done it');
    const quiz = await one.runs('quiz');
    await one.presses(quiz, labelsOf(quiz)[0] ?? '');
  }
  await mod.runs('leave');
  await mod.runs('join');
  await mod.runs('break start');
  await mod.runs('solo start', { pathway: 'infrastructure' });
  await usesTheRest(mod);

  const columns = await columnsOf(bot.sql);
  for (const { table, name } of columns) {
    const isNamed = name === 'member_id' || name === 'actor_id';
    const rows = await bot.sql`
      select 1 from ${bot.sql(table)} t where strpos(to_jsonb(t)->>${name}, ${mod.id}) > 0`;
    if (!isNamed) expect.soft(rows, `${table}.${name} holds a user id`).toHaveLength(0);
  }
  expect((await hits(bot.sql, mod.id)).length).toBeGreaterThanOrEqual(8);

  const before = wordsOf(await other.runs('progress'));
  const scores = await bot.sql`select * from scores where member_id = ${other.id}`;
  await removeMember(bot.db, mod.id);
  expect(await hits(bot.sql, mod.id)).toEqual([]);
  expect(wordsOf(await other.runs('progress'))).toBe(before);
  await rebuildScores(bot.db, bot.guildId);
  expect(await bot.sql`select * from scores`).toEqual(scores);
  expect(bot.logLines.join('')).not.toContain(mod.id);
});

/** Whoever adds a command that keeps something adds it here: no column but `member_id` and `actor_id` may come to hold who it was. */
async function usesTheRest(mod: TestMember): Promise<void> {
  await mod.presses(await mod.runs('settings', { time_zone: 'Asia/Tokyo' }), 'Use this time zone');
  await mod.submits(await mod.chooses(await mod.runs('settings'), 'On boards: a name of my own'), {
    name: 'Mo',
  });
  await mod.submits(await mod.presses(await mod.runs('settings'), 'Reminders'), {
    ...{ at: '18:30', from: '22:00', until: '08:00' },
  });
  await mod.presses(await mod.runs('privacy delete'), 'Everywhere');
  await mod.runs('review');
  await mod.runs('daily');
  await mod.runs('live', { lesson: 'db/acid' });
  await mod.presses(await mod.runs('pace pause'), 'Apply');
  await mod.presses(await mod.runs('pace resume'), 'Apply');
  await mod.runs('cohort edit', { cohort: 'Autumn' });
  await mod.runs('leaderboard');
}

test('every column that could name a person is called member_id or actor_id, and each table knows its server', async () => {
  const { sql } = await borrowDatabase();
  const columns = await columnsOf(sql);
  const suspicious = columns.filter(
    ({ name }) =>
      /user|person|people|author|owner|by$/.test(name) || /(?<!^)(member|actor)(?!_id$)/.test(name),
  );
  expect(suspicious.map(({ table, name }) => `${table}.${name}`)).toEqual([]);
  const [keys] = await sql<{ tables: string[] | null }[]>`
    select array_agg(r.relname::text) as tables from pg_index i
      join pg_class r on r.oid = i.indrelid join pg_namespace n on n.oid = r.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = r.oid and a.attnum = i.indkey[0]
    where i.indisprimary and a.attname <> 'guild_id'`;
  expect(keys?.tables ?? []).toEqual([]);
});
