/** Where Discord's document says less than Discord does: bodies are brought into its words before they are compared with it. */

/** Strings on the wire, integers in the document of requests. */
const bitFields = new Set(['permissions', 'allow', 'deny', 'default_member_permissions']);
/** Lists whose items have a snowflake as `id` (a component's `id` is a number of its own). */
const numberedLists = new Set(['attachments', 'files']);

export type Direction = 'body' | 'answer';

/** A copy in which times end in Z, characters count once, and (in requests) permissions are numbers and ids strings. */
export function normalise(value: unknown, direction: Direction, key = '', parent = ''): unknown {
  if (Array.isArray(value)) return value.map(item => normalise(item, direction, key, key));
  if (typeof value !== 'object' || value === null) return normaliseOne(value, direction, key, parent);
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    if (part !== undefined && name !== '__proto__')
      copy[name] = normalise(part, direction, name, key || parent);
  }
  return copy;
}

/** The same for what is neither an object nor a list; `key` is where it stands, `parent` the list or object around that. */
export function normaliseOne(value: unknown, direction: Direction, key: string, parent: string): unknown {
  if (typeof value === 'string') {
    if (direction === 'body' && bitFields.has(key) && /^\d{1,17}$/.test(value)) return Number(value);
    if (/^\d{4}-\d\d-\d\dT[\d:.]+\+00:00$/.test(value)) return value.replace('+00:00', 'Z');
    // The document counts UTF-16 units, Discord characters.
    return /[\ud800-\udbff]/.test(value) ? value.replaceAll(/[\u{10000}-\u{10ffff}]/gu, 'x') : value;
  }
  if (typeof value === 'number') {
    const isId = key.endsWith('_id') || (key === 'id' && numberedLists.has(parent));
    return direction === 'body' && isId && Number.isSafeInteger(value) ? String(value) : value;
  }
  return value;
}
