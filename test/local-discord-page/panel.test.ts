import { expect, test } from 'vitest';
import { findNewestChannel } from '../../local-discord/page/client/newest-channel.ts';
import { faultChoices, isOn, switched } from '../../local-discord/page/client/panel/fault-words.ts';
import { verdictOf } from '../../local-discord/page/client/panel/verdict.ts';
import { orderChannels } from '../../local-discord/page/client/parts/channel-order.ts';
import type { Message, World } from '../../local-discord/page/client/shapes.ts';
import { directsOf, settleView } from '../../local-discord/page/client/state.ts';
import { faultsBody } from '../../local-discord/rest/faults.ts';

const [slow, before] = faultChoices;

test('a fault is switched without touching the others', () => {
  if (!slow || !before) throw new Error('there are faults to choose');
  const both = switched(before, switched(slow, {}, true), true);
  expect([isOn(slow, both), isOn(before, both)]).toEqual([true, true]);
  const one = switched(slow, both, false);
  expect([isOn(slow, one), isOn(before, one)]).toEqual([false, true]);
  expect(switched(before, one, false)).toEqual({});
});

test('the server understands every fault that the page offers', () => {
  for (const { means, label } of faultChoices) expect(faultsBody.safeParse(means).success, label).toBe(true);
});

test('what became of a request is told in words', () => {
  const line = { n: 1, method: 'POST', path: '/x', ms: 1 };
  expect(verdictOf({ ...line, status: 200 })).toEqual({ good: true, words: 'accepted' });
  expect(
    verdictOf({ ...line, status: 403, answer: { code: 50013, message: 'Missing Permissions' } }).words,
  ).toBe('refused (50013) Missing Permissions');
  expect(verdictOf({ ...line, status: 429 }).words).toContain('wait');
  expect(verdictOf({ ...line, status: 0 }).words).toContain('dropped');
  expect(verdictOf({ ...line, status: 404, problem: 'no such route' }).words).toBe('no such route');
});

test('threads stand below their channel, channels below their category', () => {
  const order = orderChannels([
    { id: 'k', name: 'Study', type: 4 },
    { id: 'a', name: 'lessons', type: 0, parentId: 'k' },
    { id: 'b', name: 'general', type: 0, parentId: null },
    { id: 't', name: 'day 1', type: 11, parentId: 'a' },
    { id: 'u', name: 'lost', type: 11, parentId: 'gone' },
  ]);
  expect(order.map(({ id }) => id)).toEqual(['b', 'u', 'k', 'a', 't']);
});

const world: World = {
  application: { id: 'b', name: 'Lockstep' },
  guilds: [
    {
      id: 'g',
      name: 'G',
      ownerId: 'm',
      botPresent: true,
      roles: [],
      channels: [
        { id: 'c', name: 'general', type: 0 },
        { id: 'd', name: 'lessons', type: 0 },
        { id: 'secret', name: 'secret', type: 0 },
      ],
      members: [{ id: 'm', name: 'Mira', roles: [] }],
    },
  ],
  directs: [
    { id: 'dm', memberId: 'm' },
    { id: 'other', memberId: 'n' },
  ],
};
const nowhere = { guild: undefined, channel: undefined, member: undefined };

test('a bare address opens where the newest message stands that one may see', async () => {
  const newest: Readonly<Record<string, string>> = { c: '99', d: '100' };
  const messages = async (channel: string) => {
    if (channel === 'secret') throw new Error('This member cannot see that channel.');
    return [{ id: newest[channel] ?? '0' } as Message];
  };
  expect(await findNewestChannel({ messages }, world, nowhere)).toBe('d');
  expect(await findNewestChannel({ messages: async () => [] }, world, nowhere)).toBeUndefined();
  expect(await findNewestChannel({ messages }, { ...world, guilds: [] }, nowhere)).toBeUndefined();
});

test('a member finds their own conversation with the bot, and nobody else’s', () => {
  expect(directsOf(world, 'm')).toEqual([{ id: 'dm', name: 'Lockstep', type: 1 }]);
  expect(settleView(world, { guild: 'g', channel: 'dm', member: 'm' }).channel).toBe('dm');
  expect(settleView(world, { guild: 'g', channel: 'other', member: 'm' }).channel).toBe('c');
});
