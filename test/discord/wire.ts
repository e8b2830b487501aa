/** Commands of a test over the real wire: discord.js on a local Discord, with a moderator who types. */
import { Client, GatewayIntentBits, REST } from 'discord.js';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import type { Command } from '../../src/discord/define-command.ts';
import { createDispatch } from '../../src/discord/dispatch.ts';
import { answerInteractions } from '../../src/discord/gateway.ts';
import { registerCommands } from '../../src/discord/register.ts';
import { createSender } from '../../src/discord/send.ts';
import { startTestBot } from '../support/bot.ts';

const token = 'local.wire';
const now = '2026-11-23T09:00:00Z';

/** Everything ends with the test. */
export async function stringWire(commands: ReadonlyMap<string, Command>) {
  const bot = await startTestBot(now);
  const discord = await startLocalDiscord({ token, now: new Date(now), seed: 5 });
  onTestFinished(() => discord.close());
  const control = connectLocalDiscord(discord.control);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const channel = await control.addChannel(guild.id, { name: 'lessons' });
  const log = pino({ level: 'silent' });
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.api } });
  onTestFinished(() => client.destroy());
  const all = { commands, groups: new Map<string, string>() };
  const dispatch = createDispatch({
    commands: all,
    db: bot.db,
    curriculum: () => bot.curriculum,
    now: bot.now,
    log,
  });
  const answers = answerInteractions({ client, commands: all, dispatch, log, wake: () => {} });
  onTestFinished(() => answers.stop());
  const ready = new Promise(resolve => client.once('clientReady', resolve));
  await client.login(token);
  await ready;
  await registerCommands(client.rest, client.application?.id ?? '', all);
  const rest = new REST({ api: discord.api, version: '10', retries: 0 }).setToken(token);
  return {
    ...bot,
    control,
    guild,
    channelId: channel.id,
    sender: createSender(rest, { canReadHistory: () => true }),
    mira: guild.ownerId,
  };
}

/** Generous: nothing here is about giving up. */
export const patience = () => AbortSignal.timeout(30_000);
