/** Comings and goings of guilds: the first words there, and waking what waited for a permission. */
import { ChannelType, type Client, Events, type Guild } from 'discord.js';
import type { Logger } from 'pino';
import { welcomeCard } from '../cards/welcome.ts';
import type { Db } from '../store/connect.ts';
import { setBlockedReady } from '../store/deliveries.ts';
import { addGuild, isGuildKnown, setGuildRemoved } from '../store/guilds.ts';
import { missingIn } from './permissions.ts';
import { failureOf, type Sender } from './send.ts';

export interface ArrivalParts {
  readonly client: Client;
  readonly db: Db;
  readonly sender: Sender;
  readonly now: () => Date;
  readonly log: Logger;
  readonly wake: () => void;
}

/** Elapsed milliseconds after which a greeting that failed is tried again. */
const greetAgainMs = 15_000;
/** Elapsed milliseconds after which a change of channels or roles wakes blocked posts a second time. */
const wakeAgainMs = 5_000;
/** Channels in which a greeting is tried: more than one only where we can't know in which we may speak. */
const mostTries = 5;
const refusals: readonly string[] = ['missing-permission', 'missing-access', 'unknown-channel'];

/** Greets each guild once for each arrival, also those that were joined while the bot was away. */
export function watchGuilds(parts: ArrivalParts): { settled(): Promise<unknown> } {
  const { client, db, now, log, wake } = parts;
  const underWay = new Set<Promise<void>>();
  const safely = (what: string, work: () => Promise<void>) => {
    const done = work()
      .catch(error => log.warn({ err: error }, what))
      .finally(() => underWay.delete(done));
    underWay.add(done);
  };
  const arrived = (guild: Guild) => {
    const known = knowOurselves(guild);
    safely('own roles are not known', () => known);
    safely('a greeting could not be sent', async () => {
      await known.catch(() => {});
      await greet(parts, guild).catch(error => {
        setTimeout(() => arrived(guild), greetAgainMs).unref();
        throw error;
      });
    });
    const wakeBlocked = () =>
      safely('blocked posts could not be woken', async () => {
        await known.catch(() => {});
        if (await setBlockedReady(db, guild.id)) wake();
      });
    wakeBlocked();
    // A post that was being refused at this very moment becomes blocked only now.
    setTimeout(wakeBlocked, wakeAgainMs).unref();
  };
  const mended = (guildId: string) => {
    const guild = client.guilds.cache.get(guildId);
    if (guild) arrived(guild);
  };
  client.on(Events.GuildCreate, arrived);
  client.on(Events.GuildAvailable, arrived);
  for (const guild of client.guilds.cache.values()) arrived(guild);
  client.on(Events.GuildDelete, guild =>
    safely('a removal could not be kept', () => setGuildRemoved(db, guild.id, now())),
  );
  client.on(Events.ChannelUpdate, (_old, channel) => 'guild' in channel && mended(channel.guild.id));
  client.on(Events.ChannelCreate, channel => mended(channel.guild.id));
  // Discord tells of the bot's own roles without an intent for members.
  client.on(
    Events.GuildMemberUpdate,
    (_old, member) => member.id === client.user?.id && mended(member.guild.id),
  );
  client.on(Events.GuildRoleUpdate, (_old, role) => mended(role.guild.id));
  return { settled: () => Promise.all(underWay) };
}

/** Without our own roles we can't tell what we may do. If Discord won't say, sending will. */
async function knowOurselves(guild: Guild): Promise<void> {
  if (!guild.members.me) await guild.members.fetchMe();
}

/** Noted only after the greeting stands, so that one that failed is tried again; the nonce keeps two tries from both showing. */
async function greet({ db, sender, now }: ArrivalParts, guild: Guild): Promise<void> {
  if (await isGuildKnown(db, guild.id)) return;
  const texts = guild.channels.cache.filter(channel => channel.type === ChannelType.GuildText);
  const inOrder = texts.sort((a, b) => a.rawPosition - b.rawPosition).values();
  const best = new Set([...(guild.systemChannel ? [guild.systemChannel] : []), ...inOrder]);
  const writable = [...best].filter(channel => missingIn(channel).length === 0);
  for (const { id } of writable.slice(0, mostTries)) {
    try {
      await sender.send(id, welcomeCard, `w${guild.id}`, AbortSignal.timeout(20_000));
      return await addGuild(db, guild.id, now());
    } catch (error) {
      if (!refusals.includes(failureOf(error))) throw error;
    }
  }
  // Nowhere to speak yet, or a guild that Discord has only named so far: a change of channels or roles brings us here again.
}
