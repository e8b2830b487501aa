/** The schemas drop what they don't know: whatever was given and isn't there afterwards is unknown. */
export function strayFields(
  given: unknown,
  kept: unknown,
  path: readonly PropertyKey[] = [],
): PropertyKey[][] {
  if (typeof given !== 'object' || given === null || typeof kept !== 'object' || kept === null) return [];
  return Object.entries(given).flatMap(([key, value]) => {
    const step = Array.isArray(given) ? Number(key) : key;
    const here = [...path, step];
    return Object.hasOwn(kept, key)
      ? strayFields(value, (kept as Record<string, unknown>)[key], here)
      : [here];
  });
}
