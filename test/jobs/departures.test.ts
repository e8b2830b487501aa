import { pino } from 'pino';
import { expect, test } from 'vitest';
import { startDepartures } from '../../src/jobs/departures.ts';
import { claimUnseen, setGone } from '../../src/store/departures.ts';
import { addGuild } from '../../src/store/guilds.ts';
import { addMembership } from '../../src/store/memberships.ts';
import { memberships } from '../../src/store/schema.ts';
import { addSquadNote } from '../../src/store/squads.ts';
import { startTestBot } from '../support/bot.ts';
import { wordsOf } from '../support/shown.ts';

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

const idsOf = (members: readonly { readonly memberId: string }[]) => members.map(one => one.memberId).sort();

test('members of an archived cohort are asked about once a week, and after all others', async () => {
  const bot = await cohortOf(['lea', 'zoe']);
  const winter = await bot.startCohort('Winter');
  for (const memberId of ['ada', 'lea'])
    await addMembership(bot.db, { guildId: bot.guildId, cohortId: winter, memberId }, joined);
  await bot.sql`update cohorts set state = 'archived' where id = ${bot.cohortId}`;
  // Lea is asked about once, for the cohort that goes on.
  expect(idsOf(await claimUnseen(bot.db, dayLater, 100))).toEqual(['ada', 'lea']);
  const weekLater = new Date('2026-11-30T09:00:01Z');
  expect(idsOf(await claimUnseen(bot.db, weekLater, 2))).toEqual(['ada', 'lea']);
  expect(idsOf(await claimUnseen(bot.db, weekLater, 2))).toEqual(['zoe']);
  await bot.sql`update cohorts set state = 'archived'`;
  // Of two archived cohorts she isn't asked about twice, either.
  expect(await claimUnseen(bot.db, new Date('2026-12-07T09:00:00Z'), 100)).toEqual([]);
  const twoWeeksLater = new Date('2026-12-07T09:00:02Z');
  expect(idsOf(await claimUnseen(bot.db, twoWeeksLater, 100))).toEqual(['ada', 'lea', 'zoe']);
});

test('the report and the table of an archived cohort name nobody who has left the server', async () => {
  const bot = await cohortOf([]);
  const lea = bot.member('lea');
  await lea.runs('join');
  const admin = bot.admin();
  await admin.presses(await admin.runs('cohort archive', { cohort: 'Autumn' }), /Archive/);
  const told = async () =>
    wordsOf(await admin.runs('cohort report', { cohort: 'Autumn' })) +
    JSON.stringify(await admin.runs('cohort export', { cohort: 'Autumn', 'with-ids': 'yes' }));
  expect(await told()).toContain(lea.id);
  const departures = startDepartures({
    ...{ db: bot.db, now: () => new Date('2026-12-01T09:00:00Z'), log: pino({ level: 'silent' }) },
    isInGuild: async () => false,
  });
  departures.wake();
  await expect.poll(bot.stillIn).toEqual([]);
  await departures.stop();
  expect(await told()).not.toContain(lea.id);
  // Nobody can come back to it, so nothing is said of it.
  expect(await bot.sql`select 1 from notes`).toHaveLength(0);
});

test.each(['today', 'streak', 'lesson', 'join'])(
  'who comes back to the server is told once why they are in no cohort, with /%s as with any command',
  async line => {
    const bot = await startTestBot(joined.toISOString());
    // Whether anybody is to be told something is asked once a minute.
    const other = { guildId: bot.guildId, cohortId: 'c', id: 's', memberId: 'somebody' };
    await addSquadNote(bot.db, other, { cohort: 'Autumn', squad: 'Owls' }, joined);
    for (const name of ['Autumn', '*Old*', 'Winter']) await bot.startCohort(name);
    const [ada, ben] = [bot.member('ada'), bot.member('ben')];
    for (const cohort of ['Winter', 'Autumn', '*Old*']) await ada.runs('join', { cohort });
    await ben.runs('join', { cohort: 'Winter' });
    await bot.sql`update cohorts set state = 'archived' where name = 'Winter'`;
    const gone = { guildId: bot.guildId, memberId: ada.id };
    await Promise.all([setGone(bot.db, gone, dayLater), setGone(bot.db, gone, dayLater)]);
    bot.moveTo('2026-12-01T09:00:00Z');
    const words = wordsOf(await ada.runs(line));
    expect(words).toContain('You had left this server, so you were taken out of');
    expect(words.split('What you learned')[0]).toContain('**\\*Old\\***, **Autumn**.');
    expect(words).not.toContain('Winter');
    expect(wordsOf(await ada.runs(line))).not.toContain('You had left');
    expect(wordsOf(await ben.runs(line))).not.toContain('You had left');
  },
);
