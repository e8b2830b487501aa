/** Small pieces of text that every card writes the same way. */

/** Discord shows it in each reader's own zone. `style` R is "in 3 hours", F a full date and time, D a date. */
export const time = (instant: Date, style: 'R' | 'F' | 'D' | 't' = 'F'): string =>
  `<t:${Math.floor(instant.getTime() / 1000)}:${style}>`;

export const person = (memberId: string): string => `<@${memberId}>`;
export const place = (channelId: string): string => `<#${channelId}>`;

/** `1 lesson`, `2 lessons`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

const inOneList = new Intl.ListFormat('en');
/** `Monday`, `Monday and Tuesday`, `Monday, Tuesday, and Friday`. */
export const listWords = (words: readonly string[]): string => inOneList.format(words);

// Characters that turn text around, hide in it or look like nothing: control and format characters, torn halves of others, fillers.
// Joiners stay where they are part of what is seen: in one emoji of several, and between letters of scripts that write with them.
const joined = [
  'Arab',
  'Syrc',
  'Beng',
  'Deva',
  'Gujr',
  'Guru',
  'Knda',
  'Khmr',
  'Mlym',
  'Mong',
  'Mymr',
  'Orya',
]
  .concat(['Sinh', 'Taml', 'Telu'])
  .map(script => `\\p{Script=${script}}`)
  .join('');
const joins = `(?<=[\\p{ExtPict}\\p{EMod}\\uFE0F])\\u200D(?=\\p{ExtPict})|(?<=[${joined}])[\\u200C\\u200D](?=[${joined}])`;
const invisible = new RegExp(
  `(?!${joins})(?:\\p{Cc}|\\p{Cf}|\\p{Cs}|\\u034F|\\u115F|\\u1160|\\u2800|\\u3164|\\uFFA0)`,
  'gu',
);

/** What can be read of a text that a person typed, in one line; empty when there is nothing to read. */
export const visible = (typed: string): string =>
  typed.replace(/\s+/g, ' ').replace(invisible, '').replace(/ +/g, ' ').trim();

/** At most `max` characters, with a mark where it was cut; no character is torn in two. */
export const cut = (content: string, max: number): string =>
  content.length <= max
    ? content
    : `${content.slice(0, max - 1).replace(/[\u200C\u200D]?[\uD800-\uDBFF]?$/, '')}…`;

/**
 * Text that a person typed, made harmless: it can't ping, format, link or turn the line around.
 * The word joiner after `@` and `<` survives copying and shows nothing.
 */
export function plain(typed: string, maxLength = 100): string {
  return (
    cut(visible(typed), maxLength)
      .replace(/[\\*_~`|>[\]()#\-+:]/g, '\\$&')
      // A number and a dot at the beginning of a line would make a list of it.
      .replace(/^(\d+)\./, '$1\\.')
      .replace(/[@<]/g, '$&\u2060')
      .replace(/\b(https?|www)/gi, '$1\u2060')
  );
}

/** When something comes: `in 3 hours`; `soon` when its time has come already, since it waits for another then. */
export const comesAt = (at: Date, now: Date): string => (at > now ? time(at, 'R') : 'soon');

/** A bar of ten cells and the same in words, so that nobody needs to see the cells. */
export function bar(done: number, total: number): string {
  const filled = total === 0 ? 0 : Math.round((done / total) * 10);
  return `${'▰'.repeat(filled)}${'▱'.repeat(10 - filled)} ${done} of ${total}`;
}
