/** The database: whether it answers, fits this version and can be written to; and what stands in it that must be looked at. */
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type postgres from 'postgres';
import type { Settings } from '../../src/config.ts';
import { connect, sqlState } from '../../src/store/connect.ts';
import { listApplied, migrationsFolder } from '../../src/store/migrate.ts';
import { joinPostgres } from '../../src/store/postgres/join.ts';
import { PostgresUnavailable } from '../../src/store/postgres/unavailable.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

export interface CohortFacts {
  readonly guildId: string;
  readonly name: string;
  readonly channelId: string;
  readonly zone: string;
  readonly hasThreads: boolean;
  readonly hasPins: boolean;
}

export interface DatabaseReport {
  readonly findings: readonly Finding[];
  /** Running and paused ones. */
  readonly cohorts: readonly CohortFacts[];
  /** Undefined when it doesn't answer. */
  readonly sql: postgres.Sql | undefined;
  close(): Promise<void>;
}

/** Older ones are no longer mended by their makers. */
const oldestMajor = 14;
const nothing = { cohorts: [], sql: undefined, close: async () => {} };

/** An embedded Postgres that isn't running is started for as long as the report is open; none is made. */
export async function examineDatabase(
  settings: Pick<Settings, 'databaseUrl' | 'dataDir'>,
): Promise<DatabaseReport> {
  let joined: Awaited<ReturnType<typeof joinPostgres>>;
  try {
    joined = await joinPostgres(settings);
  } catch (error) {
    const isNew = error instanceof PostgresUnavailable && error.reason === 'unreachable';
    const words = error instanceof Error ? error.message : 'the embedded Postgres can’t be used.';
    return {
      ...nothing,
      findings: [
        isNew ? warning('Database', `${words} The first start makes it.`) : problem('Database', words),
      ],
    };
  }
  const database = connect(joined.url);
  const close = async () => {
    await database.close();
    await joined.stop();
  };
  try {
    const { findings, isCurrent } = await look(database.sql);
    return {
      findings,
      cohorts: isCurrent ? await listCohorts(database.sql) : [],
      sql: database.sql,
      close,
    };
  } catch (error) {
    await close();
    return { ...nothing, findings: [problem('Database', explain(error))] };
  }
}

async function look(sql: postgres.Sql): Promise<{ findings: Finding[]; isCurrent: boolean }> {
  const [server] = await sql<{ version: string; major: number; readOnly: boolean }[]>`
    select current_setting('server_version') as version,
      current_setting('server_version_num')::int / 10000 as major,
      pg_is_in_recovery() or current_setting('transaction_read_only')::bool as "readOnly"`;
  const { version = '', major = 0, readOnly = true } = server ?? {};
  const applied = await listApplied(sql);
  const known = readMigrationFiles({ migrationsFolder: migrationsFolder() }).map(one => one.folderMillis);
  const pending = known.filter(at => !applied.includes(at)).length;
  const strange = applied.filter(at => !known.includes(at)).length;
  const isCurrent = pending === 0 && strange === 0;
  return {
    isCurrent,
    findings: [
      major < oldestMajor
        ? warning('Database', `PostgreSQL ${version} is no longer mended by its makers. Move to a newer one.`)
        : ok('Database', `PostgreSQL ${version} answers.`),
      readOnly || !(await mayWrite(sql, applied.length > 0))
        ? problem(
            'Database',
            'it can’t be written to. Name the primary server in DATABASE_URL, and a user who owns the tables.',
          )
        : ok('Database', 'it can be written to.'),
      ...judgeMigrations(pending, strange),
    ],
  };
}

function judgeMigrations(pending: number, strange: number): Finding[] {
  if (strange > 0) {
    return [
      problem(
        'Migrations',
        'a newer version of Lockstep has used this database. Start that version, or restore a backup.',
      ),
    ];
  }
  if (pending > 0) {
    return [
      warning(
        'Migrations',
        `${pending} to come; the next start of the bot applies them. Make a backup before.`,
      ),
    ];
  }
  return [ok('Migrations', 'the tables are those of this version.')];
}

/** Asked of the rights, not tried out: the doctor changes nothing. */
async function mayWrite(sql: postgres.Sql, hasTables: boolean): Promise<boolean> {
  const [row] = hasTables
    ? await sql<{ may: boolean }[]>`
        select has_table_privilege('deliveries', 'insert') and has_table_privilege('deliveries', 'update') as may`
    : await sql<{ may: boolean }[]>`
        select has_schema_privilege(current_schema(), 'create') as may`;
  return row?.may ?? false;
}

async function listCohorts(sql: postgres.Sql): Promise<readonly CohortFacts[]> {
  return sql<CohortFacts[]>`
    select guild_id as "guildId", name, channel_id as "channelId", zone,
      has_threads as "hasThreads", has_pins as "hasPins"
    from cohorts where state in ('running', 'paused') order by guild_id, name`;
}

function explain(error: unknown): string {
  const code = sqlState(error) ?? '';
  return /^(28|3D)/.test(code)
    ? `DATABASE_URL names a server that answers, but not a database that lets us in (${code}): check the name, the user and the password.`
    : `DATABASE_URL names a server that doesn’t answer${code && ` (${code})`}. Check its address, and that it runs.`;
}
