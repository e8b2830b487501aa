/** The whole bot: builds the parts, starts them, stops them in order. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, type REST, Routes } from 'discord.js';
import type { Logger } from 'pino';
import { type Clock, databaseClock, movableClock } from './clock.ts';
import type { Settings } from './config.ts';
import { createSigner, type Signer } from './core/signature.ts';
import { openCurriculum } from './curriculum/open.ts';
import { BadCurriculum } from './curriculum/read.ts';
import { warmSearch } from './curriculum/search.ts';
import type { Curriculum } from './curriculum/types.ts';
import { createDispatch } from './discord/dispatch.ts';
import { createIsInGuild } from './discord/in-guild.ts';
import { type KeepParts, keepSession, leadOn } from './discord/keep-session.ts';
import { loadCommands } from './discord/load-commands.ts';
import { createPace } from './discord/pace.ts';
import { inviteLink, lackingFor, mayReadHistory } from './discord/permissions.ts';
import { createRest } from './discord/rest.ts';
import { createSender } from './discord/send.ts';
import { createSession } from './discord/session.ts';
import { createMetrics } from './http/metrics.ts';
import { serveHealth } from './http/serve-health.ts';
import { startDeletions } from './jobs/deletions.ts';
import { startDepartures } from './jobs/departures.ts';
import { type LiveRounds, startLiveRounds } from './jobs/live-rounds.ts';
import { startReminders } from './jobs/remind-loop.ts';
import { startTick, type Tick } from './jobs/tick.ts';
import { createLog } from './log.ts';
import { studio } from './pictures/studio.ts';
import { setAllDue } from './store/cohorts.ts';
import { connect, type Database } from './store/connect.ts';
import { countUnsent } from './store/figures.ts';
import { openJournal } from './store/journal.ts';
import { migrate } from './store/migrate.ts';
import { startPostgres } from './store/postgres/start.ts';
import { showPresence } from './store/presence.ts';
import { replayJournal } from './store/replay.ts';
import { openSecret } from './store/secret.ts';

export { BadCurriculum };

export interface Lockstep {
  readonly database: Database;
  readonly clock: Clock;
  readonly curriculum: () => Curriculum;
  /** Whether this process has the session at Discord's gateway; of all on one database one has. */
  readonly leads: () => boolean;
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
  /** How the lead is come by; without it by the database's lock. For tests in which two lead. */
  readonly seek?: KeepParts['seek'];
  /** Follow the files of the curriculum while running. For the playground: a community wants a restart that it decides on. */
  readonly followsCurriculum?: boolean;
}

