import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { zoneAt } from '../../src/core/member-zone.ts';
import { lessonsOf, ownStreak } from '../../src/core/own-streak.ts';
import { closesAt, dayThatCounts, dueAt, openStudyDays } from '../../src/core/study-days.ts';
import { asStudyDay, type StudyDay } from '../../src/core/time.ts';
import { naiveStreak } from './naive-streak.ts';
import {
  anyZone,
  asked,
  end,
  type Happened,
  HOUR,
  happened,
  later,
  live,
  minute,
  type Person,
  person,
  zones,
} from './streak-world.ts';

describe('a streak over all zones, pauses, outages and moves', () => {
  test('is what the rules say, told by somebody else', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(happened, person, fc.integer({ min: -20, max: 6 }), (world, who, days) => {
        const facts = live(world, who);
        const now = end(facts, days);
        const own = ownStreak(facts, asked, now);
        const naive = naiveStreak(facts, asked, now);
        expect([own.streak, own.freezes, own.days.map(({ became }) => became)]).toEqual([
          naive.streak,
          naive.freezes,
          naive.words,
        ]);
        const doing = own.days.some(
          ({ became, own: { day } }) => became === 'repaired' && !facts.repairs.includes(day),
        );
        for (const word of [...naive.words, ...(doing ? ['repaired by doing'] : [])]) seen.add(word);
      }),
      { numRuns: 250, seed: 8 },
    );
    expect([...seen].sort()).toEqual(
      ['frozen', 'joined', 'kept', 'late', 'missed', 'open', 'repaired', 'repaired by doing', 'rest'].sort(),
    );
  });

  test('never falls by a day that is kept after the first, freezes stay between none and three, and the list says the same', () => {
    fc.assert(
      fc.property(happened, person, fc.nat(23), (world, who, place) => {
        const facts = live(world, who);
        const now = end(facts, 4);
        const own = ownStreak(facts, asked, now);
        // Freezes wait for the first kept day (docs/decisions/0032): one before it would let them be used earlier.
        const first = own.days.find(({ became }) => became === 'kept' || became === 'repaired')?.own.due;
        const theirs = facts.posted.filter(({ due }) => due >= facts.joinedAt && due >= (first ?? due));
        const more = theirs[place % Math.max(1, theirs.length)]?.day;
        if (more) {
          const kept = [...facts.kept, { day: more, at: later(now, -1) }];
          expect(ownStreak({ ...facts, kept }, asked, now).streak).toBeGreaterThanOrEqual(own.streak);
        }
        expect(own.days.every(({ freezes }) => freezes >= 0 && freezes <= 3)).toBe(true);
        expect(own.days.at(-1)?.streak ?? 0).toBe(own.streak);
      }),
      { numRuns: 100 },
    );
  });

  test('never counts two study days for one thing done', () => {
    fc.assert(
      fc.property(happened, person, (world, who) => {
        const facts = live(world, { ...who, repairs: [] });
        const used = facts.kept.map(({ at }) => at.getTime());
        expect(new Set(used).size).toBe(used.length);
        for (const { became, own } of ownStreak(facts, asked, end(facts, 6)).days) {
          if (became !== 'repaired') continue;
          // Lessons differ from day to day, so that an act of its own lesson which kept nothing is this day's alone.
          const lessons = lessonsOf(facts, own.day);
          const acts = [
            ...facts.answers.filter(({ lessonId }) => lessons.includes(lessonId)).map(({ at }) => at),
            ...lessons.flatMap(id => facts.done.get(id) ?? []),
          ];
          expect(acts.some(at => !used.includes(at.getTime()))).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('an outage never breaks it, nor does it cost a freeze', () => {
    fc.assert(
      fc.property(happened, person, fc.nat(23), (world, who, place) => {
        const facts = live(world, who);
        const now = end(facts, 4);
        const before = ownStreak(facts, asked, now);
        const posted = facts.posted.map((post, n) => (n === place ? { ...post, inTime: false } : post));
        const after = ownStreak({ ...facts, posted }, asked, now);
        expect(after.streak).toBeGreaterThanOrEqual(before.streak);
        expect(after.freezes).toBeGreaterThanOrEqual(before.freezes);
      }),
      { numRuns: 100 },
    );
  });

  test('a move leaves every day kept that was, changes no day that fell due before it, and leaves 18 hours to all', () => {
    fc.assert(
      fc.property(happened, person, minute, anyZone, (world, who, minutes, zone) => {
        const facts = live(world, who);
        const now = end(facts, 4);
        const from = later(dueAt({ day: world.start, time: '00:00', zone: world.zone }), minutes * 60_000);
        const moved = ownStreak({ ...facts, zones: [...facts.zones, { from, zone }] }, asked, now);
        for (const { own, became } of ownStreak(facts, asked, now).days) {
          const then = moved.days.find(one => one.own.day === own.day);
          if (became === 'kept') expect(then?.became).toBe('kept');
          if (own.due < from) expect(then?.own).toEqual(own);
        }
        for (const { own } of moved.days)
          if (own.closes) expect(own.closes.getTime() - own.due.getTime()).toBeGreaterThanOrEqual(18 * HOUR);
      }),
      { numRuns: 100 },
    );
  });

  test('of somebody who keeps every study day is the number of study days, in every zone there is', () => {
    for (const [n, zone] of zones.entries()) {
      const other = zones[(n * 7 + 3) % zones.length] ?? 'UTC';
      // Into the weeks in which clocks change, in either half of the world.
      const world: Happened = {
        ...{ zone: other, time: ['09:00', '19:00', '00:00'][n % 3] ?? '09:00' },
        start: asStudyDay(n % 2 ? '2026-03-25' : '2026-10-21'),
        days: [0, 0, 'off', 3 * HOUR, 0, 13 * HOUR, 0, 0],
      };
      expectWhole(
        world,
        [
          [3 * 24 * 60, zone],
          [6 * 24 * 60, other],
        ],
        17 * HOUR,
      );
    }
  });

  test('of somebody who keeps every study day is their number, whatever moves, breaks and outages there are', () => {
    fc.assert(
      fc.property(
        happened,
        person,
        fc.integer({ min: 0, max: 18 * HOUR - 60_000 }),
        (world, { moves, breaks }, delay) => {
          expectWhole(world, moves, delay, breaks);
        },
      ),
      { numRuns: 80 },
    );
  });

  function expectWhole(
    world: Happened,
    moves: Person['moves'],
    delay: number,
    breaks: Person['breaks'] = [],
  ) {
    const facts = live(world, { moves, breaks, joined: -3 * 24 * 60, acts: [], repairs: [] });
    const kept: { day: StudyDay; at: Date }[] = [];
    // Somebody who acts once for each post, so many ms after it.
    for (const [n, { due }] of facts.posted.entries()) {
      const now = later(due, delay + n);
      const open = facts.posted.filter(
        post => openStudyDays([post], zoneAt(facts.zones, post.due, facts.zone), now).length > 0,
      );
      const counts = dayThatCounts(
        open,
        kept.map(({ day }) => day),
      );
      if (counts) kept.push({ day: counts.day, at: now });
    }
    const last = facts.posted.at(-1);
    if (last)
      expect(ownStreak({ ...facts, kept }, asked, closesAt(last.due, 'UTC')).streak).toBe(
        facts.posted.length,
      );
  }
});

test('a repaired day gives its freeze back, and that one keeps a later day', () => {
  const world = {
    zone: 'Europe/Rome',
    start: asStudyDay('2026-11-23'),
    time: '09:00',
    days: [0, 0, 0, 0, 0],
  };
  const facts = live(world, { moves: [], breaks: [], joined: 0, acts: [], repairs: [] });
  const [monday, tuesday] = facts.posted;
  const kept = monday ? [{ day: monday.day, at: monday.due }] : [];
  const saturday = new Date('2026-11-28T12:00Z');
  const without = ownStreak({ ...facts, kept }, asked, saturday);
  // Two of four missed days had a freeze.
  expect(without.days.map(({ became }) => became)).toEqual(['kept', 'frozen', 'frozen', 'missed', 'missed']);
  const repairs = tuesday ? [tuesday.day] : [];
  const with1 = ownStreak({ ...facts, kept, repairs }, asked, new Date('2026-11-27T06:00Z'));
  expect(with1.days.map(({ became }) => became)).toEqual(['kept', 'repaired', 'frozen', 'frozen']);
  expect(with1.streak).toBe(2);
});
