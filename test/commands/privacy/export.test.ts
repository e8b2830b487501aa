import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Reply } from '../../../src/cards/reply.ts';
import { filesOf } from '../../../src/discord/to-payload.ts';
import { startTestBot, type TestBot, tablesOf } from '../../support/bot.ts';
import { ada, columnsOf, fillEveryTable, here, lee } from '../../support/every-table.ts';
import { fileIn, wordsOf } from '../../support/shown.ts';

interface Export {
  readonly about: string[];
  readonly member: string;
  readonly tables: Record<string, Record<string, unknown>[]>;
}

const exportedBy = (bot: TestBot, memberId: string, guildId: string | undefined): Promise<Reply> => {
  const place = guildId === undefined ? 'dm' : 'server';
  const actor = { ...bot.member('x').actor, memberId, guildId, place } as const;
  return bot.dispatch.command(actor, 'privacy export', {});
};
const contentOf = (reply: Reply): Export => JSON.parse(fileIn(reply, 'lockstep-about-you.json'));

test.each([
  ['in one server', here],
  ['everywhere', undefined],
])(
  'promise 7: the export %s holds every row of every table that names the member, and no other person’s id',
  async (_where, guildId) => {
    const bot = await startTestBot('2026-11-20T12:00:00Z');
    await fillEveryTable(bot.sql);
    const { tables, member } = contentOf(await exportedBy(bot, ada, guildId));
    const columns = await columnsOf(bot.sql);
    let seen = 0;
    for (const table of await tablesOf(bot.sql)) {
      const named = columns.filter(one => one.table === table && /^(member|actor)_id$/.test(one.name));
      const wanted: string[] = [];
      for (const { name } of named) {
        const rows = await bot.sql<{ row: Record<string, unknown> }[]>`
          select to_jsonb(t) as row from ${bot.sql(table)} t
          where ${bot.sql(name)} = ${ada} ${guildId === undefined ? bot.sql`` : bot.sql`and guild_id = ${guildId}`}`;
        for (const { row } of rows)
          wanted.push(JSON.stringify(row).replaceAll(`"${lee}"`, '"somebody else"'));
      }
      const sorted = (rows: readonly string[]) => [...new Set(rows)].sort();
      expect
        .soft(sorted((tables[table] ?? []).map(row => JSON.stringify(row))), table)
        .toEqual(sorted(wanted));
      seen += tables[table]?.length ?? 0;
    }
    expect(seen).toBeGreaterThan(guildId === undefined ? 50 : 25);
    expect(member).toBe(ada);
    expect(JSON.stringify(tables)).not.toContain(lee);
    expect(JSON.stringify(tables)).toContain('somebody else');
  },
);

test('the file begins with words, has a line for each row, and comes to nobody else', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  await bot.startCohort('Autumn');
  const member = bot.member('ada');
  await member.runs('join');
  const card = await member.runs('privacy export');
  expect(card).toMatchObject({ private: true });
  expect(wordsOf(card)).toMatch(/All that I keep about you in this server: 1 row, in one file/);
  const text = fileIn(card, 'lockstep-about-you.json');
  expect(text.split('\n').slice(0, 5).join('\n')).toMatch(
    /^\{\n {2}"about": \[\n.*"This is all that Lockstep keeps/,
  );
  expect(text).toMatch(/\n {6}\{"mode":"live","left_at":null,.*\}\n/);
  expect(contentOf(card).about).toContain('- 1 cohort that you are or were in');
  expect(filesOf(card as never)).toHaveLength(1);

  expect(wordsOf(await bot.member('nobody').runs('privacy export'))).toMatch(/keep nothing about you/);
  const shown = await member.runs('privacy show');
  expect(fileIn(await member.presses(shown, 'Take it along'), 'lockstep-about-you.json')).toBe(text);
});

test('what somebody typed comes back letter by letter, however odd', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const member = bot.member('ada');
  const odd = 'A"\\</script>,\n{"b": 1} 日本 🎉';
  await bot.sql`insert into member_settings (guild_id, member_id, shown_name, changed_at)
    values (${bot.guildId}, ${member.id}, ${odd}, '2026-11-20T12:00:00Z')`;
  expect(contentOf(await member.runs('privacy export')).tables.member_settings?.[0]?.shown_name).toBe(odd);
});

test('ten thousand answers come in one packed file, within the time that an answer has', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const member = bot.member('ada');
  await bot.sql`
    insert into answers (guild_id, quiz_id, member_id, question_id, question_rev, chosen, right_then, is_right, share, answered_at)
    select ${bot.guildId}, 'quiz-' || n / 10, ${member.id}, 'db/acid#q' || n, 1, '{a,b}', '{a}', n % 2 = 0, 50, '2026-11-20T12:00:00Z'
    from generate_series(1, 10000) n`;
  const begun = performance.now();
  const card = await member.runs('privacy export');
  expect(performance.now() - begun).toBeLessThan(2_400);
  const [file] = filesOf(card as never);
  expect(file?.name).toBe('lockstep-about-you.json.gz');
  expect(file?.data.length).toBeLessThan(500_000);
  const { tables } = JSON.parse(gunzipSync(file?.data ?? Buffer.of()).toString()) as Export;
  expect(tables.answers).toHaveLength(10_000);
});

test('the key of a question that waits in an open quiz is left out until it is answered there, and a word says why', async () => {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  await bot.startCohort('Autumn', {}, { dailyQuestions: 2 });
  const member = bot.member('ada');
  await member.runs('join');
  await bot.tick();
  await bot.sql`
    insert into answers (guild_id, quiz_id, member_id, question_id, question_rev, chosen, right_then, is_right, share, answered_at)
    select guild_id, 'old', ${member.id}, asked, 1, '{mine}', '{key}', false, 0, opened_at
    from quizzes, unnest(question_ids[1:1] || 'db/acid#other'::text) as asked where kind = 'daily'`;
  await bot.sql`
    insert into notes (guild_id, member_id, id, kind, facts, created_at)
    select guild_id, member_id, question_id, 'rescored', jsonb_build_object('questionId', question_id, 'isRight', true), answered_at from answers`;
  const taken = async (guildId: string | undefined) => {
    const { about, tables } = contentOf(await exportedBy(bot, member.id, guildId));
    return {
      keys: tables.answers?.map(row => row.right_then),
      chosen: tables.answers?.map(row => row.chosen),
      notes: tables.notes?.filter(({ facts }) => typeof facts === 'string').length,
      isSaid: about.join().includes('left out while'),
    };
  };
  const out = 'left out while the question waits in a quiz';
  for (const guildId of [bot.guildId, undefined]) {
    const { keys, ...rest } = await taken(guildId);
    expect(keys).toHaveLength(2);
    expect(keys).toEqual(expect.arrayContaining([out, ['key']]));
    expect(rest).toEqual({ chosen: [['mine'], ['mine']], notes: 1, isSaid: true });
  }
  bot.moveTo('2026-11-22T12:00:00Z');
  expect(await taken(bot.guildId)).toMatchObject({ keys: [['key'], ['key']], notes: 0, isSaid: false });
});
