import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decideAfterReminder,
  decideReminder,
  decideSending,
  isQuiet,
  isRestingFromReminders,
  type ReminderFacts,
  reminderNonce,
  reminderTime,
} from '../../src/core/reminders.ts';
import { asStudyDay, dayIn, instantOf, timeIn } from '../../src/core/time.ts';

const at = (text: string) => new Date(text);
const night = { quietFrom: '22:00', quietUntil: '08:00' };

/** A Tuesday in Rome (UTC+1): the lesson of the day has been there since 09:00, and a reminder is wished for at 19:00. */
function facts(
  change: Partial<ReminderFacts> = {},
  wish: Partial<ReminderFacts['wish']> = {},
): ReminderFacts {
  return {
    wish: { remindAt: '19:00', ...night, changedAt: at('2026-11-01T12:00:00Z'), ...wish },
    zones: [],
    cohorts: [cohort()],
    breaks: [],
    reminded: [],
    lastDid: null,
    ...change,
  };
}
const day = (text: string, due: string, isKept = false) => ({ day: asStudyDay(text), due: at(due), isKept });
const cohort = (change: Partial<ReminderFacts['cohorts'][number]> = {}) => ({
  cohortId: 'autumn',
  zone: 'Europe/Rome',
  state: 'running',
  mode: 'live',
  days: [day('2026-11-24', '2026-11-24T08:00:00Z')],
  ...change,
});
const due = at('2026-11-24T18:00:00Z');

test('a member who asked for it is reminded at their own time of a study day that is open and not kept', () => {
  expect(decideReminder(facts(), due)).toEqual({ kind: 'remind', day: '2026-11-24', dueAt: due });
});

test.each<[string, ReminderFacts, string]>([
  ['none is wished for', facts({}, { remindAt: null }), 'off'],
  [
    'the time was chosen after it had passed',
    facts({}, { changedAt: at('2026-11-24T18:00:01Z') }),
    'not-yet',
  ],
  ['they are in no cohort', facts({ cohorts: [] }), 'nothing-open'],
  ['the cohort is paused', facts({ cohorts: [cohort({ state: 'paused' })] }), 'nothing-open'],
  ['the cohort has ended', facts({ cohorts: [cohort({ state: 'ended' })] }), 'nothing-open'],
  ['they only read along', facts({ cohorts: [cohort({ mode: 'audit' })] }), 'nothing-open'],
  ['nothing came today', facts({ cohorts: [cohort({ days: [] })] }), 'nothing-open'],
  [
    'the day is kept',
    facts({ cohorts: [cohort({ days: [day('2026-11-24', '2026-11-24T08:00:00Z', true)] })] }),
    'nothing-open',
  ],
  [
    'the day before is closed',
    facts({ cohorts: [cohort({ days: [day('2026-11-23', '2026-11-23T08:00:00Z')] })] }),
    'nothing-open',
  ],
  [
    'the lesson came after that time',
    facts({ cohorts: [cohort({ days: [day('2026-11-24', '2026-11-24T18:00:01Z')] })] }),
    'nothing-open',
  ],
  ['they are on a break', facts({ breaks: [{ from: at('2026-11-20T00:00:00Z'), until: null }] }), 'resting'],
  ['they were reminded of it already', facts({ reminded: [at('2026-11-24T09:00:00Z')] }), 'reminded'],
  [
    'three reminders in a row had no answer',
    facts({ reminded: ['23', '20', '19'].map(d => at(`2026-11-${d}T18:00:00Z`)) }),
    'unanswered',
  ],
  [
    'what they did last was before those three',
    facts({
      reminded: ['23', '20', '19'].map(d => at(`2026-11-${d}T18:00:00Z`)),
      lastDid: at('2026-11-19T18:00:00Z'),
    }),
    'unanswered',
  ],
])('nobody is reminded when %s', (_when, known, why) => {
  expect(decideReminder(known, due)).toEqual({ kind: 'none', why });
});

test('before its time nobody is reminded, two hours after it still, and a moment later no more', () => {
  expect(decideReminder(facts(), at('2026-11-24T17:59:59Z'))).toEqual({ kind: 'none', why: 'not-yet' });
  expect(decideReminder(facts(), at('2026-11-24T20:00:00Z'))).toMatchObject({ kind: 'remind', dueAt: due });
  expect(decideReminder(facts({}, { quietFrom: '23:00' }), at('2026-11-24T20:00:01Z'))).toEqual({
    kind: 'none',
    why: 'too-late',
  });
});

test('a lesson that came after the time of the reminder is no reason for a late one', () => {
  const known = facts({ cohorts: [cohort({ days: [day('2026-11-24', '2026-11-24T18:00:01Z')] })] });
  expect(decideReminder(known, at('2026-11-24T19:00:00Z'))).toEqual({ kind: 'none', why: 'nothing-open' });
});

