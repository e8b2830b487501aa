import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const client = join(import.meta.dirname, '../../local-discord/page/client');
const sources = readdirSync(client, { recursive: true, encoding: 'utf8' }).map(name => ({
  name,
  path: join(client, name),
}));
const read = (ending: RegExp) =>
  sources
    .filter(({ name }) => ending.test(name))
    .map(({ name, path }) => ({ name, text: readFileSync(path, 'utf8') }));

test('nothing in the page is inserted as HTML or run from text', () => {
  const files = read(/\.tsx?$/);
  expect(files.length).toBeGreaterThan(30);
  for (const { name, text } of files) {
    expect(text, name).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|dangerously|document\.write|\beval\(|new Function/,
    );
  }
});

test('links and pictures get their address only from what checked it', () => {
  const checked = new Set(['own', 'link', 'address', 'node.url']);
  for (const { name, text } of read(/\.tsx$/)) {
    for (const [, value] of text.matchAll(/\b(?:href|src)=\{([^}]+)\}/g))
      expect(checked, `${name}: ${value}`).toContain(value);
  }
});

/** Contrast of two colours such as `#2e3338`, by WCAG 2.2: relative luminance, sRGB. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map(at => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('text stands out from every ground it is written on, dark and light', () => {
  const sheet = readFileSync(join(client, 'styles/colours.css'), 'utf8');
  const written = [...sheet.matchAll(/--([\w-]+): (?:light-dark\((#\w{6}), (#\w{6})\)|(#\w{6}));/g)];
  const light = Object.fromEntries(written.map(([, name, day, , both]) => [name, day ?? both]));
  const dark = Object.fromEntries(written.map(([, name, , night, both]) => [name, night ?? both]));
  const grounds = [
    'chat',
    'side',
    'rail',
    'raised',
    'field',
    'active',
    'hover',
    'row-hover',
    'ephemeral',
    'mentioned',
    'code',
  ];
  const pairs = [
    ...['text', 'strong'].flatMap(text => grounds.map(ground => [text, ground] as const)),
    ...['muted', 'link', 'failed'].flatMap(text =>
      ['chat', 'side', 'raised', 'ephemeral', 'mentioned'].map(g => [text, g] as const),
    ),
    ...['accent', 'accent-hover'].map(ground => ['on-accent', ground] as const),
    ...['plain', 'plain-hover'].map(ground => ['on-plain', ground] as const),
    ['mention', 'mention-ground'] as const,
    ['muted', 'field'] as const,
    ['muted', 'active'] as const,
    ...['comment', 'keyword', 'string', 'number', 'name', 'type'].flatMap(part =>
      ['code', 'chat'].map(ground => [`code-${part}`, ground] as const),
    ),
  ];
  for (const scheme of [light, dark]) {
    for (const [text, ground] of pairs) {
      expect(
        contrast(scheme[text] ?? '', scheme[ground] ?? ''),
        `${text} on ${ground}`,
      ).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of ['good', 'good-hover', 'bad', 'bad-hover']) {
      expect(contrast('#ffffff', scheme[ground] ?? ''), ground).toBeGreaterThanOrEqual(4.5);
    }
  }
});
