import { expect, test } from 'vitest';
import { type Coloured, highlight } from '../../local-discord/page/client/markdown/highlight.ts';

const plain = (pieces: readonly Coloured[]): string =>
  pieces.map(piece => (typeof piece === 'string' ? piece : plain(piece.inside))).join('');
const classes = (pieces: readonly Coloured[]): readonly string[] =>
  pieces.flatMap(piece => (typeof piece === 'string' ? [] : [piece.name, ...classes(piece.inside)]));

test.each([
  ['sql', "select count(*) from t where a < 1 and b = 'x&y' -- why"],
  ['postgres', 'with w as (select 1) select * from w;'],
  ['ts', 'const a: Map<string, "b"> = new Map(); // a `b`'],
  ['js', 'const f = x => x && `<b>x</b>`;'],
  ['json', '{"a": [1, true, null]}'],
  ['bash', 'for f in *.txt; do echo "$f"; done # all'],
  ['yaml', 'a: 1\nb:\n  - "c"'],
  ['python', 'def f(a):\n    return f"{a}" # x'],
  ['http', 'GET /a HTTP/1.1\nHost: example.org\n\n'],
  ['nginx', 'server { listen 80; location / { root /a; } }'],
])('code in %s is coloured, and not a letter of it is lost', (language, code) => {
  const pieces = highlight(code, language);
  expect(plain(pieces)).toBe(code);
  expect(classes(pieces).length).toBeGreaterThan(0);
  expect(classes(pieces).every(name => /^hljs-[\w-]+/.test(name))).toBe(true);
});

test('a language that is not known, and code without end, stay plain', () => {
  expect(highlight('a < b', 'klingon')).toEqual(['a < b']);
  expect(highlight('a < b', '')).toEqual(['a < b']);
  expect(highlight('1;'.repeat(20_000), 'js')).toHaveLength(1);
});

test('markup in the code itself stays text', () => {
  const code = '</span><img src=x onerror=alert(1)>&amp;lt;';
  expect(plain(highlight(code, 'sql'))).toBe(code);
});
