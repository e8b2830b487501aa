/** What somebody typed, as the rest may have it: Postgres takes no zero byte, and nobody means a control character. */

/** Without control characters other than line breaks and tabs, and without white space at its ends. */
export const typedText = (typed: string): string =>
  typed
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
