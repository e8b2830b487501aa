import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DeliveryFailure,
  type DeliveryKey,
  type DeliveryState,
  decideAfterFailure,
  deliveryId,
  historyStart,
  MAX_ATTEMPTS,
  mustLookUp,
  NEXT_STATES,
  nonceOf,
  openFrom,
  retryDelay,
} from '../../src/core/delivery.ts';
import { asStudyDay } from '../../src/core/time.ts';

const key: DeliveryKey = {
  guildId: '1',
  cohortId: '11',
  kind: 'lesson',
  studyDay: asStudyDay('2026-11-23'),
  slot: 0,
};

describe('the id of a delivery', () => {
  // Posts in channels carry it: another id for the same key would post them again.
  test('stays the same from one version to the next', () => {
    expect(deliveryId(key)).toBe('da91z2fmkr1nlc1kla8m');
    expect(deliveryId({ ...key })).toBe(deliveryId(key));
  });

  test('is another as soon as anything of the key is', () => {
    const others: DeliveryKey[] = [
      { ...key, guildId: '2' },
      { ...key, cohortId: '12' },
      { ...key, guildId: '11', cohortId: '1' },
      { ...key, kind: 'quiz' },
      { ...key, studyDay: asStudyDay('2026-11-24') },
      { ...key, slot: 1 },
    ];
    expect(new Set([key, ...others].map(deliveryId)).size).toBe(7);
  });

  test('is 20 small letters and digits, and fits a nonce', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (guildId, cohortId, slot) => {
        const id = deliveryId({ ...key, guildId, cohortId, slot });
        expect(id).toMatch(/^[a-z0-9]{20}$/);
        expect(nonceOf(id)).toBe(`d${id}`);
        expect(nonceOf(id).length).toBeLessThanOrEqual(25);
      }),
    );
  });

  test('never comes twice among twenty thousand', () => {
    const ids = Array.from({ length: 20_000 }, (_, slot) => deliveryId({ ...key, slot }));
    expect(new Set(ids).size).toBe(20_000);
  });
});

describe('retrying', () => {
  test.each([
    [0, 2_000],
    [1, 4_000],
    [2, 8_000],
    [8, 512_000],
    [9, 600_000],
    [12, 600_000],
    [5_000, 600_000],
  ])('after %i tries the wait is at most %i ms, and anything down to nothing', (attempt, longest) => {
    expect(retryDelay(attempt, 1)).toBe(longest);
    expect(retryDelay(attempt, 0.25)).toBe(longest / 4);
    expect(retryDelay(attempt, 0)).toBe(0);
  });

  test.each(['missing-permission', 'missing-access', 'unknown-channel', 'unreadable-history'] as const)(
    '%s waits for a moderator, however often, and uses up no try',
    failure => {
      for (const attempts of [0, 11, 500]) {
        expect(decideAfterFailure({ attempts, failure })).toEqual({ state: 'blocked', countsAsTry: false });
      }
    },
  );

  test('a rate limit is not a try and never kills a post', () => {
    for (const attempts of [0, 11, 500]) {
      expect(decideAfterFailure({ attempts, failure: 'rate-limited' })).toEqual({
        state: 'due',
        countsAsTry: false,
      });
    }
  });

  test('after twelve refusals a post is dead, not before', () => {
    let tries = 0;
    let state: DeliveryState = 'due';
    while (state === 'due' && tries < 100) {
      const after = decideAfterFailure({ attempts: tries, failure: 'refused' });
      expect(after.countsAsTry).toBe(true);
      state = after.state;
      tries += 1;
    }
    expect({ tries, state }).toEqual({ tries: 12, state: 'dead' });
    expect(MAX_ATTEMPTS).toBe(12);
  });

  test('an outage never kills a post, however long it lasts', () => {
    for (const attempts of [0, 11, 12, 5000]) {
      expect(decideAfterFailure({ attempts, failure: 'transient' })).toEqual({
        state: 'due',
        countsAsTry: true,
      });
    }
  });

  test('whatever fails in whatever order, a post dies of a refusal only, at its twelfth counted try or later', () => {
    const failures = fc.array(
      fc.constantFrom<DeliveryFailure>('transient', 'refused', 'rate-limited', 'missing-access'),
    );
    fc.assert(
      fc.property(failures, sequence => {
        let attempts = 0;
        for (const failure of sequence) {
          const { state, countsAsTry } = decideAfterFailure({ attempts, failure });
          if (countsAsTry) attempts += 1;
          expect(state === 'dead').toBe(failure === 'refused' && attempts >= 12);
          if (state === 'dead') return;
        }
      }),
    );
  });
});

describe('the states of a delivery', () => {
  test('every state can be reached from due, and what was posted is never posted again', () => {
    const reached = new Set<DeliveryState>(['due']);
    for (const state of reached) for (const next of NEXT_STATES[state]) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(NEXT_STATES).sort());
    expect(NEXT_STATES.sent).toEqual([]);
    expect(NEXT_STATES.late).toEqual([]);
  });

  test('nothing is posted without a lease: only sending leads to sent or late', () => {
    const before = Object.entries(NEXT_STATES)
      .filter(([, next]) => next.some(state => state === 'sent' || state === 'late'))
      .map(([state]) => state);
    expect(before).toEqual(['sending']);
  });
});

test.each([
  ['the due instant', '2026-11-23T08:00Z', '2026-11-23T09:00Z', '2026-11-23T09:01Z'],
  ['our clock', '2026-11-23T09:00Z', '2026-11-23T08:00Z', '2026-11-23T09:01Z'],
  ['the clock of Discord', '2026-11-23T09:00Z', '2026-11-23T09:01Z', '2026-11-23T08:00Z'],
])(
  'history is searched from ten minutes before %s, if that is the earliest',
  (_what, due, now, discordNow) => {
    const start = historyStart({ due: new Date(due), now: new Date(now), discordNow: new Date(discordNow) });
    expect(start).toEqual(new Date('2026-11-23T07:50Z'));
  },
);

describe('the channel is searched before a post is sent or given up', () => {
  const due = new Date('2026-11-23T09:00Z');
  const soon = new Date('2026-11-23T09:02Z');
  const later = new Date('2026-11-23T09:03Z');
  const untried = { tried: false, historyFrom: null, dueAt: due };

  test('when an earlier request may have left, however soon', () => {
    expect(mustLookUp({ ...untried, tried: true, historyFrom: due }, due)).toBe(true);
  });

  test('when it is late and was never looked at: a restored backup may have forgotten it', () => {
    expect(mustLookUp(untried, soon)).toBe(false);
    expect(mustLookUp(untried, later)).toBe(true);
  });

  test('but not when the first request was refused for certain', () => {
    expect(mustLookUp({ ...untried, historyFrom: due }, later)).toBe(false);
  });
});

test('a day whose post came late is open from then on: an outage of ours takes no time away', () => {
  const [dueAt, sentAt] = [new Date('2026-11-23T09:00Z'), new Date('2026-11-23T18:00Z')];
  expect(openFrom({ state: 'late', dueAt, sentAt })).toEqual(sentAt);
  expect(openFrom({ state: 'sent', dueAt, sentAt })).toEqual(dueAt);
});
