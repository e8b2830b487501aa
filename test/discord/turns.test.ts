import { expect, test } from 'vitest';
import { createTurns } from '../../src/discord/turns.ts';

const limits = { burst: 10, perSecond: 1, atOnce: 2, inLine: 3 };

/** Work that goes on until it is let go. */
function held() {
  const lets: (() => void)[] = [];
  const begun: string[] = [];
  const work = (name: string) => async () => {
    begun.push(name);
    await new Promise<void>(resolve => lets.push(resolve));
    return name;
  };
  const settle = () => new Promise<void>(resolve => setImmediate(resolve));
  return { begun, work, letOne: () => lets.shift()?.(), settle };
}

test('of one member a few are worked on at a time, in their order, and the rest is refused; others go on meanwhile', async () => {
  const turns = createTurns(limits, () => 0);
  const { begun, work, letOne, settle } = held();
  const ada = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map(name => turns.take('ada', work(name)));
  expect(ada.map(each => each !== undefined)).toEqual([true, true, true, true, true, false]);
  await settle();
  expect(begun).toEqual(['a1', 'a2']);
  void turns.take('lee', work('l1'));
  await settle();
  expect(begun).toEqual(['a1', 'a2', 'l1']);
  letOne();
  await settle();
  expect(begun).toEqual(['a1', 'a2', 'l1', 'a3']);
});

test('whoever comes too often is refused until time has passed, and work that fails gives its turn on', async () => {
  let ms = 0;
  const turns = createTurns({ ...limits, burst: 2 }, () => ms);
  const fails = () => Promise.reject(new Error('broken'));
  await expect(turns.take('ada', fails)).rejects.toThrow('broken');
  await expect(turns.take('ada', fails)).rejects.toThrow('broken');
  expect(turns.take('ada', async () => 'x')).toBeUndefined();
  expect(await turns.take('lee', async () => 'x')).toBe('x');
  ms = 1_000;
  expect(await turns.take('ada', async () => 'x')).toBe('x');
});
