/** The playground's world, with its page, for a browser to look at: the local Discord and the whole bot. */
import { pino } from 'pino';
import { moveToNextStudyDay } from '../../bin/playground/next-study-day.ts';
import { firstMorning, furnish } from '../../bin/playground/world.ts';
import { connectLocalDiscord, type LocalDiscordClient } from '../../local-discord/client.ts';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { readSettings } from '../../src/config.ts';
import { type Lockstep, startLockstep } from '../../src/main.ts';
import { noDataFolder } from '../support/no-data-folder.ts';

const token = 'local.browser';

export interface StudyHall {
  readonly control: LocalDiscordClient;
  /** For another client than the bot's own. */
  readonly api: string;
  readonly token: string;
  /** The address of the page. */
  readonly page: string;
  readonly guildId: string;
  /** The channel of the cohort. */
  readonly channelId: string;
  /** How often it was asked to start over; it only counts. */
  readonly startedOver: () => number;
  /** The id of a member, a channel or a role by its name. */
  readonly idOf: (name: string) => Promise<string>;
  close(): Promise<void>;
}

/** A guild with a running cohort and its first lesson, at 09:00 on a Monday: Mira leads, Jonas takes part, Aiko does not yet. */
export async function makeStudyHall(databaseUrl: string): Promise<StudyHall> {
  let bot: Lockstep | undefined;
  let startedOver = 0;
  const discord = await startLocalDiscord({
    token,
    now: firstMorning(new Date('2026-11-16T12:00:00Z')),
    seed: 1,
    botName: 'Lockstep',
    page: true,
    actions: [
      { id: 'next-study-day', label: 'Next study day', run: () => bot && moveToNextStudyDay(control, bot) },
      { id: 'start-over', label: 'Start over', run: countStart },
    ],
  });
  const control = connectLocalDiscord(discord.control);
  function countStart(): void {
    startedOver += 1;
  }
  const close = async () => {
    await bot?.stop();
    await discord.close();
  };
  try {
    const settings = readSettings({
      DISCORD_TOKEN: token,
      DISCORD_API_URL: discord.api,
      LOCKSTEP_CLOCK_URL: `${discord.control}/clock`,
      DATABASE_URL: databaseUrl,
      DATA_DIR: noDataFolder,
    });
    bot = await startLockstep({ settings, log: pino({ level: 'silent' }) });
    await furnish(control, bot);
    const guild = (await control.world()).guilds[0];
    const channel = guild?.channels.find(({ name }) => name === 'infrastructure');
    if (!guild || !channel) throw new Error('the study hall has no cohort');
    const idOf = async (name: string) => {
      const now = (await control.world()).guilds[0];
      const all = [...(now?.members ?? []), ...(now?.channels ?? []), ...(now?.roles ?? [])];
      const found = all.find(one => one.name === name);
      if (!found) throw new Error(`nobody and nothing is called ${name}`);
      return found.id;
    };
    const { api, page } = discord;
    return {
      control,
      api,
      token,
      page,
      guildId: guild.id,
      channelId: channel.id,
      startedOver: () => startedOver,
      idOf,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
