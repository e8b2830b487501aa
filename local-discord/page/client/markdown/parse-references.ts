/** Links, mentions, times and emoji; only http(s) addresses ever become links. */
import type { Piece } from './parse-inline.ts';
import type { Inline, TimeStyle } from './syntax.ts';

/** `<@1>`, `<@&1>`, `<#1>`, `</name:1>`, `<t:1:R>`, `<:name:1>` and `<https://…>`. */
export function parseAngle(text: string): Piece | undefined {
  const end = text.indexOf('>');
  if (end < 2) return undefined;
  const node = referenceOf(text.slice(1, end));
  return node && { node, length: end + 1 };
}

function referenceOf(inside: string): Inline | undefined {
  const mention = /^(@!?|@&|#)(\d{1,20})$/.exec(inside);
  if (mention) {
    const of = mention[1] === '#' ? 'channel' : mention[1] === '@&' ? 'role' : 'user';
    return { kind: 'mention', of, id: mention[2] ?? '' };
  }
  const time = /^t:(-?\d{1,12})(?::([tTdDfFR]))?$/.exec(inside);
  if (time) return { kind: 'time', seconds: Number(time[1]), style: (time[2] ?? 'f') as TimeStyle };
  const command = /^\/([-\w\p{L}\p{N} ]{1,100}):\d{1,20}$/u.exec(inside);
  if (command) return { kind: 'command', name: command[1] ?? '' };
  const emoji = /^a?:(\w{2,32}):\d{1,20}$/.exec(inside);
  if (emoji) return { kind: 'emoji', name: emoji[1] ?? '' };
  const url = httpUrl(inside);
  return url === undefined ? undefined : { kind: 'link', url, inside: [{ kind: 'text', text: inside }] };
}

/** `[label](https://… "title")`; the label may hold emphasis, never another link. */
export function parseMaskedLink(
  text: string,
  parse: (label: string) => readonly Inline[],
): Piece | undefined {
  const found =
    /^\[((?:\\.|[^\][\\\n]){1,1000})\]\(\s*<?([^\s<>()]+(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+"[^"\n]*")?\s*\)/.exec(
      text,
    );
  const url = httpUrl(found?.[2] ?? '');
  if (!found || url === undefined) return undefined;
  const inside = parse(found[1] ?? '').filter(node => node.kind !== 'link');
  return inside.length === 0 ? undefined : { node: { kind: 'link', url, inside }, length: found[0].length };
}

/** An address in running text; the full stop or bracket that closes the sentence is not part of it. */
export function parseBareLink(text: string, before: string): Piece | undefined {
  if (/[\w/]/.test(before)) return undefined;
  const found = /^https?:\/\/[^\s<>"'`|\\*]+/.exec(text)?.[0];
  if (found === undefined) return undefined;
  let address = found.replace(/[.,:;!?\])_]+$/, tail => (/^\)/.test(tail) && found.includes('(') ? ')' : ''));
  if (address.endsWith('~~')) address = address.slice(0, -2);
  const url = httpUrl(address);
  if (url === undefined) return undefined;
  return { node: { kind: 'link', url, inside: [{ kind: 'text', text: address }] }, length: address.length };
}

/** The address when it is a whole http(s) one; `javascript:`, `data:` and the like are not. */
export function httpUrl(text: string): string | undefined {
  if (!/^https?:\/\/[^\s/]/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).href;
}
