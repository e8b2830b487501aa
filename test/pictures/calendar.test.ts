import { expect, test } from 'vitest';
import { type Card, text } from '../../src/cards/reply.ts';
import { layOutPlan } from '../../src/core/plan.ts';
import { newPlanInputs, type PlanInputs } from '../../src/core/plan-inputs.ts';
import { asStudyDay } from '../../src/core/time.ts';
import { type CalendarFacts, calendarWords } from '../../src/pictures/calendar.ts';
import { viewCalendar } from '../../src/pictures/calendar-view.ts';
import { drawable } from '../../src/pictures/fonts.ts';
import { pngOf } from '../support/pictures.ts';
import { picturesOf, wordsOf } from '../support/shown.ts';

const calendarPicture = async (facts: CalendarFacts) => ({
  ...{ name: 'calendar.png', png: (await pngOf('calendar', facts)) ?? new Uint8Array() },
  ...calendarWords(facts),
});
const day = asStudyDay;

function plan(lessons: number, wishes: Partial<PlanInputs> = {}): Pick<CalendarFacts, 'days' | 'rests'> {
  const inputs = {
    ...newPlanInputs({
      start: day('2026-11-23'),
      weekdays: [1, 2, 3, 4, 5],
      catchUpWeekday: 5,
      units: Array.from({ length: lessons }, (_, i) => ({
        key: `net/l${i + 1}`,
        kind: 'lesson' as const,
        lessonId: `net/l${i + 1}`,
        nodeId: 'n',
        minutes: 20,
        after: [],
      })),
    }),
    ...wishes,
  };
  const days = layOutPlan(inputs).days.map(slot => ({ ...slot, title: slot.lessonId ?? '' }));
  return { days, rests: inputs.rests };
}
const facts = (today: string, of: Pick<CalendarFacts, 'days' | 'rests'>): CalendarFacts => ({
  title: 'Autumn',
  zone: 'Europe/Rome',
  today: day(today),
  ...of,
});
const winter = {
  from: day('2026-12-21'),
  to: day('2027-01-10'),
  cause: 'holiday',
  name: 'Winter *break* <@1>',
} as const;
const pause = { from: day('2026-11-26'), to: null, cause: 'pause', name: null } as const;

test('the picture comes with words for who can’t see it, and Discord takes both', async () => {
  const picture = await calendarPicture(facts('2026-11-25', plan(49)));
  const card: Card = {
    kind: 'card',
    accent: 'map',
    blocks: [{ kind: 'picture', ...picture }, text(...picture.lines)],
  };
  const [shown] = picturesOf(card);
  expect(shown).toMatchObject({ name: 'calendar.png', width: 1100 });
  // Not so tall that a phone would have to shrink it.
  expect(shown?.height).toBeLessThan(1400);
  expect(shown?.alt).toContain('Calendar of Autumn, 23 Nov 2026 to 1 Jan 2027, days of Europe/Rome.');
  expect(wordsOf(card)).toContain('**Wed 25 Nov** (today): net/l3');
  expect(wordsOf(card)).toContain('and 31 more until 15 Feb 2027');
  expect(picture.png.length).toBeLessThan(500_000);
});

test('pictures asked for at once don’t run into one another', async () => {
  const one = facts('2026-11-23', plan(1));
  const other = facts('2026-11-25', plan(49));
  const alone = [(await calendarPicture(one)).png, (await calendarPicture(other)).png];
  const together = await Promise.all([one, other, one, other].map(calendarPicture));
  expect(together.map(({ png }) => Buffer.from(png).equals(Buffer.from(alone[0] ?? [])))).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(Buffer.from(together[3]?.png ?? []).equals(Buffer.from(alone[1] ?? []))).toBe(true);
});

test('every study day, rest and today of the weeks shown stands in the text, harmless', () => {
  const { lines, alt } = calendarWords(facts('2026-12-10', plan(49, { rests: [winter] })));
  expect(lines).toContain('**Thu 10 Dec** (today): net/l12');
  expect(lines).toContain('**Mon 7 Dec** (past): net/l9');
  expect(lines.find(line => line.startsWith('21 Dec–10 Jan: Winter'))).toBe(
    '21 Dec–10 Jan: Winter \\*break\\* <\u2060@\u20601\\>, nothing comes',
  );
  expect(alt).toContain('Winter *break* <@1> 21 Dec–10 Jan');
  expect(alt.length).toBeLessThanOrEqual(1024);
});

test('weeks without study become one thin row, and a pause without an end says so', () => {
  const view = viewCalendar(facts('2026-12-10', plan(49, { rests: [winter] })));
  expect(view.rows.map(({ kind }) => kind)).toEqual(['week', 'week', 'gap', 'week', 'week', 'week', 'week']);
  expect(view.rows[2]).toMatchObject({ from: '2026-12-21', to: '2027-01-10' });
  const paused = facts('2026-11-25', plan(49, { rests: [pause] }));
  expect(viewCalendar(paused).rows.at(-1)).toMatchObject({ kind: 'gap', from: '2026-11-26', to: null });
  expect(calendarWords(paused).lines.at(-1)).toBe('from 26 Nov, no end yet: Pause, nothing comes');
});

test('a plan that hasn’t begun starts with its first week, one that is over shows its last, and none says so', () => {
  expect(viewCalendar(facts('2026-10-01', plan(5))).from).toBe('2026-11-23');
  expect(viewCalendar(facts('2027-10-01', plan(5))).from).toBe('2026-11-30');
  expect(calendarWords(facts('2026-11-25', { days: [], rests: [] })).lines).toEqual(['Nothing is planned.']);
});

test('weekends stand there only when somebody studies on them or today is one', () => {
  expect(viewCalendar(facts('2026-11-25', plan(5))).weekdays).toHaveLength(5);
  expect(viewCalendar(facts('2026-11-28', plan(5))).weekdays).toHaveLength(7);
  expect(viewCalendar(facts('2026-11-25', plan(9, { weekdays: [6] }))).weekdays).toHaveLength(7);
});

test('the text twin stays within a message, however long the titles are, and counts what it leaves out', () => {
  const { days, rests } = plan(49, { loads: [{ from: null, load: { lessons: 5 } }] });
  const { lines } = calendarWords(
    facts('2026-11-23', { days: days.map(slot => ({ ...slot, title: 't'.repeat(120) })), rests }),
  );
  expect(lines.join('\n').length).toBeLessThan(3_000);
  const shown = lines.join('\n').match(/t{120}/g)?.length ?? 0;
  expect(lines.at(-1)).toBe(`and ${days.length - shown} more until 8 Dec 2026`);
});

test('what no font of ours has is left out of drawn names', () => {
  const table: [string, string][] = [
    ['Autumn 🎉 2026', 'Autumn 2026'],
    ['Открытый вечер', 'Открытый вечер'],
    ['Łódź – Ελλάδα – Tiếng Việt', 'Łódź – Ελλάδα – Tiếng Việt'],
    ['夜の勉強会', ''],
    ['a\u202Eb\u0000c\nd', 'abc d'],
    ['👩‍💻', ''],
  ];
  for (const [typed, drawn] of table) expect.soft(drawable(typed), typed).toBe(drawn);
});
