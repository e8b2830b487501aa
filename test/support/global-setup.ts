/** One Postgres for the whole run of tests, and in it one database to clone: migrated once, empty. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate, migrationsFolder } from '../../src/store/migrate.ts';
import { startPostgres } from '../../src/store/postgres/start.ts';

export type TestServer = {
  /** Of a database from which others can be created. */
  readonly url: string;
  readonly template: string;
  /** What every database of this run is called, up to its own ending. */
  readonly prefix: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const server =
    given === undefined ? await startPostgres({ durable: false }) : { url: given, stop: async () => {} };
  try {
    const run = randomBytes(4).toString('hex');
    const testServer = {
      url: server.url,
      template: `lockstep_test_template_${run}`,
      prefix: `lockstep_test_${run}_`,
    };
    const admin = postgres(server.url, { max: 1, onnotice: () => {} });
    await admin`create database ${admin(testServer.template)}`;
    await admin.end();
    const templateUrl = urlOf(server.url, testServer.template);
    if (existsSync(join(migrationsFolder(), 'meta', '_journal.json'))) await migrate(templateUrl);
    project.provide('testServer', testServer);
    return async () => {
      await dropDatabasesOf(testServer);
      await server.stop();
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The same server, another database. */
export function urlOf(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}

/** Drops what this run created, also when a test did not come to its end; never anything else. */
async function dropDatabasesOf({ url, template, prefix }: TestServer): Promise<void> {
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  const found = await admin<{ name: string }[]>`
    select datname as name from pg_database where datname = ${template} or starts_with(datname, ${prefix})`;
  for (const { name } of found) await admin`drop database if exists ${admin(name)} with (force)`;
  await admin.end();
}
