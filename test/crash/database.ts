/** A migrated database for one run, on a Postgres that belongs to the harness and outlives every bot. */
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { connect, type Database } from '../../src/store/connect.ts';
import { migrate } from '../../src/store/migrate.ts';
import { startPostgres } from '../../src/store/postgres/start.ts';
import { type CrashPostgres, startCrashPostgres } from './postgres.ts';

export interface CrashDatabase extends Database {
  readonly url: string;
  /** Undefined where Postgres must live. */
  readonly postgres: CrashPostgres | undefined;
}

/**
 * On a Postgres that can be killed, or on the server of `TEST_DATABASE_URL`, or else on a temporary one. Closing it removes all of it.
 */
export async function openDatabase(mayBeKilled: boolean): Promise<CrashDatabase> {
  const given = process.env.TEST_DATABASE_URL;
  const killable = mayBeKilled ? await startCrashPostgres() : undefined;
  const server =
    killable ??
    (given === undefined ? await startPostgres({ durable: false }) : { url: given, stop: async () => {} });
  const name = `lockstep_test_crash_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server.url, { max: 1, onnotice: () => {} });
  const remove = async () => {
    // A server of this run's own goes with all that it holds.
    if (!killable) await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.end();
    await server.stop();
  };
  try {
    await admin`create database ${admin(name)}`;
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    await migrate(url.href);
    const database = connect(url.href);
    return {
      ...database,
      url: url.href,
      postgres: killable,
      async close() {
        await database.close();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
