/** A Postgres of this run's own, as durable as the one that comes with the bot: a transaction waits for the disk here too. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startPostgres } from '../src/store/postgres/start.ts';

export interface BenchDatabase {
  readonly url: string;
  /** How many rows a table has. */
  count(table: 'answers' | 'guilds'): Promise<number>;
  close(): Promise<void>;
}

export async function openDatabase(): Promise<BenchDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-bench-'));
  // Postgres may run under an account of its own, which has to reach its data below.
  await chmod(folder, 0o711);
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const server = await startPostgres({ folder });
    return {
      url: server.url,
      async count(table) {
        const sql = postgres(server.url, { max: 1 });
        const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`;
        await sql.end();
        return row?.n ?? 0;
      },
      async close() {
        await server.stop();
        await remove();
      },
    };
  } catch (error) {
    await remove();
    throw error;
  }
}
