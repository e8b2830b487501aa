/** A local Discord and the whole bot on it, over real sockets, for tests that tell a story. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import {
  connectLocalDiscord,
  type LocalDiscordClient,
  type SeenInteraction,
} from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { readSettings } from '../../src/config.ts';
import { type Lockstep, startLockstep } from '../../src/main.ts';
import { createTestDatabase } from '../support/database.ts';

const token = 'local.e2e';

export interface World {
  readonly control: LocalDiscordClient;
  readonly guildId: string;
  readonly channelId: string;
  readonly moderatorRoleId: string;
  /** The owner of the guild. */
  readonly mira: string;
  readonly ada: string;
  readonly database: { readonly url: string };
  start(): Promise<Lockstep>;
  close(): Promise<void>;
}

/** A guild with a channel `lessons`, its owner Mira and a member Ada, at the given instant; no bot runs yet. */
export async function makeWorld(
  now: string,
  /** Another curriculum than ours, followed while the bot runs. */
  { curriculumDir }: { readonly curriculumDir?: string } = {},
): Promise<World> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'lockstep-e2e-'));
  const discord = await startLocalDiscord({ token, now: new Date(now), seed: 1 });
  const control = connectLocalDiscord(discord.control);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const channel = await control.addChannel(guild.id, { name: 'lessons' });
  const role = await control.addRole(guild.id, { name: 'Moderator' });
  const ada = await control.addMember(guild.id, { name: 'Ada' });
  const bots = new Set<Lockstep>();
  return {
    control,
    guildId: guild.id,
    channelId: channel.id,
    moderatorRoleId: role.id,
    mira: guild.ownerId,
    ada: ada.id,
    database,
    async start() {
      const settings = readSettings({
        DISCORD_TOKEN: token,
        DISCORD_API_URL: discord.api,
        LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
        DATABASE_URL: database.url,
        DATA_DIR: dataDir,
        CURRICULUM_DIR: curriculumDir,
      });
      const bot = await startLockstep({
        ...{ settings, log: pino({ level: 'silent' }), leaseSeconds: 3 },
        followsCurriculum: curriculumDir !== undefined,
      });
      bots.add(bot);
      return bot;
    },
    async close() {
      for (const bot of bots) await bot.stop();
      await discord.close();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Waits until it is so; the cap is there to catch a hang, not to measure. */
export async function until<T>(
  find: () => Promise<T | undefined | false>,
  what: string,
  capMs = 30_000,
): Promise<T> {
  const end = performance.now() + capMs;
  for (;;) {
    const found = await find();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(20);
  }
}

/** All text of a message, in the order in which it is read. */
export function wordsOf(message: unknown): string {
  if (Array.isArray(message)) return message.map(wordsOf).filter(Boolean).join('\n');
  if (typeof message !== 'object' || message === null) return '';
  const { content, label, components } = message as Record<string, unknown>;
  return [content, label, wordsOf(components)]
    .filter(part => typeof part === 'string' && part !== '')
    .join('\n');
}

/** The custom id of the button with this label. */
function buttonOf(message: unknown, label: string | RegExp): string {
  const found = buttonsIn(message).find(one =>
    typeof label === 'string' ? one.label === label : label.test(one.label),
  );
  if (!found) throw new Error(`no button ${String(label)} in: ${wordsOf(message)}`);
  return found.id;
}

export function buttonsIn(message: unknown): { readonly label: string; readonly id: string }[] {
  if (Array.isArray(message)) return message.flatMap(buttonsIn);
  if (typeof message !== 'object' || message === null) return [];
  const { custom_id: id, label, components } = message as Record<string, unknown>;
  const own = typeof id === 'string' && typeof label === 'string' ? [{ id, label }] : [];
  return [...own, ...buttonsIn(components)];
}

/** Presses a button on what somebody was shown. */
export async function press(
  world: World,
  as: string,
  shown: SeenInteraction,
  label: string | RegExp,
): Promise<SeenInteraction> {
  const message = shown.message;
  if (!message) throw new Error(`there is no message to press "${String(label)}" on`);
  return world.control.component({ as, message: message.id, customId: buttonOf(message, label) });
}
