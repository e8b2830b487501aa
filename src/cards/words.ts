/** Small pieces of text that every card writes the same way. */

/** Discord shows it in each reader's own zone. `style` R is "in 3 hours", F a full date and time, D a date. */
export const time = (instant: Date, style: 'R' | 'F' | 'D' | 't' = 'F'): string =>
  `<t:${Math.floor(instant.getTime() / 1000)}:${style}>`;

export const person = (memberId: string): string => `<@${memberId}>`;
export const place = (channelId: string): string => `<#${channelId}>`;

/** `1 lesson`, `2 lessons`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

// Characters that turn text around or hide in it: zero-width ones, bidi marks and isolates.
const invisible = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g;

/**
 * Text that a person typed, made harmless: it can't ping, format, link or turn the line around.
 * The word joiner after `@` and `<` survives copying and shows nothing.
 */
export function plain(typed: string, maxLength = 100): string {
  const clean = typed.replace(invisible, '').replace(/\s+/g, ' ').trim();
  const cut = clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
  return cut
    .replace(/[\\*_~`|>[\]()#\-+:]/g, '\\$&')
    .replace(/[@<]/g, '$&\u2060')
    .replace(/\b(https?|www)/gi, '$1\u2060');
}

/** A bar of ten cells and the same in words, so that nobody needs to see the cells. */
export function bar(done: number, total: number): string {
  const filled = total === 0 ? 0 : Math.round((done / total) * 10);
  return `${'▰'.repeat(filled)}${'▱'.repeat(10 - filled)} ${done} of ${total}`;
}