test('whoever did something since the last of three reminders hears the next one', () => {
  const reminded = ['23', '20', '19'].map(d => at(`2026-11-${d}T18:00:00Z`));
  expect(decideReminder(facts({ reminded, lastDid: at('2026-11-19T18:00:01Z') }), due).kind).toBe('remind');
  expect(decideReminder(facts({ reminded: reminded.slice(1) }), due).kind).toBe('remind');
});

test('whoever chose a time again since the last of three reminders hears the next one', () => {
  const reminded = ['23', '20', '19'].map(d => at(`2026-11-${d}T18:00:00Z`));
  const chosen = facts({ reminded }, { changedAt: at('2026-11-23T18:00:01Z') });
  expect(decideReminder(chosen, due).kind).toBe('remind');
  expect(isRestingFromReminders(chosen)).toBe(false);
  expect(isRestingFromReminders(facts({ reminded }))).toBe(true);
});

test('the third without an answer is the last, and says so only then', () => {
  const reminded = ['23', '20'].map(d => at(`2026-11-${d}T18:00:00Z`));
  expect(decideSending(facts({ reminded }), due, due)).toMatchObject({ kind: 'send', isLast: true });
  expect(decideSending(facts({ reminded: reminded.slice(1) }), due, due)).toMatchObject({ isLast: false });
  const lastDid = at('2026-11-20T19:00:00Z');
  expect(decideSending(facts({ reminded, lastDid }), due, due)).toMatchObject({ isLast: false });
});

test('a break that is over, and another cohort that goes on, are reasons to remind', () => {
  const breaks = [{ from: at('2026-11-20T00:00:00Z'), until: at('2026-11-24T17:00:00Z') }];
  expect(decideReminder(facts({ breaks }), due).kind).toBe('remind');
  const cohorts = [cohort({ cohortId: 'old', state: 'archived' }), cohort()];
  expect(decideReminder(facts({ cohorts }), due).kind).toBe('remind');
});

test('a new lesson is another reason, although an older one of which they were reminded is open too', () => {
  const days = [day('2026-11-23', '2026-11-23T17:00:00Z'), day('2026-11-24', '2026-11-24T17:00:00Z')];
  const known = facts({ cohorts: [cohort({ days })], reminded: [at('2026-11-23T18:00:00Z')] });
  expect(decideReminder(known, due).kind).toBe('remind');
  expect(decideSending(known, due, due)).toEqual({
    kind: 'send',
    about: [{ cohortId: 'autumn', day: '2026-11-24' }],
    isLast: false,
  });
});

test('their own zone counts, and without one that of the cohort joined last', () => {
  const zones = [{ from: at('2026-01-01T00:00:00Z'), zone: 'America/New_York' }];
  expect(decideReminder(facts({ zones }), due)).toEqual({ kind: 'none', why: 'not-yet' });
  expect(decideReminder(facts({ zones }), at('2026-11-25T00:00:00Z'))).toMatchObject({ day: '2026-11-24' });
  const cohorts = [cohort({ cohortId: 'new', zone: 'UTC', days: [] }), cohort()];
  expect(decideReminder(facts({ cohorts }), due)).toEqual({ kind: 'none', why: 'not-yet' });
});

test('one that is late over midnight still belongs to its day', () => {
  const late = facts({}, { remindAt: '23:30', quietFrom: '01:00', quietUntil: '08:00' });
  expect(decideReminder(late, at('2026-11-24T23:10:00Z'))).toEqual({
    kind: 'remind',
    day: '2026-11-24',
    dueAt: at('2026-11-24T22:30:00Z'),
  });
});

test.each<[string, string, string, string | undefined]>([
  ['07:00', '22:00', '08:00', '08:00'],
  ['08:00', '22:00', '08:00', '08:00'],
  ['21:59', '22:00', '08:00', '21:59'],
  // The end of that night is tomorrow.
  ['22:00', '22:00', '08:00', undefined],
  ['23:30', '22:00', '08:00', undefined],
  ['13:30', '13:00', '15:00', '15:00'],
  ['13:30', '13:00', '13:00', '13:30'],
  ['00:00', '00:00', '23:59', '23:59'],
])('a reminder at %s with quiet from %s until %s comes at %s', (remindAt, quietFrom, quietUntil, comes) => {
  const time = reminderTime(asStudyDay('2026-11-24'), { remindAt, quietFrom, quietUntil }, 'UTC');
  expect(time?.toISOString()).toBe(comes && `2026-11-24T${comes}:00.000Z`);
});

