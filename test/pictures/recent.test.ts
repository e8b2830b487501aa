import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { withRecent } from '../../src/pictures/recent.ts';
import { NotDrawn, type Studio } from '../../src/pictures/studio.ts';

const facts = (title: string) => ({ title, note: '', rows: [] });

/** Counts what is really drawn; each picture holds its number. */
function counted(trouble: () => boolean = () => false) {
  let drawn = 0;
  const studio: Studio = {
    async draw() {
      await sleep(1);
      if (trouble()) throw new NotDrawn('slow');
      drawn += 1;
      return new Uint8Array([drawn]);
    },
    stop: async () => {},
  };
  return studio;
}
const first = async (picture: Promise<Uint8Array>) => (await picture)[0];

test('the same picture is drawn once, also for those who ask while it is drawn, and another is another', async () => {
  const studio = withRecent(counted(), { most: 8, ms: 60_000 });
  const asks = Array.from({ length: 20 }, () => first(studio.draw('insight-rows', facts('a'))));
  expect(new Set(await Promise.all(asks))).toEqual(new Set([1]));
  expect(await first(studio.draw('insight-rows', facts('b')))).toBe(2);
  expect(await first(studio.draw('insight-rows', facts('a')))).toBe(1);
  await studio.stop();
  expect(await first(studio.draw('insight-rows', facts('a')))).toBe(3);
});

test('a picture is forgotten after a while, when others came, and when it couldn’t be drawn', async () => {
  const short = withRecent(counted(), { most: 2, ms: 5 });
  expect(await first(short.draw('insight-rows', facts('a')))).toBe(1);
  await expect.poll(() => first(short.draw('insight-rows', facts('a')))).toBeGreaterThan(1);
  const few = withRecent(counted(), { most: 2, ms: 60_000 });
  for (const title of ['a', 'b', 'c']) await few.draw('insight-rows', facts(title));
  expect(await first(few.draw('insight-rows', facts('c')))).toBe(3);
  expect(await first(few.draw('insight-rows', facts('a')))).toBe(4);
  let fails = true;
  const troubled = withRecent(
    counted(() => fails),
    { most: 2, ms: 60_000 },
  );
  await expect(troubled.draw('insight-rows', facts('a'))).rejects.toThrow('slow');
  fails = false;
  expect(await first(troubled.draw('insight-rows', facts('a')))).toBe(1);
});
