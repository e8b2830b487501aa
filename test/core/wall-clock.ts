/** A second opinion on local time, by another way than the code under test: what Intl's clock on the wall shows, and brute search. */
const MINUTE = 60_000;
const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What clocks in `zone` show, as if it were UTC: comparable, and easy to subtract. */
export function wallAt(zone: string, instant: number): number {
  let format = formats.get(zone);
  if (!format) {
    // The Swedish way of writing dates is 2026-03-29 02:30:00.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return Date.parse(`${format.format(instant).replace(' ', 'T')}Z`);
}

/** The same for people to read: 2026-03-29 02:30. */
export function shownAt(zone: string, instant: Date): string {
  return new Date(wallAt(zone, instant.getTime())).toISOString().slice(0, 16).replace('T', ' ');
}

/** Every instant between two at which the zone's distance from UTC changes, found by looking every third day and halving. */
export function transitions(zone: string, from: number, to: number): readonly number[] {
  const found: number[] = [];
  let before = from;
  for (let after = from + 3 * DAY; after <= to + 3 * DAY; after += 3 * DAY) {
    if (offset(zone, before) !== offset(zone, after)) found.push(changeBetween(zone, before, after));
    before = after;
  }
  return found;
}

/**
 * When clocks in `zone` first show `day` and `time`: tried with every distance from UTC that holds around then;
 * if none fits the clocks skip it, and the answer is the change of the clocks itself.
 */
export function firstShowing(zone: string, day: string, time: string): number {
  const asked = Date.parse(`${day}T${time}Z`);
  const offsets = new Set<number>();
  for (let near = asked - 2 * DAY; near <= asked + 2 * DAY; near += DAY / 8) offsets.add(offset(zone, near));
  const showing = [...offsets].map(away => asked - away).filter(instant => wallAt(zone, instant) === asked);
  if (showing.length > 0) return Math.min(...showing);
  return changeBetween(zone, asked - Math.max(...offsets), asked - Math.min(...offsets));
}

function offset(zone: string, instant: number): number {
  return wallAt(zone, instant) - instant;
}

/** To the minute, the first instant whose offset isn't that of `before`. */
function changeBetween(zone: string, before: number, after: number): number {
  const old = offset(zone, before);
  let low = Math.floor(before / MINUTE);
  let high = Math.ceil(after / MINUTE);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(zone, middle * MINUTE) === old) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}
