/**
 * Links of an awesome list (`- [Title](url) - note`) or a roadmap (`- [@article@Title](url)`), written in Markdown, to resources of ours.
 * Only the syntax is read: titles and addresses are facts, and what somebody wrote about a link stays theirs.
 */
import { addressOf, type Incoming, idFrom } from './incoming.ts';

const refusals = {
  relative: 'Its address is not a whole one: it must begin with https:// or http://.',
  twice: 'Its address stands in this list already.',
  nameless: 'It has no title.',
};

const kinds: Readonly<Record<string, string>> = {
  official: 'docs',
  opensource: 'repo',
  article: 'article',
  video: 'video',
  course: 'course',
  book: 'book',
  podcast: 'website',
  feed: 'website',
};

/** Every link of a list item, in its order; `written` is a resource. Never throws. */
export function readAwesomeList(text: string): readonly Incoming[] {
  const seen = new Set<string>();
  let isCode = false;
  return text.split('\n').flatMap((line, index): readonly Incoming[] => {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    const [, marked = '', address = ''] =
      (isCode
        ? undefined
        : /^\s{0,12}[-*+]\s+(?:\*\*)?\[((?:[^[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]+)>?[^)]*\)/.exec(line)) ??
      [];
    // An entry of the table of contents leads to a heading of the same page.
    if (address === '' || address.startsWith('#')) return [];
    const [, mark, title = ''] = /^(?:@([a-z]+)@)?\s*(.*?)\s*$/.exec(marked.replace(/[*_`]/g, '')) ?? [];
    const place = { line: index + 1, name: title || address };
    if (title === '') return [{ ...place, refusal: refusals.nameless }];
    if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
      return [{ ...place, refusal: refusals.relative }];
    if (seen.has(addressOf(address))) return [{ ...place, refusal: refusals.twice }];
    seen.add(addressOf(address));
    const kind = kinds[mark ?? ''] ?? kindOf(new URL(address));
    const id = idFrom(title, 48) || idFrom(address, 48);
    return [{ ...place, written: { id, title, url: address, kind, cost: 'unknown' } }];
  });
}

function kindOf({ hostname, pathname }: URL): string {
  if (/(^|\.)(youtube\.com|youtu\.be|vimeo\.com)$/.test(hostname))
    return /^\/(@|c\/|channel\/|user\/)/.test(pathname) ? 'youtube-channel' : 'video';
  if (/(^|\.)(github\.com|gitlab\.com|codeberg\.org)$/.test(hostname)) return 'repo';
  if (/^(docs|developer|dev)\./.test(hostname) || /\/docs?(\/|$)/.test(pathname)) return 'docs';
  if (/^blog\./.test(hostname) || /\/blog(\/|$)/.test(pathname)) return 'blog';
  return 'website';
}
