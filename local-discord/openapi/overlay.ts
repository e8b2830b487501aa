/** Where Discord's document contradicts what Discord does, mended before anything is compared with it. */

type Json = Readonly<Record<string, unknown>>;

/**
 * A copy in which integers that JavaScript couldn't hold may also be strings of digits (permissions travel so), and
 * unions ask for at least one fitting shape: many of their shapes have no required field, so that two of them fit.
 */
export function mended(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(mended);
  if (!isJson(part)) return part;
  const entries = Object.entries(part).map(([key, value]) => [
    key === 'oneOf' ? 'anyOf' : key,
    mended(value),
  ]);
  const copy: Json = Object.fromEntries(entries);
  return isLongInteger(part) ? { anyOf: [copy, { type: 'string', pattern: '^-?[0-9]+$' }] } : copy;
}

function isLongInteger({ type, format, ...others }: Json): boolean {
  const isInteger = type === 'integer' || (Array.isArray(type) && type.includes('integer'));
  return isInteger && format !== 'int32' && !('enum' in others || 'oneOf' in others || 'const' in others);
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