test('where clocks jump over its time it comes right after the gap, and where they show it twice the first time', () => {
  const rome = (text: string, remindAt: string, quiet = { quietFrom: '00:00', quietUntil: '00:00' }) =>
    reminderTime(asStudyDay(text), { remindAt, ...quiet }, 'Europe/Rome')?.toISOString();
  expect(rome('2027-03-28', '02:30')).toBe('2027-03-28T01:00:00.000Z');
  expect(rome('2027-03-28', '02:30', { quietFrom: '03:00', quietUntil: '04:00' })).toBe(
    '2027-03-28T02:00:00.000Z',
  );
  // The end of these quiet hours falls into the gap too, and right after it they begin again.
  expect(rome('2027-03-28', '01:30', { quietFrom: '03:00', quietUntil: '02:30' })).toBeUndefined();
  expect(rome('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
  // Apia had no 30 December 2011.
  expect(
    reminderTime(asStudyDay('2011-12-30'), { remindAt: '12:00', ...night }, 'Pacific/Apia'),
  ).toBeUndefined();
});

test('one that had to wait isn’t sent in quiet hours, to whoever has kept the day, or after it was switched off', () => {
  const known = facts({}, { remindAt: '21:30' });
  const waited = at('2026-11-24T20:30:00Z');
  expect(decideSending(known, waited, at('2026-11-24T20:59:59Z')).kind).toBe('send');
  expect(decideSending(known, waited, at('2026-11-24T21:00:00Z'))).toEqual({ kind: 'none', why: 'quiet' });
  const kept = facts({ cohorts: [cohort({ days: [day('2026-11-24', '2026-11-24T08:00:00Z', true)] })] });
  expect(decideSending(kept, due, due)).toEqual({ kind: 'none', why: 'nothing-open' });
  expect(decideSending(facts({}, { remindAt: null }), due, due)).toEqual({ kind: 'none', why: 'off' });
});

const hour = 3_600_000;
const clockTime = fc
  .integer({ min: 0, max: 1439 })
  .map(n => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
/** Around a change of the clocks as often as not. */
const start = fc
  .tuple(fc.integer({ min: 0, max: 3_650 }), fc.integer({ min: 0, max: 86_399 }))
  .map(([days, seconds]) => new Date(Date.UTC(2025, 0, 1) + days * 86_400_000 + seconds * 1_000));

test('in every zone, over every change of the clocks and of the zone, nobody is reminded twice on a day, or in quiet hours', () => {
  fc.assert(
    fc.property(
      ...[zone, zone, start, clockTime, clockTime, clockTime],
      (home, away, from, remindAt, quietFrom, quietUntil) => {
        const quiet = { quietFrom, quietUntil };
        const moved = new Date(from.getTime() + 30 * hour);
        const zones = [
          { from: new Date(0), zone: home },
          { from: moved, zone: away },
        ];
        // The table's key.
        const decided = new Map<string, Date>();
        for (
          let now = from;
          now.getTime() < from.getTime() + 72 * hour;
          now = new Date(now.getTime() + hour / 2)
        ) {
          // Something new is open all the time, so that only days and quiet hours can forbid a reminder.
          const open = {
            ...day('2026-01-01', '2026-01-01T00:00:00Z'),
            due: new Date(now.getTime() - 3 * hour),
          };
          const wish = { remindAt, ...quiet, changedAt: new Date(0) };
          const decision = decideReminder(facts({ zones, cohorts: [cohort({ days: [open] })], wish }), now);
          if (decision.kind === 'none') continue;
          const there = now < moved ? home : away;
          const { dueAt } = decision;
          expect(decision.day).toBe(dayIn(there, dueAt));
          for (const instant of [dueAt, now]) expect(isQuiet(timeIn(there, instant), quiet)).toBe(false);
          expect(now.getTime() - dueAt.getTime()).toBeLessThanOrEqual(2 * hour);
          const asked = instantOf(decision.day, remindAt, there);
          if (timeIn(there, asked) === remindAt && !isQuiet(remindAt, quiet)) expect(dueAt).toEqual(asked);
          // Whoever looks again finds the same, so that the key can keep a second one out.
          const key = `${decision.day} ${there}`;
          expect(decided.get(key) ?? dueAt).toEqual(dueAt);
          decided.set(key, dueAt);
        }
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test('a nonce is short, and another for each member, day and server', () => {
  const key = { guildId: '1', memberId: '2', day: '2026-11-24' };
  const others = [key, { ...key, guildId: '3' }, { ...key, memberId: '3' }, { ...key, day: '2026-11-25' }];
  expect(new Set(others.map(reminderNonce)).size).toBe(4);
  expect(reminderNonce(key)).toMatch(/^r[a-z0-9]{20}$/);
  expect(reminderNonce({ ...key })).toBe(reminderNonce(key));
});

test.each([
  ['rate-limited', false, 0, 'wait'],
  ['transient', false, 0, 'wait'],
  ['refused', false, 0, 'note'],
  ['transient', true, 0, 'again'],
  ['transient', true, 1, 'drop'],
  ['transient', false, 1, 'drop'],
  ['rate-limited', false, 1, 'drop'],
  ['refused', false, 1, 'drop'],
] as const)(
  'after %s (may have arrived: %s, so earlier: %i) it is: %s',
  (failure, mayHaveArrived, earlier, after) => {
    expect(decideAfterReminder({ failure, mayHaveArrived, earlier })).toBe(after);
  },
);
