/** Reads Discord's Markdown line by line: headings, small print, code blocks, quotes, lists, paragraphs. */
import { parseInline } from './parse-inline.ts';
import type { Block } from './syntax.ts';

/** Nobody nests deeper by hand; a hostile text must not exhaust the stack. */
const DEEPEST = 12;

export function parseMarkdown(text: string, depth = 0): readonly Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let waiting: string[] = [];
  const settle = () => {
    const joined = trimEmptyLines(waiting).join('\n');
    if (joined !== '') blocks.push({ kind: 'paragraph', inside: parseInline(joined) });
    waiting = [];
  };

  for (let at = 0; at < lines.length; ) {
    const found = depth < DEEPEST ? blockAt(lines, at, depth) : undefined;
    if (found === undefined) {
      waiting.push(lines[at] ?? '');
      at += 1;
      continue;
    }
    if (found.before !== '') waiting.push(found.before);
    settle();
    blocks.push(found.block);
    if (found.after !== '') waiting.push(found.after);
    at = found.next;
  }
  settle();
  return blocks;
}

interface Found {
  readonly block: Block;
  /** The first line that is not part of the block. */
  readonly next: number;
  /** What stands on the block's own lines before and after it: a code block may open and close in mid-line. */
  readonly before: string;
  readonly after: string;
}

function blockAt(lines: readonly string[], at: number, depth: number): Found | undefined {
  const line = lines[at] ?? '';
  return quoteAt(lines, at, depth) ?? listAt(lines, at, depth) ?? codeAt(lines, at) ?? singleLine(line, at);
}

function whole(block: Block, next: number): Found {
  return { block, next, before: '', after: '' };
}

function singleLine(line: string, at: number): Found | undefined {
  const heading = /^(#{1,3})\s+(\S.*)$/.exec(line);
  if (heading) {
    const level = heading[1]?.length === 1 ? 1 : heading[1]?.length === 2 ? 2 : 3;
    return whole({ kind: 'heading', level, inside: parseInline(heading[2] ?? '') }, at + 1);
  }
  const small = /^-#\s+(\S.*)$/.exec(line);
  return small ? whole({ kind: 'small', inside: parseInline(small[1] ?? '') }, at + 1) : undefined;
}

function codeAt(lines: readonly string[], at: number): Found | undefined {
  const line = lines[at] ?? '';
  const open = line.indexOf('```');
  if (open < 0 || line[open - 1] === '\\') return undefined;
  const rest = [line.slice(open + 3), ...lines.slice(at + 1)];
  const last = rest.findIndex(candidate => candidate.includes('```'));
  if (last < 0) return undefined;
  const close = (rest[last] ?? '').indexOf('```');
  const inside = [...rest.slice(0, last), (rest[last] ?? '').slice(0, close)];
  // "```ts" names a language only when the code begins on the next line.
  const named = inside.length > 1 && /^[\w+#.-]+$/.test(inside[0] ?? '');
  const text = trimEmptyLines(named ? inside.slice(1) : inside).join('\n');
  if (text === '') return undefined;
  const block: Block = { kind: 'code', language: named ? (inside[0] ?? '').toLowerCase() : '', text };
  return {
    block,
    next: at + last + 1,
    before: line.slice(0, open),
    after: (rest[last] ?? '').slice(close + 3),
  };
}

function quoteAt(lines: readonly string[], at: number, depth: number): Found | undefined {
  const line = lines[at] ?? '';
  if (line.startsWith('>>> ')) {
    const rest = [line.slice(4), ...lines.slice(at + 1)].join('\n');
    return whole({ kind: 'quote', inside: parseMarkdown(rest, depth + 1) }, lines.length);
  }
  let end = at;
  while (end < lines.length && /^> /.test(lines[end] ?? '')) end += 1;
  if (end === at) return undefined;
  const inside = lines.slice(at, end).map(quoted => quoted.slice(2));
  return whole({ kind: 'quote', inside: parseMarkdown(inside.join('\n'), depth + 1) }, end);
}

const ITEM = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/;

/** A list ends at the first line that is neither an item nor indented; deeper lines belong to the item above. */
function listAt(lines: readonly string[], at: number, depth: number): Found | undefined {
  const first = ITEM.exec(lines[at] ?? '');
  if (!first) return undefined;
  const indent = first[1]?.length ?? 0;
  const ordered = /\d/.test(first[2] ?? '');
  const items: string[][] = [];
  let end = at;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? '';
    const item = ITEM.exec(line);
    const current = items.at(-1);
    if (item && (item[1]?.length ?? 0) <= indent) {
      if (/\d/.test(item[2] ?? '') !== ordered || (item[1]?.length ?? 0) < indent) break;
      items.push([item[3] ?? '']);
    } else if (current && /^ +\S/.test(line)) {
      current.push(line.slice(Math.min(indent + 2, line.search(/\S/))));
    } else break;
  }
  const start = ordered ? Number.parseInt(first[2] ?? '1', 10) : undefined;
  const inside = items.map(item => parseMarkdown(item.join('\n'), depth + 1));
  return whole({ kind: 'list', start, items: inside }, end);
}

function trimEmptyLines(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex(line => line.trim() !== '');
  const last = lines.findLastIndex(line => line.trim() !== '');
  return first < 0 ? [] : lines.slice(first, last + 1);
}
