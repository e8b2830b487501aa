/** The whole bot without its wire: real commands, dispatch, curriculum and Postgres. Clock and Discord's side are held by the test. */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { Card, Choice, Reply } from '../../src/cards/reply.ts';
import type { Place } from '../../src/core/access.ts';
import { createSigner } from '../../src/core/signature.ts';
import { readCurriculum } from '../../src/curriculum/read.ts';
import type { Curriculum } from '../../src/curriculum/types.ts';
import type {
  ChannelValue,
  Command,
  FileValue,
  Option,
  Options,
  PermissionName,
  Values,
} from '../../src/discord/define-command.ts';
import { type Actor, createDispatch, type Dispatch } from '../../src/discord/dispatch.ts';
import { type Commands, loadCommands } from '../../src/discord/load-commands.ts';
import { createTurns } from '../../src/discord/turns.ts';
import { startDeletions } from '../../src/jobs/deletions.ts';
import { postDue } from '../../src/jobs/post-due.ts';
import { createLog } from '../../src/log.ts';
import { projectRoot } from '../../src/root.ts';
import { type Journal, openJournal } from '../../src/store/journal.ts';
import { createCohort } from './cohorts.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { firstTwelve } from './first-twelve.ts';
import { chooseIn, fieldsOf, findButton, payloadOf, wordsOf } from './shown.ts';

let everything: Promise<{ commands: Commands; curriculum: Curriculum }> | undefined;
const load = async () => ({
  commands: await loadCommands(),
  curriculum: firstTwelve(readCurriculum(`${projectRoot()}/curriculum`)),
});

// A clone takes longer than a test: emptied databases are used again, and the run's end drops them.
const emptied: TestDatabase[] = [];

/** An empty database until the test ends. */
export async function borrowDatabase(): Promise<TestDatabase> {
  const database = emptied.pop() ?? (await createTestDatabase());
  onTestFinished(async () => {
    const tables = await tablesOf(database.sql);
    await database.sql.unsafe(tables.map(name => `delete from ${name}`).join(';'));
    emptied.push(database);
  });
  return database;
}

export interface MemberFacts {
  readonly roles?: readonly string[];
  readonly admin?: boolean;
  readonly owner?: boolean;
  readonly place?: Place;
  /** Of a guild other than the bot's usual one. */
  readonly guildId?: string;
}

export interface TestBotSettings {
  readonly curriculum?: Curriculum;
  /** Instead of those in `commands/`. */
  readonly commands?: ReadonlyMap<string, Command>;
  readonly deadlineMs?: number;
  /** Instead of one in a folder of its own. */
  readonly journal?: Journal;
}

export type TestMember = ReturnType<TestBot['member']>;
export type TestBot = Awaited<ReturnType<typeof startTestBot>>;

