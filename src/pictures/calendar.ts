/** The coming study days as a calendar, with the words for who can't see it. */
import type { CalendarFacts } from './calendar-view.ts';
import { calendarAlt, calendarLines } from './calendar-words.ts';
import { studio } from './studio.ts';

export type { CalendarFacts } from './calendar-view.ts';

export interface CalendarWords {
  readonly alt: string;
  /** The text twin: Markdown lines, which belong below the picture. */
  readonly lines: readonly string[];
}
export interface CalendarPicture extends CalendarWords {
  readonly name: string;
  readonly png: Uint8Array;
}

/** The picture with its alt text and its text twin. Throws `NotDrawn`; the words alone need nothing. */
export const calendarPicture = async (facts: CalendarFacts): Promise<CalendarPicture> => ({
  name: 'calendar.png',
  png: await studio.draw('calendar', facts),
  ...calendarWords(facts),
});

/** Alt text and twin without a picture. */
export const calendarWords = (facts: CalendarFacts): CalendarWords => ({
  alt: calendarAlt(facts),
  lines: calendarLines(facts),
});
