import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let ran = 0;
const count = () => {
  ran += 1;
};
const refuse = () => Promise.reject(new Error('There is no next one.'));
beforeAll(async () => {
  const actions = [
    { id: 'next', label: 'Next study day', run: count },
    { id: 'never', label: 'Never', run: refuse },
  ];
  world = await openWorld({ actions });
});
afterAll(() => world.stop());

const path = () => `/channels/${world.channel}/messages`;
const send = (content: string) =>
  world.raw('POST', path(), { content }).then(
    r => r.status,
    () => 'no answer',
  );
const said = async (content: string) =>
  (await world.control.messages(world.channel, world.mira)).filter(m => m.content === content).length;

test('an error before or after the effect, a lost answer and a rate limit look the same to a bot but for what happened', async () => {
  const { control } = world;
  await control.setFaults({ error502Before: 1 });
  expect([await send('before'), await said('before')]).toEqual([502, 0]);
  await control.setFaults({ error502After: 1 });
  expect([await send('after'), await said('after')]).toEqual([502, 1]);
  await control.setFaults({ dropAnswer: 1 });
  expect([await send('dropped'), await said('dropped')]).toEqual(['no answer', 1]);
  await control.setFaults({ rateLimit429: 1 });
  expect([await send('limited'), await said('limited')]).toEqual([429, 0]);
  await control.setFaults({ error502Before: 1, routes: '^GET ' });
  expect(await send('other route')).toBe(200);
  await control.clearFaults();
  expect(await send('healed')).toBe(200);
  const statuses = (await control.requests()).map(r => r.status);
  expect(statuses).toEqual([502, 502, 0, 429, 200, 200]);
});

test('a seed repeats the same misfortunes', async () => {
  const { control } = world;
  const run = async () => {
    await control.setFaults({ error502Before: 0.5, seed: 3 });
    const outcome: unknown[] = [];
    for (let n = 0; n < 12; n += 1) outcome.push((await world.raw('GET', '/users/@me')).status);
    return outcome.join();
  };
  const once = await run();
  expect(once).toContain('502');
  expect(once).toContain('200');
  expect(await run()).toBe(once);
  await control.clearFaults();
});

test('whoever starts the server can add actions, and changes are hinted at', async () => {
  const { control, mira, guild, channel } = world;
  expect(await control.actions()).toEqual([
    { id: 'next', label: 'Next study day' },
    { id: 'never', label: 'Never' },
  ]);
  await control.runAction('next');
  expect(ran).toBe(1);
  await expect(control.runAction('never')).rejects.toThrow('There is no next one.');
  const hints: string[] = [];
  const stop = new AbortController();
  const reading = control.events(hint => void hints.push(hint.type), stop.signal, mira);
  await expect
    .poll(async () => {
      await control.write(channel, guild.ownerId, 'hello');
      return hints;
    })
    .toContain('message');
  await control.advance(1000);
  await expect.poll(() => hints).toContain('clock');
  stop.abort();
  await reading;
});

test('nonsense at the control address is refused in words', async () => {
  const { control, guild } = world;
  await expect(control.addGuild({ name: '' })).rejects.toThrow();
  await expect(control.moveTo('yesterday')).rejects.toThrow();
  await expect(control.moveTo('1999-01-01T00:00:00Z')).rejects.toThrow('2016 to 2100');
  await expect(control.addMember(guild.id, { name: 'x', roles: ['1'] })).rejects.toThrow(
    'not one of this guild',
  );
  await expect(control.runAction('none')).rejects.toThrow('no such action');
  await expect(control.messages(guild.channels[0]?.id ?? '', '1')).rejects.toThrow('as which member');
});
