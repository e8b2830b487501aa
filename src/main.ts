/** The whole bot: builds the parts, starts them, stops them in order. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Events } from 'discord.js';
import type { Logger } from 'pino';
import { type Clock, databaseClock, movableClock } from './clock.ts';
import type { Settings } from './config.ts';
import { BadCurriculum, readCurriculum } from './curriculum/read.ts';
import { watchGuilds } from './discord/arrivals.ts';
import { createClient } from './discord/client.ts';
import { createDispatch } from './discord/dispatch.ts';
import { answerInteractions } from './discord/gateway.ts';
import { loadCommands } from './discord/load-commands.ts';
import { guardPackets } from './discord/packets.ts';
import { inviteLink, mayReadHistory } from './discord/permissions.ts';
import { registerCommands } from './discord/register.ts';
import { createSender } from './discord/send.ts';
import { serveHealth } from './http/serve-health.ts';
import { startTick, type Tick } from './jobs/tick.ts';
import { createLog } from './log.ts';
import { setAllDue } from './store/cohorts.ts';
import { connect, type Database } from './store/connect.ts';
import { migrate } from './store/migrate.ts';
import { startPostgres } from './store/postgres/start.ts';
import { showPresence } from './store/presence.ts';

export { BadCurriculum };

export interface Lockstep {
  readonly database: Database;
  readonly clock: Clock;
  readonly client: Client;
  readonly inviteLink: string;
  readonly healthPort: number;
  /** Settles when Discord has ended the session for good, such as after the token was reset: nothing will come any more. */
  readonly dismissed: Promise<void>;
  /** Lets go of everything, in at most 8 s; what isn't sent by then stays in the ledger. Safe to call twice. */
  stop(): Promise<void>;
}

export interface Start {
  readonly settings: Settings;
  /** Calendar time; without it the movable clock of the settings, or else the database's time. */
  readonly clock?: Clock;
  readonly log?: Logger;
  /** Elapsed seconds that a post under way is kept from other processes. */
  readonly leaseSeconds?: number;
}

/** Throws what the parts throw: `BadCurriculum`, `PostgresUnavailable`, discord.js errors; whatever had started is stopped again. */
export async function startLockstep({
  settings,
  clock: given,
  log: givenLog,
  leaseSeconds = 30,
}: Start): Promise<Lockstep> {
  const log = givenLog ?? createLog(settings.logLevel);
  const stops: (() => Promise<unknown> | unknown)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopAll(stops, log));

  try {
    const curriculum = await readCurriculum(settings.curriculumDir);
    const commands = await loadCommands();

    const url = settings.databaseUrl ?? (await embedded(settings, stops));
    const presence = await showPresence(url);
    stops.push(() => presence.stop());
    await migrate(url);
    const database = connect(url, { prepare: settings.databasePrepare });
    stops.push(() => database.close());
    const { db } = database;

    const clock =
      given ??
      (settings.clockUrl ? await movableClock(settings.clockUrl) : await databaseClock(database.sql));
    stops.push(() => clock.stop());
    await setAllDue(db, clock.now());

    const client = createClient(settings.apiUrl);
    stops.push(() => client.destroy());
    client.on(Events.Error, error => log.warn({ err: error }, 'the gateway client met an error'));
    const sender = createSender(client.rest, {
      canReadHistory: (id, signal) => mayReadHistory(client, id, signal),
    });
    const dispatch = createDispatch({ commands, db, curriculum: () => curriculum, now: clock.now, log });

    const dismissed = new Promise<void>(resolve => {
      client.on(Events.ShardDisconnect, ({ code }) => isFinal(code) && resolve());
    });
    const ready = new Promise(resolve => client.once(Events.ClientReady, resolve));
    // Sends under way may hang on a Discord that doesn't answer: they are given a while, not for ever.
    const busy: (() => Promise<unknown>)[] = [];
    stops.push(() =>
      Promise.race([Promise.all(busy.map(settle => settle())), sleep(3_000, undefined, { ref: false })]),
    );
    // Before anything can arrive: nobody waits in vain for what a start still has to do.
    let tick: Tick | undefined;
    const wake = () => tick?.wake();
    guardPackets(client, log);
    busy.push(answerInteractions({ client, commands, dispatch, log, wake }).stop);
    await client.login(settings.token);
    await ready;
    const applicationId = client.application?.id ?? '';
    if (await registerCommands(client.rest, applicationId, commands)) log.info('commands registered');

    tick = startTick({
      db,
      sender,
      curriculum: () => curriculum,
      now: clock.now,
      log,
      leaseSeconds,
      clock,
    });
    busy.push(tick.stop);
    busy.push(watchGuilds({ client, db, sender, now: clock.now, log, wake }).settled);
    wake();

    const health = await serveHealth(settings.httpPort, {
      tickAge: tick.age,
      database: async () => (await database.sql`select 1`).length === 1,
      gateway: () => client.isReady(),
    });
    stops.push(() => health.close());
    log.info({ healthPort: health.port, guilds: client.guilds.cache.size }, 'ready');
    return {
      database,
      clock,
      client,
      inviteLink: inviteLink(applicationId),
      healthPort: health.port,
      dismissed,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Close codes after which Discord lets nobody reconnect: a wrong token, wrong shards, wrong version or intents. */
const isFinal = (code: number): boolean => code === 4004 || (code >= 4010 && code <= 4014);

async function embedded(settings: Settings, stops: (() => Promise<unknown> | unknown)[]): Promise<string> {
  const postgres = await startPostgres({ folder: settings.dataDir });
  stops.push(() => postgres.stop());
  return postgres.url;
}

/** The last thing started is the first to stop. */
async function stopAll(stops: readonly (() => Promise<unknown> | unknown)[], log: Logger): Promise<void> {
  for (const stop of [...stops].reverse()) {
    try {
      await stop();
    } catch (error) {
      log.warn({ err: error }, 'a part did not stop well');
    }
  }
}
