import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { zoneComponent, zonedTime } from '../../src/core/calendar-zone.ts';

/** The instant that a calendar program finds for a local time, told by nothing but the component. */
function readBy(component: string, zone: string, local: string): number {
  const timezone = new ICAL.Timezone({ component: new ICAL.Component(ICAL.parse(component)), tzid: zone });
  const time = ICAL.Time.fromDateTimeString(local);
  time.zone = timezone;
  return time.toUnixTime() * 1000;
}

test.each([
  'Europe/Rome',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
])('a calendar program reads every morning of two years in %s as we mean it', zone => {
  const first = new Date('2026-06-01T09:00Z');
  const component = zoneComponent(zone, first, new Date('2028-06-01T09:00Z'));
  for (let day = 0; day < 730; day += 1) {
    const zoned = zonedTime(zone, new Date(first.getTime() + day * 86_400_000));
    const local = zoned.toPlainDateTime().toString({ smallestUnit: 'second' });
    expect.soft(readBy(component, zone, local), local).toBe(zoned.epochMilliseconds);
  }
});
