/** Puts a `<t:…>` into words, as seen from the calendar clock. */
import type { TimeStyle } from './syntax.ts';

const styles: Readonly<Record<Exclude<TimeStyle, 'R'>, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

/** `seconds` since 1970 UTC, `now` in milliseconds; `zone` an IANA name, the reader's own when absent. */
export function sayTime(
  seconds: number,
  style: TimeStyle,
  now: number,
  locale?: string,
  zone?: string,
): string {
  // 8.64e12 s is the last instant that a Date can hold.
  if (Math.abs(seconds) > 8.64e12) return 'Invalid Date';
  if (style === 'R') return sayRelative(seconds - now / 1000, locale);
  const format = new Intl.DateTimeFormat(locale, {
    ...styles[style],
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  return format.format(new Date(seconds * 1000));
}

function sayRelative(difference: number, locale: string | undefined): string {
  const [unit, size] = units.find(([, length]) => Math.abs(difference) >= length) ?? ['second' as const, 1];
  // Rounded alike on both sides of now: Math.round alone would make 90 s ago one minute, 90 s ahead two.
  const count = Math.sign(difference) * Math.round(Math.abs(difference) / size);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(count, unit);
}
