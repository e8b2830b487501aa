/** A question that comes from elsewhere, before anybody has decided what becomes of it. */

export interface Incoming {
  /** 1-based, where it begins in the file that it comes from. */
  readonly line: number;
  /** What the table calls it: its id, or its first words. */
  readonly name: string;
  /** In the shape of our banks, as far as the other format could tell; undefined where it couldn't. */
  readonly written?: Readonly<Record<string, unknown>>;
  /** Why it can't be one of ours: a sentence. */
  readonly refusal?: string;
}

/** A short id made of words: lower case, hyphens, at most `length` characters (as many as a question's id may have); '' when there are no letters. */
export function idFrom(text: string, length = 32): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (words.length <= length) return words;
  // Whole words read better than a torn one.
  const cut = words.slice(0, length + 1);
  return (cut.includes('-') ? cut.slice(0, cut.lastIndexOf('-')) : words.slice(0, length)).replace(/-+$/, '');
}

/** Ids for texts of one question, each once: a second `yes` becomes `yes-2`. A text without letters gets its place. */
export function idsFrom(texts: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return texts.map((text, index) => {
    const base = idFrom(text, 36) || `option-${index + 1}`;
    let id = base;
    for (let n = 2; taken.has(id); n += 1) id = `${base}-${n}`;
    taken.add(id);
    return id;
  });
}

/** What two spellings of one address share: its scheme and a last slash make no difference. */
export const addressOf = (url: string): string => url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
