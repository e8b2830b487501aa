import { expect, test } from 'vitest';
import { decideReminders } from '../../src/jobs/reminders.ts';
import { addReminders, claimReminders, setReminderSettled } from '../../src/store/reminders.ts';
import { setStage } from '../jobs/stage.ts';
import { borrowDatabase } from '../support/bot.ts';

test('of many who decide one reminder one does, and of many who take it one has it', async () => {
  const { db } = await borrowDatabase();
  const one = { guildId: 'g', memberId: 'm', day: '2026-11-24', dueAt: new Date('2026-11-24T19:00:00Z') };
  const added = await Promise.all(
    Array.from({ length: 20 }, () => addReminders(db, [one, { ...one, memberId: 'n' }])),
  );
  expect(added.reduce((a, b) => a + b)).toBe(2);
  const now = new Date('2026-11-24T19:00:00Z');
  const claims = await Promise.all(
    Array.from({ length: 8 }, () => claimReminders(db, { now, limit: 1, leaseSeconds: 30 })),
  );
  expect(
    claims
      .flat()
      .map(({ memberId }) => memberId)
      .sort(),
  ).toEqual(['m', 'n']);
  const [first] = claims.flat();
  if (!first) throw new Error('nothing was claimed');
  expect(await setReminderSettled(db, first, 'sent', now)).toBe(true);
  expect(await setReminderSettled(db, first, 'dropped', now)).toBe(false);
  expect(await addReminders(db, [one])).toBe(0);
});

test('what many minutes decide of 30,000 members who asked for reminders is decided within the database’s patience, and the next minute decides only its own', async () => {
  const { sql, parts, moveTo, tickAt, addCohort, guildId } = await setStage('2026-11-24T06:00:00Z');
  const id = await addCohort();
  await tickAt('2026-11-24T09:00:00Z');
  // A hundred servers, each with the same cohort of three hundred.
  await sql.begin(async tx => {
    await tx`set local statement_timeout = 0`;
    for (const table of ['cohorts', 'deliveries']) {
      const rest = await tx<{ name: string }[]>`select column_name as name from information_schema.columns
        where table_name = ${table} and table_schema = 'public' and column_name <> 'guild_id'`;
      const names = rest.map(({ name }) => name).join(', ');
      await tx.unsafe(`insert into ${table} (guild_id, ${names})
        select 'guild ' || n, ${names} from ${table}, generate_series(1, 100) n where guild_id = '${guildId}'`);
    }
    await tx`insert into memberships (guild_id, cohort_id, member_id, joined_at)
      select 'guild ' || g, ${id}, 'member ' || m, '2026-11-01' from generate_series(1, 100) g, generate_series(1, 300) m`;
    // Every minute from 08:00 to 22:00 is somebody's.
    await tx`insert into member_settings (guild_id, member_id, remind_at, changed_at)
      select guild_id, member_id, to_char(time '08:00' + make_interval(mins => (row_number() over ())::int % 840), 'HH24:MI'), '2026-11-01'
      from memberships where guild_id like 'guild %'`;
    await tx`insert into member_zones (guild_id, member_id, from_at, zone)
      select guild_id, member_id, '2026-11-01',
        (array['Europe/Rome', 'Asia/Tokyo', 'America/New_York', 'Asia/Kolkata'])[1 + right(member_id, 1)::int % 4]
      from memberships where right(member_id, 1)::int < 5`;
    await tx`insert into reminders (guild_id, member_id, day, state, due_at, sent_at)
      select guild_id, member_id, '2026-11-20', 'sent', '2026-11-20T12:00Z', '2026-11-20T12:00Z' from memberships`;
    await tx`insert into kept_days (guild_id, cohort_id, member_id, study_day, action, kept_at)
      select guild_id, cohort_id, member_id, '2026-11-23', 'lesson', '2026-11-23' from memberships`;
  });
  await sql`analyze member_settings, memberships, member_zones, reminders, kept_days, deliveries, cohorts`;
  moveTo('2026-11-24T12:30:00Z');
  const look = () => decideReminders(parts, new Date(parts.now().getTime() - 15 * 60_000));
  expect(await look()).toBeGreaterThan(400);
  expect(await look()).toBe(0);
  moveTo('2026-11-24T12:32:00Z');
  const next = await look();
  expect(next).toBeGreaterThan(10);
  expect(next).toBeLessThan(200);
}, 120_000);
