import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalZone, isZone, suggestZones } from '../../src/core/time.ts';
import { cityNames, currentNames } from '../../src/core/zone-names.ts';

const zones = Intl.supportedValuesOf('timeZone');

describe('spelling', () => {
  test('every zone is known in whatever case it is typed, and comes back as it is spelt', () => {
    for (const zone of zones) {
      expect(canonicalZone(zone.toLowerCase())).toBe(zone);
      expect(canonicalZone(zone.toUpperCase())).toBe(zone);
    }
  });

  test.each([
    ['europe/rome', 'Europe/Rome'],
    [' Europe/Rome ', 'Europe/Rome'],
    ['utc', 'UTC'],
    ['europe/kyiv', 'Europe/Kyiv'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['us/eastern', 'US/Eastern'],
    ['etc/gmt+5', 'Etc/GMT+5'],
    ['america/port-au-prince', 'America/Port-au-Prince'],
  ])('%j is %s', (typed, zone) => {
    expect(canonicalZone(typed)).toBe(zone);
    expect(isZone(typed)).toBe(true);
  });

  test.each([
    '+02:00',
    '-0530',
    '+02',
    'UTC+2',
    'GMT+02:00',
    'Z',
    'Europe/Roma',
    'Europe',
    'Rome',
    'Europe/Rome/',
    '/Europe/Rome',
    'Europe Rome',
    'Factory/Nowhere',
    '2026-11-21T09:00[Europe/Rome]',
    '[Europe/Rome]',
    'constructor',
    '__proto__',
    'e'.repeat(1_000),
    '',
  ])('%j is no zone', typed => {
    expect(canonicalZone(typed)).toBeUndefined();
    expect(isZone(typed)).toBe(false);
  });

  test('what is no zone stays none when it is asked again, and nothing that can be typed throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), typed => {
        expect(canonicalZone(typed)).toBe(canonicalZone(typed));
        expect(suggestZones(typed, 25).length).toBeLessThanOrEqual(25);
      }),
      { numRuns: 200 },
    );
  });
});

describe('suggestions', () => {
  test.each([
    ['rom', 'Europe/Rome'],
    ['Roma', 'Europe/Rome'],
    ['Europe/Roma', 'Europe/Rome'],
    ['europe/rome', 'Europe/Rome'],
    ['NEW YORK', 'America/New_York'],
    ['new_y', 'America/New_York'],
    ['são paulo', 'America/Sao_Paulo'],
    ['Mumbai', 'Asia/Kolkata'],
    ['kiev', 'Europe/Kyiv'],
    ['munchen', 'Europe/Berlin'],
    ['port au', 'America/Port-au-Prince'],
    ['utc', 'UTC'],
    ['gmt', 'UTC'],
    ['los', 'America/Los_Angeles'],
  ])('typing %j offers %s first', (typed, zone) => {
    expect(suggestZones(typed, 25)[0]).toBe(zone);
  });

  test('the closer name comes first: the whole city, then a city that begins so, then one that shares its zone', () => {
    expect(suggestZones('porto', 2)).toEqual(['Europe/Lisbon', 'Africa/Porto-Novo']);
    expect(suggestZones('port', 6)).toEqual([
      'Africa/Porto-Novo',
      'America/Port-au-Prince',
      'America/Port_of_Spain',
      'America/Porto_Velho',
      'Pacific/Port_Moresby',
      'America/Los_Angeles',
    ]);
    expect(suggestZones('ondon', 25)).toEqual(['Europe/London']);
    expect(suggestZones('york', 5)).toEqual(['America/New_York']);
  });

  test('a region offers its zones, a word inside a name finds it too', () => {
    expect(suggestZones('australia/', 25)).toContain('Australia/Lord_Howe');
    expect(suggestZones('australia/', 25).every(zone => zone.startsWith('Australia/'))).toBe(true);
    expect(suggestZones('howe', 5)).toEqual(['Australia/Lord_Howe']);
    expect(suggestZones('indiana', 25)).toContain('America/Indiana/Indianapolis');
  });

  test('nothing typed offers as many as asked for; nonsense offers none', () => {
    expect(suggestZones('', 25)).toHaveLength(25);
    expect(suggestZones('xyzzy', 25)).toEqual([]);
    expect(suggestZones('a', 3)).toHaveLength(3);
  });

  test('every zone can be found by its whole name, under the name that it has today', () => {
    for (const zone of zones) {
      const today = currentNames[zone] ?? zone;
      expect(suggestZones(today, 1)).toEqual([today]);
      expect(isZone(today)).toBe(true);
    }
  });

  test('every city of our own list leads to a zone that can be chosen', () => {
    for (const [zone, cities] of Object.entries(cityNames)) {
      for (const city of cities) expect(suggestZones(city, 25)).toContain(zone);
    }
  });

  test('a name of today keeps the same time as the older one', () => {
    for (const [old, today] of Object.entries(currentNames)) {
      for (const instant of ['1999-01-15T12:00Z', '2026-07-15T12:00Z']) {
        const shown = (timeZone: string) => new Date(instant).toLocaleString('en-GB', { timeZone });
        expect(shown(today)).toBe(shown(old));
      }
    }
  });
});
