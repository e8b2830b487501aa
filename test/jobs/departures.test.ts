import { pino } from 'pino';
import { expect, test } from 'vitest';
import { startDepartures } from '../../src/jobs/departures.ts';
import { claimUnseen } from '../../src/store/departures.ts';
import { addGuild } from '../../src/store/guilds.ts';
import { addMembership } from '../../src/store/memberships.ts';
import { memberships } from '../../src/store/schema.ts';
import { startTestBot } from '../support/bot.ts';

const joined = new Date('2026-11-23T09:00:00Z');
const dayLater = new Date('2026-11-24T09:00:01Z');

async function cohortOf(members: readonly string[]) {
  const bot = await startTestBot(joined.toISOString());
  await addGuild(bot.db, bot.guildId, joined);
  const cohortId = await bot.startCohort('Autumn');
  for (const memberId of members)
    await addMembership(bot.db, { guildId: bot.guildId, cohortId, memberId }, joined);
  const stillIn = async () =>
    (await bot.db.select().from(memberships))
      .filter(one => one.leftAt === null)
      .map(one => one.memberId)
      .sort();
  return { ...bot, cohortId, stillIn };
}

test('each member is asked about once a day, by whichever process comes first', async () => {
  const members = Array.from({ length: 50 }, (_, n) => `m${n}`).sort();
  const { db } = await cohortOf(members);
  expect(await claimUnseen(db, new Date('2026-11-24T08:00:00Z'), 100)).toEqual([]);
  const taken = (await Promise.all(Array.from({ length: 8 }, () => claimUnseen(db, dayLater, 7)))).flat();
  expect(new Set(taken.map(one => one.memberId)).size).toBe(taken.length);
  const rest = await claimUnseen(db, dayLater, 100);
  expect([...taken, ...rest].map(one => one.memberId).sort()).toEqual(members);
  expect(await claimUnseen(db, new Date('2026-11-25T09:00:00Z'), 100)).toEqual([]);
  expect(await claimUnseen(db, new Date('2026-11-25T09:00:02Z'), 100)).toHaveLength(50);
});

test('only who Discord doesn’t know there is taken out; where it can’t say, all stay, and it goes on with the others', async () => {
  const bot = await cohortOf(['ada', 'ben', 'cem']);
  const departures = startDepartures({
    ...{ db: bot.db, now: () => dayLater, log: pino({ level: 'silent' }) },
    async isInGuild(_guildId, memberId) {
      if (memberId === 'ada') throw new Error('Discord is away');
      return memberId !== 'ben';
    },
  });
  departures.wake();
  await expect.poll(bot.stillIn).toEqual(['ada', 'cem']);
  await departures.stop();
});
