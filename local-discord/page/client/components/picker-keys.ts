/** Where the keyboard leads in a list of choices. */

/** The position after `key`, or undefined when the key does not move. Typing a letter goes to the next that begins so. */
export function moveBy(key: string, at: number, labels: readonly string[]): number | undefined {
  const last = labels.length - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, last);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return [...key].length === 1 && key !== ' ' ? nextBeginning(key, at, labels) : undefined;
  }
}

function nextBeginning(letter: string, at: number, labels: readonly string[]): number | undefined {
  const order = labels.map((_, n) => (at + 1 + n) % labels.length);
  return order.find(n => labels[n]?.replace(/^[@#]/, '').toLowerCase().startsWith(letter.toLowerCase()));
}
