import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { startTestBot } from '../support/bot.ts';
import { fileIn, wordsOf } from '../support/shown.ts';

const friday = '2026-11-20T12:00:00Z';

/** The events as a calendar program reads them. */
function eventsIn(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map(component => {
      const zone = new ICAL.Timezone(component);
      return [zone.tzid, zone] as const;
    }),
  );
  return calendar.getAllSubcomponents('vevent').map(component => {
    const event = new ICAL.Event(component);
    const start = event.startDate;
    const zone = zones.get(String(component.getFirstProperty('dtstart')?.getParameter('tzid')));
    if (zone) start.zone = zone;
    return {
      uid: event.uid,
      title: event.summary,
      sequence: event.sequence,
      start: new Date(start.toUnixTime() * 1000).toISOString(),
      local: start.toString(),
      minutes: event.duration.toSeconds() / 60,
    };
  });
}

test('a member gets the plan as a file: an event for each day, in the cohort’s time, through the change of the clocks', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn, again; and more', { zone: 'Europe/Rome', start: '2027-03-22' });
  const ada = bot.member('ada');
  await ada.runs('join');
  const card = await ada.runs('calendar');
  expect(card).toMatchObject({ private: true });
  expect(wordsOf(card)).toContain('with 12 days, in the time of Europe/Rome.');
  const file = fileIn(card, 'plan.ics');
  expect(file).toContain('X-WR-CALNAME:Autumn\\, again\\; and more');
  expect(file).toContain('DTSTART;TZID=Europe/Rome:20270322T090000');
  expect(file.split('\r\n').every(line => Buffer.byteLength(line) <= 75)).toBe(true);
  const events = eventsIn(file);
  expect(events).toHaveLength(12);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(12);
  expect(events[0]).toMatchObject({
    title: 'Subqueries and WITH',
    sequence: 1,
    start: '2027-03-22T08:00:00.000Z',
    minutes: 23,
  });
  // From Sunday the 28th on Rome is two hours ahead.
  expect(events[5]).toMatchObject({ local: '2027-03-29T09:00:00', start: '2027-03-29T07:00:00.000Z' });
});

test('when the plan changes, the same days keep their names and the file says that it is newer', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn', { start: '2026-11-23' });
  const ada = bot.member('ada');
  await ada.runs('join');
  const before = eventsIn(fileIn(await ada.runs('calendar'), 'plan.ics'));
  const [cohort] = await bot.sql<{ id: string }[]>`select id from cohorts`;
  await bot.sql`
    insert into plan_versions (guild_id, cohort_id, version, inputs, cause, created_at, actor_id)
    select guild_id, cohort_id, 2, inputs, 'shift', created_at, actor_id from plan_versions`;
  await bot.sql`
    insert into plan_days (guild_id, cohort_id, version, study_day, slot, kind, unit_key, lesson_id, node_id)
    select guild_id, cohort_id, 2, study_day + 7, slot, kind, unit_key, lesson_id, node_id from plan_days`;
  await bot.sql`update cohorts set plan_version = 2`;
  const after = eventsIn(fileIn(await ada.runs('calendar'), 'plan.ics'));
  expect(after.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
  expect(after.map(({ sequence }) => sequence)).toEqual(before.map(() => 2));
  expect(after[0]?.start).toBe('2026-11-30T09:00:00.000Z');
  expect(before[0]?.uid).toBe(`${cohort?.id}/db/subqueries-and-ctes@lockstep`);
});

test('it is for members, of their own cohort', async () => {
  const bot = await startTestBot(friday);
  await bot.startCohort('Autumn');
  await bot.startCohort('Winter');
  const ada = bot.member('ada');
  expect(wordsOf(await ada.runs('calendar'))).toContain('You are not in a cohort here yet');
  await ada.runs('join', { cohort: 'Autumn' });
  expect(wordsOf(await ada.runs('calendar', { cohort: 'Winter' }))).toContain(
    'You are not in a cohort of that name.',
  );
  expect(wordsOf(await ada.runs('calendar', { cohort: 'autumn' }))).toContain('The plan of **Autumn**');
});
