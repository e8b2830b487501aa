/** Where both sides do the same: a local Discord with a guild, a channel and people. */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectLocalDiscord, type LocalDiscordClient } from '../local-discord/client.ts';
import { type Actor, openActor } from './actor.ts';
import { startProgram } from './program.ts';

export interface World {
  readonly api: string;
  readonly control: LocalDiscordClient;
  readonly clockUrl: string;
  readonly actor: Actor;
  readonly owner: string;
  readonly channel: string;
  readonly members: readonly string[];
  memory(): Promise<number>;
  close(): Promise<void>;
}

/** In a process of its own; the bot is invited, but none runs yet. */
export async function openWorld(people: number): Promise<World> {
  const discord = await startProgram<{ readonly api: string; readonly control: string }>('local-discord');
  const control = connectLocalDiscord(discord.said.control);
  const guild = await control.addGuild({ name: 'Study Hall', bot: true });
  const channel = await control.addChannel(guild.id, { name: 'lessons' });
  const members: string[] = [];
  while (members.length < people) {
    const member = await control.addMember(guild.id, { name: `member-${members.length}` });
    members.push(member.id);
  }
  const actor = openActor(discord.said.control);
  return {
    api: discord.said.api,
    control,
    clockUrl: `${discord.said.control}/clock`,
    actor,
    owner: guild.ownerId,
    channel: channel.id,
    members,
    memory: discord.memory,
    async close() {
      actor.close();
      await discord.close();
    },
  };
}

const token = 'local.bench';

/** `card`: the components that it answers `/card` with, those of `/question`, and what a press turns the question into. */
export const startBareBot = (api: string, card: readonly unknown[] = []) =>
  startProgram<{ readonly readyMs: number }>('bare-bot', {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: api,
    CARD: JSON.stringify(card),
  });

/** Without `clockUrl` the calendar is the database's. */
export const startLockstep = (api: string, databaseUrl: string, clockUrl = '') =>
  startProgram('lockstep', {
    DISCORD_TOKEN: token,
    DISCORD_API_URL: api,
    DATABASE_URL: databaseUrl,
    DATA_DIR: join(tmpdir(), 'lockstep-no-data'),
    LOCKSTEP_CLOCK_URL: clockUrl,
    LOG_LEVEL: 'error',
  });
