import { expect, test } from 'vitest';
import { createTurns } from '../../src/discord/turns.ts';

const limits = { burst: 10, perSecond: 1, atOnce: 2, inLine: 3, givesWayMs: 60_000 };

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
  // What stood in line lets others go first.
  letOne();
  await settle();
  expect(begun).toEqual(['a1', 'a2', 'l1']);
  letOne();
  letOne();
  await settle();
  expect(begun).toEqual(['a1', 'a2', 'l1', 'a3', 'a4']);
});

test('what stood in line lets others go first for a while, not for ever', async () => {
  const turns = createTurns({ ...limits, atOnce: 1, givesWayMs: 5 }, () => 0);
  const { begun, work, letOne } = held();
  for (const name of ['a1', 'a2']) void turns.take('ada', work(name));
  await expect.poll(() => begun).toEqual(['a1']);
  void turns.take('lee', work('l1'));
  letOne();
  await expect.poll(() => begun).toEqual(['a1', 'l1', 'a2']);
});

test('however many come at once, each is worked on, and of nobody more than two at a time', async () => {
  const turns = createTurns({ burst: 1_000, perSecond: 1, atOnce: 2, inLine: 100, givesWayMs: 5 });
  const running = new Map<string, number>();
  let done = 0;
  const work = (member: string) => async () => {
    running.set(member, (running.get(member) ?? 0) + 1);
    expect(running.get(member)).toBeLessThanOrEqual(2);
    await new Promise(resolve => setTimeout(resolve, done % 3));
    running.set(member, (running.get(member) ?? 0) - 1);
    done += 1;
  };
  const members = ['ada', 'lee', 'mira'];
  await Promise.all(
    Array.from({ length: 240 }, (_, n) => turns.take(members[n % 3] ?? '', work(members[n % 3] ?? ''))),
  );
  expect(done).toBe(240);
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
