import { expect, test } from 'vitest';
import { linesWith, listFiles, sourceFiles, withoutComments } from './files.ts';

/** The watchdog measures how long a process has lived, in a process of its own: elapsed time, not calendar time. */
const elapsedOnly = /^src\/store\/postgres\//;
const rooms = sourceFiles('src/core', 'src/store', 'src/jobs', 'src/cards', 'src/discord', 'commands')
  .filter(({ path }) => !elapsedOnly.test(path))
  .map(withoutComments);

test('calendar time is told, never read: no Date.now and no new Date() without an argument', () => {
  expect(rooms.length).toBeGreaterThan(50);
  expect(linesWith(rooms, /\bDate\.now\b|\bnew Date(\(\s*\)|(?!\w|\())|\bDate\(\)|Temporal\.Now\b/)).toEqual(
    [],
  );
});

test('SQL is told the time: it asks no clock of its own, but for leases, which are elapsed time', () => {
  const clocks =
    /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\b(current|local)_?(timestamp|time|date)\b/i;
  const asking = rooms.flatMap(({ path, text }) =>
    // Only what stands inside a template: `now()` in TypeScript is the clock that was handed in.
    [...text.matchAll(/`([^`]*)`/g)]
      .map(([, inside = '']) => inside.replace(/\$\{[^}]*\}/g, ''))
      .filter(
        inside =>
          clocks.test(inside) && /\b(select|insert|update|delete|interval|epoch)\b|_timestamp/i.test(inside),
      )
      .map(() => path),
  );
  const leasing = ['cohort-settings', 'deliveries', 'follow-ups', 'live', 'reminders'].map(
    name => `src/store/${name}.ts`,
  );
  expect(new Set(asking)).toEqual(new Set(leasing));
  const inDeliveries = rooms.filter(({ path }) => leasing.includes(path));
  const allowed = /lease|retry|clock_timestamp\(\) \+ make_interval/i;
  expect(linesWith(inDeliveries, /clock_timestamp/).filter(line => !allowed.test(line))).toEqual([]);
  expect(linesWith(rooms, /defaultNow|defaultRandom|\$onUpdate/)).toEqual([]);
});

test('migrations give no column the time by themselves; calendar_now() is the one clock', () => {
  const reading = linesWith(
    listFiles(/^migrations\/.*\.sql$/),
    /\b(now|clock_timestamp)\s*\(\)|current_timestamp|current_date/i,
  );
  expect(reading).toHaveLength(1);
  expect(reading[0]).toContain('create function calendar_now()');
});

test('what waits or gives up is measured with a clock that never jumps', () => {
  const jobs = sourceFiles('src/jobs', 'src/discord').map(withoutComments);
  expect(linesWith(jobs, /getTime\(\)\s*-\s*(begun|start|since)/)).toEqual([]);
  expect(linesWith(jobs, /performance\.now\(\)/).length).toBeGreaterThan(2);
});
