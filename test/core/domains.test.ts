import fc from 'fast-check';
import { expect, test } from 'vitest';
import { domainName, domainOf } from '../../src/core/domains.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import { projectRoot } from '../../src/root.ts';
import { listFiles } from '../rules/files.ts';

test('every domain of our own lessons, written or planned, has a name that says more than its letters', async () => {
  const { lessons } = readCurriculum(`${projectRoot()}/curriculum`);
  const planned = listFiles(/^curriculum\/catalogue\.yml$/).flatMap(({ text }) =>
    [...text.matchAll(/^- id: (\S+)$/gm)].map(match => match[1] ?? ''),
  );
  const domains = new Set([...lessons.keys(), ...planned].map(domainOf));
  expect(domains.size).toBeGreaterThan(20);
  for (const domain of domains) {
    expect.soft(domainName(domain), domain).not.toBe(domain);
    expect.soft(domainName(domain), domain).toMatch(/^[A-Z]/);
  }
  const names = [...domains].map(domainName);
  expect(new Set(names).size).toBe(names.length);
});

test('a domain that only a teacher knows is called as they wrote it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{11,20}$/), domain => {
      expect(domainOf(`${domain}/anything`)).toBe(domain);
      expect(domainName(domain)).toBe(domain);
    }),
  );
  for (const inherited of ['constructor', 'tostring', '__proto__'])
    expect(domainName(inherited)).toBe(inherited);
});
