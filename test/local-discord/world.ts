/** A local Discord with a guild, a member and a real discord.js bot, for the tests of this folder. */
import { Client, type ClientOptions, Events, type Interaction } from 'discord.js';
import { connectLocalDiscord } from '../../local-discord/client.ts';
import { type LocalDiscordSettings, startLocalDiscord } from '../../local-discord/start.ts';

export const token = 'local.test';

/** What is answered to a bare request, as far as tests look at it. */
interface Answer {
  readonly id: string;
  readonly code?: number;
  readonly errors?: unknown;
  readonly length?: number;
  readonly timestamp: string;
}

export interface RawResponse extends Omit<Response, 'json'> {
  readonly json: () => Promise<Answer>;
}

export type Handler = (interaction: Interaction) => unknown;

/** Everything is closed when the test's `stop` runs. */
export async function openWorld(settings: Partial<LocalDiscordSettings> = {}) {
  const discord = await startLocalDiscord({ token, seed: 7, ...settings });
  const control = connectLocalDiscord(discord.control);
  const clients: Client[] = [];
  const guild = (await control.world()).guilds[0] ?? (await control.addGuild({ name: 'Study' }));
  const channel = guild.channels[0]?.id ?? '';
  const member =
    guild.members.find(m => !m.bot && m.id !== guild.ownerId) ??
    (await control.addMember(guild.id, { name: 'Mira' }));

  /** Logs a bot in; what its handler throws ends up in `failures`. */
  const login = async (handler: Handler = () => {}, options: Partial<ClientOptions> = {}) => {
    const client = new Client({ intents: 1, ...options, rest: { api: discord.api, ...options.rest } });
    const failures: unknown[] = [];
    clients.push(client);
    client.on(Events.InteractionCreate, async interaction => {
      try {
        await handler(interaction);
      } catch (error) {
        failures.push(error);
      }
    });
    client.on(Events.Error, error => failures.push(error));
    const ready = new Promise(resolve => client.once(Events.ClientReady, resolve));
    await client.login(token);
    await ready;
    return Object.assign(client, { failures });
  };
  return {
    discord,
    control,
    guild,
    channel,
    mira: member.id,
    login,
    /** A bot's request without any client in between. */
    raw: (
      method: string,
      path: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<RawResponse> =>
      fetch(`${discord.api}/v10${path}`, {
        method,
        headers: { Authorization: `Bot ${token}`, 'Content-Type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }) as Promise<RawResponse>,
    async stop() {
      for (const client of clients) await client.destroy();
      await discord.close();
    },
  };
}

export type TestWorld = Awaited<ReturnType<typeof openWorld>>;

/** Every field name within an `errors` object. */
export function fieldsOf(errors: unknown): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, value]) => [
    key,
    ...(key === '_errors' ? [] : fieldsOf(value)),
  ]);
}
