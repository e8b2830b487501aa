/** A real, migrated, empty database for one test file. */
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connect, type Database } from '../../src/store/connect.ts';
import { urlOf } from './global-setup.ts';

export type TestDatabase = Pick<Database, 'db' | 'sql'> & {
  readonly url: string;
  /** Closes the connections and removes the database. */
  drop(): Promise<void>;
};

/** Cloned from the run's template in some 30 ms. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, template, prefix } = inject('testServer');
  return clone(serverUrl, template, prefix);
}

/** A database without any tables, for what is about migrating. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, prefix } = inject('testServer');
  return clone(serverUrl, 'template1', prefix);
}

async function clone(serverUrl: string, template: string, prefix: string): Promise<TestDatabase> {
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  await asAdmin(
    serverUrl,
    admin => admin`create database ${admin(name)} template ${admin(template)} strategy file_copy`,
  );
  const url = urlOf(serverUrl, name);
  const { db, sql, close } = connect(url);
  return {
    url,
    db,
    sql,
    async drop() {
      await close();
      await asAdmin(serverUrl, admin => admin`drop database if exists ${admin(name)} with (force)`);
    },
  };
}

async function asAdmin(url: string, work: (admin: postgres.Sql) => Promise<unknown>): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
