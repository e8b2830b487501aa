/** Reads what stands inside a line of Discord's Markdown: emphasis, code, spoilers, links, mentions, times. */
import { parseAngle, parseBareLink, parseMaskedLink } from './parse-references.ts';
import type { Inline, Style } from './syntax.ts';

/** One piece that was recognised, and how many characters it takes. */
export interface Piece {
  readonly node: Inline;
  readonly length: number;
}

/** Longer marks stand before shorter ones that begin alike. */
const marks: readonly (readonly [string, Style])[] = [
  ['**', 'bold'],
  ['__', 'underline'],
  ['~~', 'strike'],
  ['||', 'spoiler'],
  ['*', 'italic'],
  ['_', 'italic'],
];

const DEEPEST = 12;

export function parseInline(text: string, depth = 0): readonly Inline[] {
  const nodes: Inline[] = [];
  let plain = '';
  const settle = () => {
    if (plain !== '') nodes.push({ kind: 'text', text: plain });
    plain = '';
  };

  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    if (char === '\\' && /[^0-9A-Za-z\s]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1] ?? '';
      at += 2;
      continue;
    }
    const piece = depth < DEEPEST ? pieceAt(text, at, depth) : undefined;
    if (piece === undefined) {
      plain += char;
      at += 1;
      continue;
    }
    settle();
    nodes.push(piece.node);
    at += piece.length;
  }
  settle();
  return nodes;
}

function pieceAt(text: string, at: number, depth: number): Piece | undefined {
  switch (text[at]) {
    case '\n':
      return { node: { kind: 'break' }, length: 1 };
    case '`':
      return codeAt(text, at);
    case '<':
      return parseAngle(text.slice(at, at + 2100));
    case '[':
      return parseMaskedLink(text.slice(at), label => parseInline(label, depth + 1));
    case 'h':
      return parseBareLink(text.slice(at), text[at - 1] ?? ' ');
    case '@':
      return everyoneAt(text, at);
    case '*':
    case '_':
    case '~':
    case '|':
      return emphasisAt(text, at, depth);
    default:
      return undefined;
  }
}

function codeAt(text: string, at: number): Piece | undefined {
  const fence = /^`+/.exec(text.slice(at))?.[0] ?? '`';
  for (let close = text.indexOf(fence, at + fence.length); close >= 0; ) {
    let end = close;
    while (text[end] === '`') end += 1;
    if (end - close === fence.length) {
      const inside = text.slice(at + fence.length, close);
      // "`` `x` ``": one space on both sides is there only to keep the marks apart.
      const trimmed = fence.length > 1 ? inside.replace(/^ (?=.*`)|(?<=`.*) $/g, '') : inside;
      return { node: { kind: 'code', text: trimmed }, length: end - at };
    }
    close = text.indexOf(fence, end);
  }
  return undefined;
}

function everyoneAt(text: string, at: number): Piece | undefined {
  const found = /^@(everyone|here)\b/.exec(text.slice(at, at + 10));
  if (!found) return undefined;
  const name = found[1] === 'here' ? '@here' : '@everyone';
  return { node: { kind: 'everyone', text: name }, length: name.length };
}

function emphasisAt(text: string, at: number, depth: number): Piece | undefined {
  for (const [mark, kind] of marks) {
    if (!text.startsWith(mark, at)) continue;
    const close = closeOf(text, at, mark);
    if (close === undefined) continue;
    const inside = parseInline(text.slice(at + mark.length, close), depth + 1);
    return { node: { kind, inside }, length: close + mark.length - at };
  }
  return undefined;
}

/** Where the emphasis that opens at `at` closes; code and escaped characters cannot close it. */
function closeOf(text: string, at: number, mark: string): number | undefined {
  const from = at + mark.length;
  const single = mark.length === 1;
  const char = mark[0] ?? '';
  if (single && /\s|^$/.test(text[from] ?? '')) return undefined;
  if (mark === '_' && /\w/.test(text[at - 1] ?? '')) return undefined;

  for (let i = from; i < text.length; i += 1) {
    if (text[i] === '\\') {
      i += 1;
    } else if (text[i] === '`') {
      const code = codeAt(text, i);
      if (code) i += code.length - 1;
    } else if (text[i] === char) {
      let end = i;
      while (text[end] === char) end += 1;
      const run = end - i;
      const closes = single ? run % 2 === 1 && !/\s/.test(text[i - 1] ?? '') : run >= 2;
      const close = end - mark.length;
      const insideWord = mark === '_' && /\w/.test(text[end] ?? '');
      if (closes && close > from - 1 && close !== from && !insideWord) return close;
      i = end - 1;
    }
  }
  return undefined;
}
