import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { layOutPlan } from '../../src/core/plan.ts';
import { type DecidedDay, newPlanInputs } from '../../src/core/plan-inputs.ts';
import { firstDayToCatchUp, firstFreeDay, nextDueOf } from '../../src/core/plan-next.ts';
import { addDays, asStudyDay, daysBetween, isZone, type StudyDay, weekday } from '../../src/core/time.ts';
import { wallAt } from './wall-clock.ts';
import { zoneLinks } from './zone-links.ts';

const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ...zoneLinks])];
const postTimes = ['00:00', '00:30', '02:00', '02:30', '09:00'];

test('every zone and link, around every change of its clocks from 2025 to 2035: one post for each study day and slot, rising, at its wall time', {
  timeout: 300_000,
}, () => {
  const counts = { changes: 0, gaps: 0, twice: 0 };
  for (const zone of zones) {
    for (const change of changesOf(zone)) {
      counts.changes += 1;
      const middle = asStudyDay(new Date(wallAt(zone, change)).toISOString().slice(0, 10));
      for (const postTime of postTimes) live({ zone, change, start: addDays(middle, -2), postTime }, counts);
    }
  }
  expect(zones.length).toBeGreaterThan(580);
  expect(counts.changes).toBeGreaterThan(3_000);
  expect(counts.gaps).toBeGreaterThan(1_000);
  expect(counts.twice).toBeGreaterThan(1_000);
});

test('the names of the links are names of zones, each once', () => {
  expect(zoneLinks.filter(name => !isZone(name))).toEqual([]);
  expect(new Set(zoneLinks).size).toBe(zoneLinks.length);
});

test('days counted without a zone are those of a calendar', () => {
  const first = asStudyDay('0001-01-01');
  const someDay = fc.integer({ min: 0, max: 3_600_000 });
  fc.assert(
    fc.property(someDay, fc.integer({ min: -40_000, max: 40_000 }), (place, count) => {
      const date = Temporal.PlainDate.from(first).add({ days: place });
      const day = asStudyDay(date.toString());
      const later = date.add({ days: count });
      if (later.year < 0 || later.year > 9_999) {
        expect(() => addDays(day, count)).toThrow(RangeError);
        return;
      }
      expect(addDays(day, count)).toBe(later.toString());
      expect(daysBetween(day, addDays(day, count))).toBe(count);
      expect(weekday(day)).toBe(date.dayOfWeek);
    }),
    { numRuns: 2_000 },
  );
  expect(() => addDays(asStudyDay('9999-12-31'), 1)).toThrow(RangeError);
  expect(() => addDays(asStudyDay('2026-11-23'), 0.5)).toThrow(RangeError);
});

/** Two lessons on each of five days, decided one after another as the tick would, each at the instant at which it says it is due. */
function live(
  { zone, change, start, postTime }: { zone: string; change: number; start: StudyDay; postTime: string },
  counts: { gaps: number; twice: number },
): void {
  const { days } = layOutPlan(
    newPlanInputs({ start, weekdays: [1, 2, 3, 4, 5, 6, 7], units, load: { lessons: 2 } }),
  );
  const clock = { zone, postTime };
  const decided: DecidedDay[] = [];
  let before = { day: addDays(start, -1), due: Number.NEGATIVE_INFINITY };
  let wall = dueOnTheWall(zone, start, postTime, change);
  for (const slot of days) {
    const due = nextDueOf(days, decided, clock)?.getTime() ?? Number.NaN;
    if (slot.slot === 0) wall = dueOnTheWall(zone, slot.day, postTime, change);
    const { expected, kind } = wall;
    const said = `${zone} ${slot.day} ${postTime}`;
    if (due !== expected) throw new Error(`${said}: ${new Date(due).toISOString()}`);
    if (slot.day === before.day ? due !== before.due : due <= before.due)
      throw new Error(`${said}: not rising`);
    if (slot.slot === 0) {
      if (kind === 'gap') counts.gaps += 1;
      if (kind === 'twice') counts.twice += 1;
      // The day is free until the instant at which it is due, and comes again until its window is over.
      const free = [due - 1, due].map(now => firstFreeDay(decided, clock, new Date(now)));
      const late = [due, due + 1].map(now =>
        firstDayToCatchUp(decided, clock, { now: new Date(now + 12 * 3_600_000), windowHours: 12 }),
      );
      const wanted = [slot.day, addDays(slot.day, 1)];
      if (`${free}` !== `${wanted}` || `${late}` !== `${wanted}`) throw new Error(`${said}: ${free} ${late}`);
    }
    before = { day: slot.day, due };
    decided.push({ ...slot, taught: true });
  }
  if (nextDueOf(days, decided, clock) !== null) throw new Error(`${zone}: one too many`);
  if (new Set(decided.map(({ day, slot }) => `${day} ${slot}`)).size !== 10)
    throw new Error(`${zone}: not ten posts`);
}

const units = Array.from({ length: 10 }, (_, n) => ({
  ...{ key: `l${n}`, kind: 'lesson' as const, lessonId: `l${n}`, nodeId: 'n', minutes: 20, after: [] },
}));

/** Read off the wall: the first instant that shows the time, or the change itself where the clocks leave it out. */
function dueOnTheWall(zone: string, day: StudyDay, time: string, change: number) {
  const asked = Date.parse(`${day}T${time}Z`);
  const showing = [change - 1, change]
    .map(near => asked - Math.round((wallAt(zone, near) - near) / 60_000) * 60_000)
    .filter(guess => wallAt(zone, guess) === asked);
  if (showing.length === 0) return { expected: change, kind: 'gap' as const };
  const kind = new Set(showing).size === 2 ? ('twice' as const) : ('once' as const);
  return { expected: Math.min(...showing), kind };
}

function changesOf(zone: string): readonly number[] {
  const found: number[] = [];
  const end = Date.UTC(2036, 0, 1);
  let next = Temporal.Instant.from('2025-01-01T00:00Z')
    .toZonedDateTimeISO(zone)
    .getTimeZoneTransition('next');
  while (next && next.epochMilliseconds < end) {
    found.push(next.epochMilliseconds);
    next = next.getTimeZoneTransition('next');
  }
  return found;
}
