/** Times of a zone as calendar files write them (RFC 5545): a local clock, and the zone's own changes told with it. */
import { Temporal } from 'temporal-polyfill';

/** What the clocks of a zone show at an instant, with the zone. Throws a RangeError for an unknown zone. */
export function zonedTime(zone: string, instant: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}

/** A VTIMEZONE component that holds from the first instant to the last: every change of the clocks between them. */
export function zoneComponent(zone: string, first: Date, last: Date): string {
  const start = zonedTime(zone, first);
  const changes: Temporal.ZonedDateTime[] = [];
  for (let at = start.getTimeZoneTransition('next'); at; at = at.getTimeZoneTransition('next')) {
    if (at.epochMilliseconds > last.getTime()) break;
    changes.push(at);
  }
  const least = Math.min(start.offsetNanoseconds, ...changes.map(change => change.offsetNanoseconds));
  let before = start.offset;
  const observances = changes.flatMap(change => {
    // A rule begins when the clocks show this by the old rule.
    const from = before;
    before = change.offset;
    return observance(change, from, onset(change, from), least);
  });
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance(start, start.offset, '19700101T000000', least),
    ...observances,
    'END:VTIMEZONE',
  ].join('\r\n');
}

function observance(
  { offset, offsetNanoseconds }: Temporal.ZonedDateTime,
  from: string,
  begins: string,
  least: number,
): readonly string[] {
  const name = offsetNanoseconds > least ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}`,
    `DTSTART:${begins}`,
    `TZOFFSETFROM:${from.replaceAll(':', '')}`,
    `TZOFFSETTO:${offset.replaceAll(':', '')}`,
    `END:${name}`,
  ];
}

const onset = (change: Temporal.ZonedDateTime, offsetBefore: string): string =>
  change
    .withTimeZone(offsetBefore)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace(/[-:]/g, '');
