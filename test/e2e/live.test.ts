import { expect, test } from 'vitest';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { createTestDatabase } from '../support/database.ts';
import { noDataFolder } from '../support/no-data-folder.ts';
import { startBotProcess } from '../support/process.ts';
import { buttonsIn, until, wordsOf } from './world.ts';

const token = 'local.live';

test('a live quiz over real sockets outlives its process, killed in a lobby, while a question is asked and while one is shown', async context => {
  const database = await createTestDatabase();
  const discord = await startLocalDiscord({ token, now: new Date('2026-11-20T12:00:00Z'), seed: 1 });
  const control = connectLocalDiscord(discord.control);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const channel = (await control.addChannel(guild.id, { name: 'arena' })).id;
  const people = await Promise.all(['Ada', 'Bob', 'Cy'].map(name => control.addMember(guild.id, { name })));
  const [ada, bob, cy] = people.map(one => one.id);
  if (!ada || !bob || !cy) throw new Error('nobody is here');
  const start = () =>
    startBotProcess({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.api,
      LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
      DATABASE_URL: database.url,
      DATA_DIR: noDataFolder,
      HTTP_PORT: '0',
      LOG_LEVEL: 'silent',
    });
  let bot = await start();
  context.onTestFinished(async () => {
    await bot.kill();
    await discord.close();
    await database.drop();
  });
  const killAndRestart = async () => {
    await bot.kill();
    bot = await start();
  };

  const standing = async () =>
    (await control.messages(channel, guild.ownerId)).filter(one => JSON.stringify(one).includes('Live quiz'));
  const shows = (words: RegExp) =>
    until(async () => {
      const [message] = await standing();
      return message && words.test(wordsOf(message)) ? message : undefined;
    }, String(words));
  /** Answers with this button of the message; what was said to them alone. */
  const press = async (as: string, label: RegExp) => {
    const [message] = await standing();
    const button = buttonsIn(message).find(one => label.test(one.label));
    const pressed = await control.component({ as, message: message?.id ?? '', customId: button?.id ?? '' });
    expect((pressed.message?.flags ?? 0) & 64).toBe(64);
    return wordsOf(pressed.message);
  };

  const begun = await control.command({
    ...{ as: guild.ownerId, channel, name: 'live' },
    options: { lesson: 'db/window-functions', seconds: 30 },
  });
  expect(wordsOf(begun.message)).toContain('The lobby opens in this channel now');
  await shows(/Nobody has joined yet/);
  await press(ada, /^Join$/);
  await killAndRestart();
  await press(bob, /^Join$/);
  await shows(/2 players have joined/);

  await control.advance(60_000);
  await shows(/question 1 of \d[\s\S]*The time ends/);
  // Bob presses first; whether he is right depends on the question, so all choose what the first button says.
  expect(await press(bob, /^(A|True)$/)).toContain('Locked in:');
  await killAndRestart();
  expect(await press(ada, /^(A|True)$/)).toContain('Locked in:');
  expect(await press(bob, /^(B|False)$/)).toContain('Your first answer stands');
  await control.advance(30_000);
  await shows(/question 1 of \d[\s\S]*(First with it|Nobody had it)/);
  await killAndRestart();
  await control.advance(8_000);

  const total = Number(/question \d+ of (\d+)/.exec(wordsOf((await standing())[0]))?.[1]);
  expect(total).toBeGreaterThanOrEqual(3);
  for (let n = 2; n <= total; n += 1) {
    await shows(new RegExp(`question ${n} of ${total}[\\s\\S]*The time ends`));
    // All at once, each another button: Discord's clock alone decides.
    await Promise.all([press(cy, /^(B|False)$/), press(ada, /^(A|True)$/), press(bob, /^(C|True)$/)]);
    await control.advance(30_000);
    await shows(new RegExp(`question ${n} of ${total}[\\s\\S]*(First with it|Nobody had it)`));
    await control.advance(8_000);
  }
  const over = await shows(/The live quiz is over/);
  expect(wordsOf(over)).toContain('3 people took part');
  // One message, however often its process died.
  expect(await standing()).toHaveLength(1);
  const named = [...wordsOf(over).matchAll(/<@(\d+)>/g)].map(match => match[1]);
  expect(named.length).toBeLessThanOrEqual(3);

  // What the bot says it decided is what the ids say, question by question.
  const answers = await database.sql<{ question: string; member: string; id: string; right: boolean }[]>`
    select question_id as question, member_id as member, interaction_id as id, is_right as right from answers`;
  const firsts = new Map<string, { member: string; id: bigint }>();
  for (const { question, member, id, right } of answers) {
    const first = firsts.get(question);
    if (right && (!first || BigInt(id) < first.id)) firsts.set(question, { member, id: BigInt(id) });
  }
  const paid = await database.sql<{ member: string }[]>`
    select member_id as member from points where reason like 'live:%'`;
  expect(paid.map(row => row.member).sort()).toEqual([...firsts.values()].map(one => one.member).sort());
  expect(answers).toHaveLength(2 + 3 * (total - 1));

  const result = await press(cy, /^My result$/);
  expect(result).toMatch(new RegExp(`\\d of ${total} right`));
  expect(result).toContain('Question 1: no answer');
  expect(await control.problems()).toEqual([]);
}, 900_000);

test('a live quiz whose message is deleted, or whose channel the bot may no longer see, ends without harm', async context => {
  const database = await createTestDatabase();
  const discord = await startLocalDiscord({ token, now: new Date('2026-11-20T12:00:00Z'), seed: 2 });
  const control = connectLocalDiscord(discord.control);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const bot = await startBotProcess({
    DISCORD_TOKEN: token,
    DISCORD_API_URL: discord.api,
    LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
    DATABASE_URL: database.url,
    DATA_DIR: noDataFolder,
    HTTP_PORT: '0',
  });
  context.onTestFinished(async () => {
    await bot.kill();
    await discord.close();
    await database.drop();
  });
  const botId = guild.members.find(member => member.bot)?.id ?? '';
  const stepIn = async (channel: string) =>
    (
      await database.sql<{ step: string; lease: Date | null }[]>`
        select step, lease_until as lease from live_rounds where channel_id = ${channel}`
    )[0];
  for (const lose of ['deleted', 'hidden'] as const) {
    const channel = (await control.addChannel(guild.id, { name: lose })).id;
    await control.command({
      ...{ as: guild.ownerId, channel, name: 'live' },
      options: { lesson: 'db/window-functions' },
    });
    const joinOf = (message: unknown) => buttonsIn(message).find(one => one.label === 'Join')?.id;
    const message = await until(
      async () => (await control.messages(channel, guild.ownerId)).find(joinOf),
      'the lobby',
    );
    const join = joinOf(message) ?? '';
    await control.component({ as: guild.ownerId, message: message.id, customId: join });
    if (lose === 'hidden') await control.setOverwrite(channel, botId, { type: 1, deny: '1024' });
    else {
      const path = `/v10/channels/${channel}/messages/${message.id}`;
      const headers = { Authorization: `Bot ${token}` };
      const deleted = await fetch(`${discord.api}${path}`, { method: 'DELETE', headers });
      expect(deleted.status).toBe(204);
    }
    await control.advance(60_000);
    await until(async () => {
      const round = await stepIn(channel);
      return round?.step !== 'lobby' && round?.step !== 'asking' && round?.lease === null;
    }, `the end of the one that was ${lose}`);
  }
  const health = await fetch(`http://127.0.0.1:${bot.port}/health/ready`);
  expect(health.status).toBe(200);
}, 240_000);
