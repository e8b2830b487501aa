/** Tables as text for spreadsheets: RFC 4180, safe to open. */

/** A spreadsheet takes a text that begins so for a formula; the wide signs are read so where East Asian keyboards are usual. */
const formula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
/** Without it Excel reads UTF-8 as the machine's old code page. */
const byteOrderMark = '\uFEFF';

/**
 * The whole file, its first row included. A text that would be a formula gets an apostrophe in front
 * (OWASP, "CSV injection"); a number is written as it is, also a negative one.
 */
export function csvFile(rows: readonly (readonly (string | number)[])[]): string {
  return `${byteOrderMark}${rows.map(row => `${row.map(cellOf).join(',')}\r\n`).join('')}`;
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  // Semicolons and tabs divide cells where a comma is the decimal sign, so they are quoted, too.
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
