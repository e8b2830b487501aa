import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatherPages } from '../../src/core/pages.ts';

const sizes = fc.array(fc.nat(60), { maxLength: 40 });
const limits = fc.record({ length: fc.integer({ min: 1, max: 100 }), most: fc.integer({ min: 1, max: 9 }) });

test('pages hold everything in order, and none is larger than allowed unless a single item is', () => {
  fc.assert(
    fc.property(sizes, limits, (items, { length, most }) => {
      const pages = gatherPages(items, size => size, { length, most });
      expect(pages.flat()).toEqual(items);
      for (const page of pages) {
        expect(page.length).toBeLessThanOrEqual(most);
        const sum = page.reduce((all, size) => all + size, 0);
        expect(sum <= length || page.length === 1).toBe(true);
      }
    }),
  );
});

test('no page is begun while the one before has room, and nothing makes one empty page', () => {
  fc.assert(
    fc.property(sizes, limits, (items, { length, most }) => {
      const pages = gatherPages(items, size => size, { length, most });
      for (const [i, page] of pages.slice(1).entries()) {
        const before = pages[i] ?? [];
        const sum = before.reduce((all, size) => all + size, 0);
        expect(before.length === most || sum + (page[0] ?? 0) > length).toBe(true);
      }
    }),
  );
  expect(gatherPages([], () => 1, { length: 10 })).toEqual([[]]);
});