/** Throws what the parts throw: `BadCurriculum`, `PostgresUnavailable`, discord.js errors; whatever had started is stopped again. */
export async function startLockstep({
  settings,
  clock: given,
  log: givenLog,
  leaseSeconds = 30,
  seek: givenSeek,
  followsCurriculum = false,
}: Start): Promise<Lockstep> {
  const log = givenLog ?? createLog(settings.logLevel);
  const stops: (() => Promise<unknown> | unknown)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= stopAll(stops, log));

  try {
    const { current: curriculum, ...opened } = await openCurriculum({
      folder: settings.curriculumDir,
      knownFile: join(settings.dataDir, 'parsed-curriculum'),
      follows: followsCurriculum,
      onFault: fault => log.warn(`the curriculum stays as it was: ${fault}`),
    });
    stops.push(() => opened.close());
    const commands = await loadCommands();

    const url = settings.databaseUrl ?? (await embedded(settings, stops));
    const presence = await showPresence(url);
    stops.push(() => presence.stop());
    await migrate(url);
    const database = connect(url, { prepare: settings.databasePrepare });
    stops.push(() => database.close());
    stops.push(() => studio.stop());
    const { db } = database;

    const clock =
      given ??
      (settings.clockUrl ? await movableClock(settings.clockUrl) : await databaseClock(database.sql));
    stops.push(() => clock.stop());
    const journal = openJournal(settings.dataDir, settings.secret);
    const replayed = await replayJournal(db, journal);
    if (replayed.missing + replayed.unreadable > 0)
      log.warn(replayed, 'the journal of deletions was replayed');
    const deletions = startDeletions({ db, journal, now: clock.now, log });
    stops.push(() => Promise.race([deletions.stop(), sleep(3_000, undefined, { ref: false })]));
    await setAllDue(db, clock.now());

    const seek = givenSeek ?? leadOn(url);
    const pace = createPace();
    let dismiss = () => {};
    const dismissed = new Promise<void>(resolve => {
      dismiss = resolve;
    });
    const rest = createRest(settings.apiUrl, settings.token, pace, () => dismiss());
    // What a session knows of permissions is worth nothing after its end.
    const client = () => keeper.session()?.client;
    const sender = createSender(rest, {
      canReadHistory: (id, signal) => mayReadHistory({ client: client(), rest }, id, signal),
    });
    let key: Promise<Signer> | undefined;
    const signer = () => {
      key ??= openSecret(settings.dataDir, settings.secret).then(createSigner);
      // A folder that can't be written to may be put right while we run.
      key.catch(() => (key = undefined));
      return key;
    };
    const dispatch = createDispatch({
      commands,
      db,
      curriculum,
      now: clock.now,
      log,
      forget: deletions.forget,
      signer,
      lacksIn(guildId, channelId, wants) {
        const known = client();
        return known ? lackingFor(known, { guildId, channelId }, wants) : [];
      },
    });

    let tick: Tick | undefined;
    let live: LiveRounds | undefined;
    const wake = () => {
      tick?.wake();
      live?.wake();
    };
    const tickAge = () => tick?.age() ?? 0;
    const keeper = keepSession({
      seek,
      create: () =>
        createSession({
          ...{ token: settings.token, apiUrl: settings.apiUrl, now: clock.now, onDismissal: dismiss },
          ...{ pace, rest, sender, commands, dispatch, db, log, wake, onAnswer: metrics.countAnswer },
        }),
      onRunning: pace.share,
      isFatal: isUnauthorized,
      onFatal: dismiss,
      log,
    });
    const leads = () => keeper.leads();
    const metrics = createMetrics({ unsent: () => countUnsent(db, clock.now()), tickAge, leads });
    stops.push(() => keeper.close());
    await keeper.start();
    const applicationId = client()?.application?.id ?? (await findApplication(rest));

    const parts = { db, sender, curriculum, now: clock.now, log, leaseSeconds };
    live = startLiveRounds(parts);
    const { stop: stopLive } = live;
    stops.push(() => Promise.race([stopLive(), sleep(3_000, undefined, { ref: false })]));
    const reminders = startReminders(parts);
    stops.push(() => Promise.race([reminders.stop(), sleep(3_000, undefined, { ref: false })]));
    const departures = startDepartures({ ...parts, isInGuild: createIsInGuild(rest) });
    stops.push(() => departures.stop());
    const onRun = () => {
      live?.wake();
      reminders.wake();
      departures.wake();
    };
    tick = startTick({ ...parts, clock, onSent: metrics.countPost, onRun });
    // Sends under way may hang on a Discord that doesn't answer: they are given a while, not for ever.
    const { stop: stopTick } = tick;
    stops.push(() => Promise.race([stopTick(), sleep(3_000, undefined, { ref: false })]));
    // First of all another may lead: what is under way here comes to its end meanwhile.
    stops.push(() => keeper.letGo());
    wake();

    const health = await serveHealth(settings.httpPort, {
      tickAge,
      database: async () => (await database.sql`select 1`).length === 1,
      role: () => (leads() ? 'leader' : 'follower'),
      gateway: () => client()?.isReady() ?? false,
      metrics,
    });
    stops.push(() => health.close());
    log.info({ healthPort: health.port, leads: leads() }, 'ready');
    setImmediate(() => warmSearch(curriculum()));
    opened.keep();
    return {
      database,
      clock,
      curriculum,
      leads,
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

/** The application that the token belongs to: the leader's session knows it, another has to ask. */
async function findApplication(rest: REST): Promise<string> {
  const { id } = (await rest.get(Routes.currentApplication())) as { readonly id: string };
  return id;
}

/** Whether Discord refuses the token: nobody can mend that but whoever set it. */
export const isUnauthorized = (error: unknown): boolean =>
  (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
  (error instanceof DiscordAPIError && error.status === 401);

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
