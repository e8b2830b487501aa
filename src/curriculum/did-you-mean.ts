/** The known name nearest to a mistyped one. */

/** At most a third of the letters may differ, or an ending be missing or too much; undefined when nothing is near. */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  // Names are short; a longer one is no typing mistake and not worth the time.
  let bestDistance = Math.min(64, Math.floor(typed.length / 3)) + 1;
  if (typed.length > 80) return undefined;
  for (const name of known) {
    if (Math.abs(name.length - typed.length) >= bestDistance) continue;
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [name, distance];
  }
  return best ?? [...known].find(name => startsAlike(typed, name));
}

function startsAlike(typed: string, name: string): boolean {
  return Math.min(typed.length, name.length) >= 4 && (typed.startsWith(name) || name.startsWith(typed));
}

/** `Did you mean "x"?` or nothing, with a space behind. */
export function didYouMean(typed: string, known: Iterable<string>): string {
  const name = nearest(typed, known);
  return name === undefined ? '' : `Did you mean "${name}"? `;
}

/** How many letters to add, drop or change, or neighbours to swap (optimal string alignment distance). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      const isSwap = i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j];
      const swap = isSwap ? (before[j - 1] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(change, swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
