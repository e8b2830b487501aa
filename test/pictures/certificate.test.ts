import { expect, test } from 'vitest';
import { paintCertificate, paperInk } from '../../src/pictures/certificate-paint.ts';
import { type CertificateFacts, certificateAlt } from '../../src/pictures/certificate-words.ts';
import { contrast } from '../support/contrast.ts';
import { pngOf } from '../support/pictures.ts';

const facts = (change: Partial<CertificateFacts> = {}): CertificateFacts => ({
  ...{
    code: 'BCDFGHJKLM',
    name: 'Ada Lovelace',
    pathway: 'Infrastructure',
    track: null,
    issued: '2027-03-12',
  },
  ...{
    lessons: { done: 49, total: 57 },
    objectives: { held: 98, total: 120 },
    projects: ['A bank'],
    hours: 61,
  },
  ...change,
});

test('it says in words all that it shows', () => {
  expect(certificateAlt(facts())).toBe(
    'Certificate. Ada Lovelace completed Infrastructure on 12 Mar 2027: 49 of 57 lessons · 98 of 120 objectives held · 1 project · about 61 hours. Code BCDFG-HJKLM.',
  );
  expect(certificateAlt(facts({ track: 'Keeping data', projects: [] }))).toContain(
    'Infrastructure: Keeping data on',
  );
  expect(certificateAlt(facts({ pathway: 'x'.repeat(2_000) })).length).toBeLessThanOrEqual(1024);
});

test.each([
  'Ada',
  'Maximiliana Theodora Konstantinopoulou-Featherstonehaugh',
  'W'.repeat(60),
  'Nguyễn Thị Ánh',
  'Ωmega Ελένη',
  'Фёдор Достоевский',
  'Ada 🎉🚀',
  'Zoë 1️⃣',
  'Jose\u0301',
])('a certificate is drawn for %s', async name => {
  expect(await pngOf('certificate', facts({ name }))).toBeInstanceOf(Uint8Array);
});

test.each(['محمد علي', '山田太郎', 'Ada 山田', 'אדה', '🎉🚀', '', 'नमस्ते'])(
  'nobody is called by half a name: “%s” has letters that can’t be drawn, or none at all',
  name => {
    expect(paintCertificate(facts({ name }))).toBeUndefined();
  },
);

test('words stand out from the paper at 4.5 to 1 and lines at 3 to 1: WCAG’s level AA', () => {
  for (const colour of [paperInk.strong, paperInk.text, paperInk.edge, paperInk.gold])
    expect.soft(contrast(colour, paperInk.paper), colour).toBeGreaterThanOrEqual(4.5);
});
