/** Cutting what is long into pages without tearing anything in two. */

/** Neighbours gathered into pages of at most `most` items and about `length` in size; an item larger than that has a page alone. One empty page of nothing. */
export function gatherPages<T>(
  items: readonly T[],
  sizeOf: (item: T) => number,
  { length, most = Number.POSITIVE_INFINITY }: { readonly length: number; readonly most?: number },
): readonly (readonly T[])[] {
  const pages: T[][] = [[]];
  let filled = 0;
  for (const item of items) {
    const size = sizeOf(item);
    const page = pages.at(-1) ?? [];
    if (page.length > 0 && (filled + size > length || page.length >= most)) {
      pages.push([item]);
      filled = size;
    } else {
      page.push(item);
      filled += size;
    }
  }
  return pages;
}