/** Gone with its database when the test ends. `now` is calendar time and stands still until `moveTo`. */
export async function startTestBot(now: string, settings: TestBotSettings = {}) {
  everything ??= load();
  const real = await everything;
  const curriculum = settings.curriculum ?? real.curriculum;
  const commands = settings.commands
    ? { commands: settings.commands, groups: new Map<string, string>() }
    : real.commands;
  const database = await borrowDatabase();
  const logLines: string[] = [];
  let clock = new Date(now);
  const guildId = '700000000000000001';
  const lacking = new Map<string, readonly PermissionName[] | 'no such channel'>();
  const log = createLog('trace', { write: line => void logLines.push(line) });
  const dataDir = join(tmpdir(), `lockstep-bot-${randomUUID()}`);
  const journal = settings.journal ?? openJournal(dataDir);
  const deletions = startDeletions({ db: database.db, journal, now: () => clock, log });
  onTestFinished(async () => {
    await deletions.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const dispatch = createDispatch({
    commands,
    db: database.db,
    curriculum: () => curriculum,
    now: () => clock,
    lacksIn(_guildId, channelId, { threads = false, pins = false }) {
      const lacks = lacking.get(channelId) ?? [];
      if (typeof lacks === 'string') return undefined;
      const needless = [...(threads ? [] : ['Create Public Threads']), ...(pins ? [] : ['Pin Messages'])];
      return lacks.filter(name => !needless.includes(name));
    },
    forget: deletions.forget,
    log,
    ...(settings.deadlineMs === undefined ? {} : { deadlineMs: settings.deadlineMs }),
    // A test is faster than any person: how a flood is held back has tests of its own.
    turns: createTurns({ burst: 1e9, perSecond: 1e9, atOnce: 1e9, inLine: 1e9, givesWayMs: 0 }),
    signer: async () => createSigner('a secret that only tests know'),
  });
  const ids = new Map<string, string>();
  const idOf = (name: string) => {
    const id = ids.get(name) ?? String(800000000000000001n + BigInt(ids.size));
    ids.set(name, id);
    return id;
  };

  return {
    db: database.db,
    sql: database.sql,
    guildId,
    channelId: '710000000000000001',
    curriculum,
    commands,
    dispatch,
    /** Where its journal of deletions lies. */
    dataDir,
    journal,
    /** What the bot may not do, by channel: nothing is missing in one that isn't named here. */
    lacking,
    /** What the log was told, a JSON line each. */
    logLines,
    now: () => clock,
    moveTo(instant: string) {
      clock = new Date(instant);
    },
    member: (name: string, facts: MemberFacts = {}) =>
      actAs(dispatch, commands, { guildId, ...facts, memberId: idOf(name) }),
    /** Somebody with the rights to do everything, also where nothing is set up. */
    admin: () => actAs(dispatch, commands, { guildId, memberId: idOf('admin'), admin: true }),
    /** Starts a cohort as an admin would, due now at the earliest; answers its id. Without a digest, and without a daily quiz unless questions are asked for. */
    async startCohort(
      name: string,
      options: Readonly<Record<string, string>> = {},
      { dailyQuestions = 0 }: { readonly dailyQuestions?: number } = {},
    ): Promise<string> {
      const admin = actAs(dispatch, commands, { guildId, memberId: idOf('admin'), admin: true });
      const made = await createCohort(admin, { name, ...options });
      const [row] = await database.sql<{ id: string }[]>`
        update cohorts set daily_questions = ${dailyQuestions}, has_digest = false
        where guild_id = ${guildId} and name = ${name} returning id`;
      if (!row) throw new Error(`the cohort ${name} was not made:\n${wordsOf(made)}`);
      return row.id;
    },
    /** Posts what is due and answers the new posts. */
    async tick(): Promise<Card[]> {
      const posts: Card[] = [];
      const sender = {
        async send(_channelId: string, card: Card) {
          payloadOf(card);
          return String(posts.push(card));
        },
        edit: async () => {},
        findSent: async () => undefined,
        openDirect: async (memberId: string) => `direct ${memberId}`,
        startThread: async (_channelId: string, messageId: string) => messageId,
        pin: async () => {},
        unpin: async () => {},
        discordNow: async () => clock,
      };
      await postDue(
        {
          db: database.db,
          sender,
          curriculum: () => curriculum,
          now: () => clock,
          log: pino({ level: 'silent' }),
          leaseSeconds: 30,
        },
        () => false,
      );
      return posts;
    },
  };
}

/** What a person can do in Discord; buttons and lists are found in what was shown, as a person finds them. */
function actAs(
  dispatch: Dispatch,
  { commands }: Commands,
  person: MemberFacts & { readonly memberId: string; readonly guildId: string },
) {
  const actor: Actor = {
    reference: '999000000000000009',
    guildId: person.place === 'dm' ? undefined : person.guildId,
    channelId: '710000000000000001',
    memberId: person.memberId,
    roleIds: person.roles ?? [],
    isOwner: person.owner ?? false,
    isAdmin: person.admin ?? false,
    place: person.place ?? 'server',
  };
  const shown = <R extends Reply>(reply: R): R => {
    payloadOf(reply);
    return reply;
  };
  return {
    id: person.memberId,
    actor,
    /** A channel may be given by its id alone: then nothing is missing there. Roles and members are given by id, files by `fileOf`. */
    async runs(line: string, options: Given = {}): Promise<Reply> {
      const reply = shown(await dispatch.command(actor, line, valuesFor(commands.get(line), line, options)));
      await dispatch.reached(actor, reply);
      return reply;
    },
    types: (line: string, option: string, typed: string): Promise<readonly Choice[]> =>
      dispatch.suggest(actor, line, option, typed),
    async presses(reply: Reply, label: string | RegExp): Promise<Reply> {
      return shown(await dispatch.press(actor, findButton(reply, label), []));
    },
    async chooses(reply: Reply, ...wanted: readonly string[]): Promise<Reply> {
      const { customId, values } = chooseIn(reply, wanted);
      return shown(await dispatch.press(actor, customId, values));
    },
    /** What is typed, and what is picked by its label, as a person sees it. */
    async submits(
      form: Reply,
      fields: Readonly<Record<string, string>>,
      picks: Readonly<Record<string, readonly string[]>> = {},
    ): Promise<Reply> {
      const { customId, picked } = fieldsOf(form, fields, picks);
      return shown(await dispatch.form(actor, customId, fields, picked));
    },
    /** Sends a custom id as it stands, as a forger would. */
    async forges(customId: string, chosen: readonly string[] = []): Promise<Reply> {
      return shown(await dispatch.press(actor, customId, chosen));
    },
  };
}

/** What a person puts into the options of a command. */
type Given = Readonly<Record<string, string | number | ChannelValue | FileValue>>;

/** A file as Discord hands it over; what it holds isn't taken from anywhere. */
export function fileOf(name: string, content: string | Uint8Array): FileValue {
  const bytes = Buffer.from(content);
  return {
    name,
    size: bytes.length,
    read: async mostBytes => {
      if (bytes.length > mostBytes) return { kind: 'refused', reason: 'too-big' };
      if (!isUtf8(bytes)) return { kind: 'refused', reason: 'unreadable' };
      return { kind: 'text', text: bytes.toString('utf8') };
    },
  };
}

/** As the gateway makes them: Discord lets nobody leave out what is required, add what isn't declared or leave its limits. */
function valuesFor(command: Command | undefined, line: string, given: Given): Values<Options> {
  const declared = command?.options ?? {};
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(declared, name)) throw new Error(`/${line} has no option ${name}`);
  }
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(declared)) {
    const value = given[name];
    if (option.required && value === undefined) throw new Error(`/${line} needs the option ${name}`);
    if (value !== undefined && !fits(option, value)) throw new Error(`/${line} can’t be given ${name} so`);
    values[name] =
      option.type === 'channel' && typeof value === 'string' ? { id: value, missing: [] } : value;
  }
  return values as Values<Options>;
}

function fits(option: Option, value: Given[string]): boolean {
  switch (option.type) {
    case 'number':
      return (
        Number.isInteger(value) &&
        Number(value) >= (option.least ?? -Infinity) &&
        Number(value) <= (option.most ?? Infinity)
      );
    case 'text':
      return typeof value === 'string' && (option.choices?.some(one => one.value === value) ?? true);
    case 'file':
      return typeof value === 'object' && 'read' in value;
    case 'channel':
      return typeof value === 'string' || (typeof value === 'object' && 'missing' in value);
    case 'role':
    case 'member':
      return typeof value === 'string';
  }
}

/** Every row of every table, as text: two of them tell whether anything was changed. */
export async function everyRow({ sql }: Pick<TestDatabase, 'sql'>): Promise<string> {
  const contents: string[] = [];
  for (const name of await tablesOf(sql)) {
    const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(name)} t order by 1`;
    contents.push(`${name}\n${rows.map(({ row }) => row).join('\n')}`);
  }
  return contents.join('\n\n');
}

/** Every table of ours, as Postgres knows them. */
export async function tablesOf(sql: TestDatabase['sql']): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`;
  return tables.map(({ name }) => name);
}
