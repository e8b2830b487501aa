import { expect, test } from 'vitest';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { nonceWindow, openDoor } from './door.ts';
import { type DecidedPost, type DuePost, deliveryIn, judge, type SeenPost } from './judge.ts';
import { readOptions } from './options.ts';
import { readHistory } from './read-history.ts';
import { countsOf, isPassed, tableOf } from './report.ts';

const days = ['2026-01-05', '2026-01-06', '2026-01-07'];
const due: DuePost[] = days.map(studyDay => ({ cohortId: 'a', studyDay, channelId: '1' }));
const decided: DecidedPost[] = days.map((studyDay, n) => ({ id: `id-${n}`, cohortId: 'a', studyDay }));
const seen: SeenPost[] = decided.map(({ id }) => ({ deliveryId: id, channelId: '1' }));
const first = { deliveryId: 'id-0', channelId: '1' };

test('each post once in its channel is what the judge wants to see', () => {
  expect(judge(due, decided, seen)).toEqual({ posts: 3, exactlyOnce: 3, lost: 0, doubled: 0, wrong: [] });
});

test('the judge finds a planted double, wherever it stands', () => {
  expect(judge(due, decided, [...seen, first])).toMatchObject({ exactlyOnce: 2, lost: 0, doubled: 1 });
  expect(judge(due, decided, [...seen, first, first])).toMatchObject({ doubled: 2, wrong: ['id-0'] });
  const elsewhere = { ...first, channelId: '2' };
  expect(judge(due, decided, [...seen, elsewhere])).toMatchObject({ exactlyOnce: 2, lost: 0, doubled: 1 });
});

test('the judge finds a planted loss, and a post that stands in the wrong channel only', () => {
  expect(judge(due, decided, seen.slice(1))).toMatchObject({ exactlyOnce: 2, lost: 1, wrong: ['id-0'] });
  const astray = [...seen.slice(1), { ...first, channelId: '2' }];
  expect(judge(due, decided, astray)).toMatchObject({ exactlyOnce: 2, lost: 1, doubled: 1 });
});

test('a due day that nobody decided is lost, and a message for nothing that was due is too many', () => {
  const skipped = judge(due, decided.slice(1), seen.slice(1));
  expect(skipped).toMatchObject({ posts: 2, exactlyOnce: 2, lost: 1, wrong: ['a 2026-01-05'] });
  const unasked = judge(due.slice(1), decided, seen);
  expect(unasked).toMatchObject({ exactlyOnce: 2, lost: 0, doubled: 1, wrong: ['id-0'] });
});

test('a run passes only when nothing is wrong and most kills met a post in flight', () => {
  const run = { kills: 10, killsInFlight: 5, lost: 0, doubled: 0 };
  expect(isPassed(run)).toBe(true);
  expect(isPassed({ ...run, lost: 1 })).toBe(false);
  expect(isPassed({ ...run, doubled: 1 })).toBe(false);
  expect(isPassed({ ...run, killsInFlight: 4 })).toBe(false);
});

test('the table ends with the sum, and the counts are five numbers', () => {
  const rest = {
    kills: 2,
    killsInFlight: 2,
    killsAfterEffect: 1,
    failedStarts: 0,
    postgresKills: 3,
    seconds: 1,
  };
  const answers = new Map([[200, 3]]);
  const whole = { ...judge(due, decided, [...seen, first]), ...rest, answers, reasons: ['id-0 sent'] };
  expect(tableOf(whole, 1)).toMatch(/^wrong: id-0 sent$[\s\S]*\n2 passed, 1 failed$/m);
  expect(tableOf(whole, 1)).toMatch(/^Postgres killed +3$/m);
  expect(countsOf(whole)).toEqual({ posts: 3, kills: 2, killsInFlight: 2, lost: 0, doubled: 1 });
  const weak = { ...judge(due, decided, seen), ...rest, killsInFlight: 0, answers, reasons: [] };
  expect(tableOf(weak, 1)).toMatch(/\n3 passed, 1 failed$/);
});

test('a wrong option is named', () => {
  expect(() => readOptions(['--kills', 'many'])).toThrow('--kills must be a whole number');
  expect(() => readOptions(['--kill', '3'])).toThrow('--kill');
  expect(readOptions(['--kills', '7', '--json'])).toMatchObject({ kills: 7, workers: 2, json: true });
});

test('Postgres is killed as well where several bots work on one of the test’s own, unless told otherwise', () => {
  const every = (...args: string[]) => readOptions(args).postgresEvery;
  const given = process.env.TEST_DATABASE_URL ? 0 : 10;
  expect([every(), every('--workers', '3'), every('--workers', '1')]).toEqual([given, given, 0]);
  expect([every('--postgres-every', '0'), every('--workers', '1', '--postgres-every', '2')]).toEqual([0, 2]);
});

test('a nonce counts within its window, and is another one afterwards', () => {
  let elapsed = 0;
  const nonces = nonceWindow(100, () => elapsed);
  expect(nonces.pass('d1')).toBe('d1');
  elapsed = 99;
  expect(nonces.pass('d1')).toBe('d1');
  elapsed = 100;
  const later = nonces.pass('d1');
  expect(later).not.toBe('d1');
  elapsed = 150;
  expect(nonces.pass('d1')).toBe(later);
  expect(nonces.pass('d2')).toBe('d2');
});

test('a post sent twice through the door stands once within the nonce window and twice after it', async () => {
  const token = 'local.door';
  const id = 'a1b2c3d4e5f6g7h8i9j0';
  const discord = await startLocalDiscord({ token, seed: 1 });
  let elapsed = 0;
  const statuses: number[] = [];
  const door = await openDoor({
    api: discord.api,
    nonces: nonceWindow(100, () => elapsed),
    holdMs: () => 0,
    onAnswer: status => statuses.push(status),
  });
  try {
    const control = connectLocalDiscord(discord.control);
    const guild = await control.addGuild({ name: 'Study Hall', bot: true });
    const channel = await control.addChannel(guild.id, { name: 'lessons' });
    const button = { type: 2, style: 2, label: 'Read', custom_id: `today:read:${id}` };
    const post = () =>
      fetch(`${door.api}/v10/channels/${channel.id}/messages`, {
        method: 'POST',
        headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({
          content: 'Today',
          nonce: `d${id}`,
          enforce_nonce: true,
          components: [{ type: 1, components: [button] }],
        }),
      });
    const history = () => readHistory(discord.api, token, channel.id);

    const life = door.newLife();
    await post();
    await post();
    expect(await history()).toEqual([{ deliveryId: id, channelId: channel.id }]);
    elapsed = 100;
    await post();
    expect(await history()).toHaveLength(2);
    expect([...life.asked]).toEqual([id]);
    expect([...life.kept]).toEqual([id]);
    expect(life.open).toBe(0);

    // An answer that Discord drops is dropped for the bot as well, though the message stands.
    await control.setFaults({ dropAnswer: 1 });
    elapsed = 200;
    await expect(post()).rejects.toThrow();
    await control.clearFaults();
    expect(await history()).toHaveLength(3);
    expect(statuses).toEqual([200, 200, 200, 0]);
    expect(deliveryIn([button])).toBe(id);
  } finally {
    await door.close();
    await discord.close();
  }
});
