/** Which time zones there are, how each is spelt, and which one somebody means. */
import { Temporal } from 'temporal-polyfill';
import { cityNames, currentNames, placesOfSeveralZones } from './zone-names.ts';

const everyDay = Temporal.Instant.fromEpochMilliseconds(0);
const spelling = new Map<string, string | undefined>();

/** Whether a text names an IANA time zone, in capitals or not. Offsets (`+02:00`) aren't zones: they know nothing of summer time. */
export function isZone(text: string): boolean {
  return canonicalZone(text) !== undefined;
}

/** The proper spelling of an IANA zone typed in any case (`europe/rome`), or undefined. A link keeps its own name. */
export function canonicalZone(text: string): string | undefined {
  const typed = text.trim();
  // Temporal would also read offsets and whole ISO dates as zones.
  if (!/^[a-z][a-z0-9_+/-]*$/i.test(typed)) return undefined;
  const key = typed.toLowerCase();
  if (spelling.has(key)) return spelling.get(key);
  const found = properSpelling(typed);
  // Only what exists is kept, so that typed nonsense can't fill the memory.
  if (found !== undefined) spelling.set(key, found);
  return found;
}

/**
 * Zones that start with, or hold, what somebody typed so far: by city (`rom`), region (`europe/`), a city's own name (`Roma`)
 * or a big city without a zone of its own (`Mumbai`). The best come first, at most `limit`.
 */
export function suggestZones(typed: string, limit: number): readonly string[] {
  const wanted = folded(typed);
  return searchable()
    .map(entry => ({ zone: entry.zone, closeness: closeness(entry, wanted) }))
    .filter(entry => entry.closeness < farOff)
    .sort((a, b) => a.closeness - b.closeness || (a.zone < b.zone ? -1 : 1))
    .slice(0, limit)
    .map(entry => entry.zone);
}

/** Whether several zones may be meant: by an offset (`UTC+2`, `+05:30`), which says nothing of summer time, or by a large country. */
export const hasSeveralZones = (typed: string): boolean =>
  /^(utc|gmt)? *[+\u2212-] *\d/i.test(typed.trim()) || placesOfSeveralZones.has(folded(typed));

interface Searchable {
  readonly zone: string;
  readonly full: string;
  /** The last part of the zone's name, and what else its cities are called. */
  readonly cities: readonly string[];
}

const farOff = 9;
let index: readonly Searchable[] | undefined;

function closeness({ full, cities }: Searchable, wanted: string): number {
  if (full === wanted || cities.includes(wanted)) return 0;
  if (cities[0]?.startsWith(wanted)) return 1;
  if (cities.some(city => city.startsWith(wanted))) return 2;
  if (full.startsWith(wanted)) return 3;
  // `Europe/Roma`: the region is right, the city is called by another name.
  const region = full.slice(0, full.indexOf('/') + 1);
  if (region !== '' && cities.some(city => (region + city).startsWith(wanted))) return 4;
  if ([full, ...cities].some(name => name.includes(` ${wanted}`) || name.includes(`/${wanted}`))) return 5;
  return full.includes(wanted) ? 6 : farOff;
}

/** Made at the first question, since it takes some milliseconds. */
function searchable(): readonly Searchable[] {
  if (index) return index;
  const zones = new Set([
    'UTC',
    ...Intl.supportedValuesOf('timeZone').map(zone => currentNames[zone] ?? zone),
  ]);
  index = [...zones].map(zone => {
    const full = folded(zone);
    const city = full.slice(full.lastIndexOf('/') + 1);
    return { zone, full, cities: [city, ...(cityNames[zone] ?? []).map(folded)] };
  });
  return index;
}

/** Lower case, without accents; underscores and spaces are the same. */
function folded(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.replace(/[\s_-]+/g, ' ').trim();
}

function properSpelling(typed: string): string | undefined {
  try {
    return everyDay.toZonedDateTimeISO(typed).timeZoneId;
  } catch {
    return undefined;
  }
}
