import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideLink } from '../../src/core/submission-link.ts';

test('an https address of a named host is taken, as a browser would write it', () => {
  expect(decideLink('  https://Example.com/ada/work?a=1#top ')).toEqual({
    kind: 'link',
    link: 'https://example.com/ada/work?a=1#top',
    host: 'example.com',
  });
  for (const host of ['local.example.com', '127.0.0.1.nip.io', 'internal.dev', 'a.testing'])
    expect(decideLink(`https://${host}/a`)).toMatchObject({ host });
  // Cyrillic letters that look like Latin ones are spelt out.
  expect(decideLink('https://gіthub.com/a')).toMatchObject({ host: 'xn--gthub-n2e.com' });
});

test.each([
  ['http://example.com/a', 'not-https'],
  ['javascript:alert(1)', 'not-https'],
  ['ftp://example.com', 'not-https'],
  ['data:text/html,hi', 'not-https'],
  ['example.com/a', 'no-link'],
  ['', 'no-link'],
  ['https://', 'no-link'],
  ['https://localhost/a', 'no-link'],
  ['https://example.com/a b', 'no-link'],
  ['https://example.com/\u202Egpj', 'no-link'],
  ['https://example.com/a\nhttps://b.com', 'no-link'],
  ['https://ada:secret@example.com/a', 'with-login'],
  ['https://github.com@evil.example/a', 'with-login'],
  // Addresses without a name, however they are written, and names that lead nowhere but home.
  ['https://127.0.0.1/x', 'no-link'],
  ['https://127.1/x', 'no-link'],
  ['https://0x7f.0.0.1/x', 'no-link'],
  ['https://0177.0.0.1/x', 'no-link'],
  ['https://2130706433/x', 'no-link'],
  ['https://１２７.0.0.1/x', 'no-link'],
  ['https://8.8.8.8:443/x', 'no-link'],
  ['https://[::1]/x', 'no-link'],
  ['https://[::ffff:127.0.0.1]/x', 'no-link'],
  ['https://intranet/x', 'no-link'],
  ['https://work.localhost/x', 'no-link'],
  ['https://Laptop.Local/x', 'no-link'],
  ['https://git.corp.internal/x', 'no-link'],
  ['https://nas.lan/x', 'no-link'],
  ['https://box.home.arpa/x', 'no-link'],
  ['https://a.test/x', 'no-link'],
  ['https://a.example/x', 'no-link'],
  ['https://a.invalid/x', 'no-link'],
])('%s is refused: %s', (typed, reason) => {
  expect(decideLink(typed)).toEqual({ kind: 'refused', reason });
});

test('a link of more than 500 characters is refused, also one that is so long only when it is spelt out', () => {
  for (const path of ['a'.repeat(500), 'é'.repeat(200)])
    expect(decideLink(`https://example.com/${path}`)).toMatchObject({ reason: 'too-long' });
  expect(decideLink(`https://example.com/${'a'.repeat(480)}`)).toMatchObject({ kind: 'link' });
});

test('whatever is typed, what is taken is https, short, and stays the same when it is taken again', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.webUrl(),
        fc.string().map(s => `https://a.b/${s}`),
      ),
      typed => {
        const outcome = decideLink(typed);
        if (outcome.kind === 'refused') return;
        expect(outcome.link).toMatch(/^https:\/\/[^\s@/]+\.[^\s@/]+\//);
        expect(outcome.link.length).toBeLessThanOrEqual(500);
        expect(decideLink(outcome.link)).toEqual(outcome);
      },
    ),
    { numRuns: 400 },
  );
});
