/** A part of a plan in words, a line for each day. */
import { dateWords, dayShort, kindWords } from '../../src/cards/day-words.ts';
import { count, plain } from '../../src/cards/words.ts';
import type { PlannedDay } from '../../src/core/plan-inputs.ts';
import type { StudyDay } from '../../src/core/time.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';
import { restDays, restName } from '../../src/pictures/calendar-words.ts';
import type { Plan } from '../../src/store/plans.ts';
import { titleOfKey } from './_titles.ts';

const sentences = {
  rest: (days: string, name: string) => `${days}: nothing comes (${name})`,
  nothing: 'Nothing is planned then.',
  more: (days: number) => `and ${count(days, 'more day')}`,
  last: (day: string) => `The plan ends on ${day}.`,
};

/** Discord takes 4,000 characters in a message; the rest of the card needs some. */
const mostCharacters = 3_200;

/** Both days included. */
export function windowLines(
  curriculum: Curriculum,
  { days, inputs }: Plan,
  { from, to }: { readonly from: StudyDay; readonly to: StudyDay },
): string[] {
  const lines = new Map<string, string>();
  for (const rest of inputs.rests) {
    if (rest.from <= to && (rest.to === null || rest.to >= from))
      lines.set(`${rest.from}-`, sentences.rest(restDays(rest), plain(restName(rest))));
  }
  for (const slot of days.filter(({ day }) => from <= day && day <= to)) {
    const before = lines.get(slot.day);
    const head = before === undefined ? `**${dayShort(slot.day)}**: ` : `${before}; `;
    lines.set(slot.day, head + slotWords(curriculum, slot));
  }
  const ordered = [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
  const last = days.at(-1)?.day;
  return [
    ...(ordered.length > 0 ? shortened(ordered) : [sentences.nothing]),
    ...(last ? [sentences.last(dateWords(last))] : []),
  ];
}

/** `Denormalization`; `Practice: Phase 1`; `Catch-up`. */
const slotWords = (curriculum: Curriculum, { key, kind }: PlannedDay): string =>
  key === null ? kindWords[kind] : titleOfKey(curriculum, key);

function shortened(lines: readonly string[]): string[] {
  let left = mostCharacters;
  const fitting = lines.findIndex(line => {
    left -= line.length + 1;
    return left < 0;
  });
  return fitting < 0 ? [...lines] : [...lines.slice(0, fitting), sentences.more(lines.length - fitting)];
}
