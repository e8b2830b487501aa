/** How punctual posts are when many cohorts are due at once, and what finding and planning them costs. */
import { setTimeout as sleep } from 'node:timers/promises';
import { layOutPlan } from '../src/core/plan.ts';
import { newPlanInputs } from '../src/core/plan-inputs.ts';
import { unitsByLesson } from '../src/core/plan-units.ts';
import { asStudyDay } from '../src/core/time.ts';
import { connect, type Database } from '../src/store/connect.ts';
import { claimDeliveries } from '../src/store/deliveries.ts';
import { migrate } from '../src/store/migrate.ts';
import { openDatabase } from './database.ts';
import { addDueCohorts, addLedger, start } from './due-cohorts.ts';
import { holding } from './holding.ts';
import { makeRow, percentile, type Row } from './row.ts';
import type { Size } from './size.ts';
import { openWorld, startLockstep } from './world.ts';

/** Requests that Discord takes from a bot in a second. Source: "Global Rate Limit" of its documentation. */
const mostASecond = 50;
const channelsOfGuild = 100;

export async function benchDeliveries({ cohorts, ledger, plans }: Size): Promise<readonly Row[]> {
  return [
    ...(await punctuality(cohorts, 1)),
    ...(await punctuality(cohorts, 2)),
    ...(await claims(ledger)),
    planning(plans),
  ];
}

/** The baseline is the floor: the nth post can't stand before n / 50 s are over. */
async function punctuality(cohorts: number, processes: number): Promise<readonly Row[]> {
  return holding(async hold => {
    const world = await hold(openWorld(1));
    const { control } = world;
    await control.moveTo(`${start}T08:30:00Z`);
    const guilds = Math.ceil(cohorts / channelsOfGuild);
    await control.addMany({ guilds, channels: Math.ceil(cohorts / guilds) });
    const database = await hold(openDatabase());
    await migrate(database.url);
    const { db, sql } = await hold(Promise.resolve(connect(database.url)));
    await addDueCohorts(db, (await control.world()).guilds, cohorts);
    for (let n = 0; n < processes; n += 1) await hold(startLockstep(world.api, database.url, world.clockUrl));
    // All guilds are greeted before the limit begins to count.
    for (let tries = 0; (await database.count('guilds')) < guilds; tries += 1) {
      if (tries > 600) throw new Error('The bot did not get to know every guild.');
      await sleep(200);
    }
    await control.setRateLimits('realistic');
    await control.moveTo(`${start}T09:00:00Z`);
    let refused = 0;
    let asked = 0;
    for (let seen = 0, sent = 0, tries = 0; sent < cohorts; tries += 1) {
      if (tries > 600) throw new Error(`Only ${sent} of ${cohorts} posts came.`);
      await sleep(500);
      const requests = (await control.requests(1000)).filter(({ n }) => n > seen);
      seen = requests.at(-1)?.n ?? seen;
      asked += requests.length;
      refused += requests.filter(({ status }) => status === 429).length;
      sent = (await sql`select 1 from deliveries where state in ('sent', 'late')`).length;
    }
    const late = await sql<{ s: number }[]>`
      select extract(epoch from sent_at - due_at)::float8 as s from deliveries`;
    const seconds = late.map(({ s }) => s);
    const floor = seconds.map((_, n) => (n + 1) / mostASecond);
    const of = `${cohorts} posts due at once, ${processes === 1 ? '1 process' : `${processes} processes`}`;
    const share = (part: number) => ({ baseline: percentile(floor, part), ours: percentile(seconds, part) });
    return [
      makeRow(`deliveries: lateness of ${of}, p50`, 's', share(0.5), cohorts),
      makeRow(`deliveries: lateness of ${of}, p99`, 's', share(0.99), cohorts, '≤ 1.2×'),
      makeRow(
        `deliveries: refused (429) of all requests, ${of}`,
        'requests',
        { baseline: asked, ours: refused },
        1,
        'ours 0',
      ),
    ];
  });
}

/** Rows a second that a process takes out of a ledger, beside the same in one a tenth of its size. */
async function claims(rows: number): Promise<readonly Row[]> {
  const small = await claimRate(rows / 10);
  const large = await claimRate(rows);
  return [
    makeRow(
      `deliveries: claimed of ${rows} due, beside ${rows / 10}`,
      'rows/s',
      { baseline: small, ours: large },
      rows,
      '≥ 0.5×',
    ),
  ];
}

async function claimRate(rows: number): Promise<number> {
  return holding(async hold => {
    const server = await hold(openDatabase());
    await migrate(server.url);
    const { db, sql }: Database = await hold(Promise.resolve(connect(server.url)));
    await addLedger(sql, rows);
    let claimed = 0;
    let took = 0;
    for (;;) {
      const begun = performance.now();
      const now = new Date(`${start}T10:00:00Z`);
      const taken = await claimDeliveries(db, { now, limit: 20, leaseSeconds: 600 });
      took += performance.now() - begun;
      if (taken.length === 0) break;
      claimed += taken.length;
      // As after sending them, which isn't measured here.
      await sql`
        update deliveries set state = 'sent', lease_until = null
        where (guild_id, id) in (select * from unnest(${taken.map(one => one.guildId)}::text[], ${taken.map(one => one.id)}::text[]))`;
    }
    if (claimed !== rows) throw new Error(`${claimed} of ${rows} rows were claimed.`);
    return (claimed / took) * 1000;
  });
}

/** A plan of 250 lessons, beside one of 25: ten times the lessons may take ten times as long. */
function planning(plans: number): Row {
  const time = (lessons: number): number => {
    const paced = Array.from({ length: lessons }, (_, n) => ({
      ...{ lessonId: `lesson-${n}`, nodeId: 'all', minutes: 20 },
      prerequisites: n === 0 ? [] : [`lesson-${n - 1}`],
    }));
    const units = unitsByLesson([{ nodeId: 'all', pace: undefined, lessons: paced }]);
    const inputs = newPlanInputs({
      start: asStudyDay(start),
      weekdays: [1, 2, 3, 4, 5],
      catchUpWeekday: 5,
      units,
    });
    const took: number[] = [];
    for (let n = 0; n < plans; n += 1) {
      const begun = performance.now();
      const { days } = layOutPlan(inputs);
      took.push(performance.now() - begun);
      if (days.filter(({ kind }) => kind === 'lesson').length !== lessons)
        throw new Error('A lesson is missing.');
    }
    return percentile(took, 0.5);
  };
  // The first of both warm up.
  time(25);
  time(250);
  return makeRow(
    'planner: a plan of 250 lessons, beside 25',
    'ms',
    { baseline: time(25), ours: time(250) },
    plans,
    '≤ 15×',
  );
}
