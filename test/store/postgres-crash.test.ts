import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { afterEach, expect, test } from 'vitest';
import { projectRoot } from '../../src/root.ts';
import { chooseAccount } from '../../src/store/postgres/account.ts';
import { findBinaries, placesForCopies, program } from '../../src/store/postgres/binaries.ts';
import { addressOf } from '../../src/store/postgres/data-folder.ts';
import { joinPostgres, ownPostgres } from '../../src/store/postgres/join.ts';
import { isRunning } from '../../src/store/postgres/processes.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-test-'));
  cleanUps.push(async () => {
    // The last watchdog may still be ending its Postgres.
    await until(() => !existsSync(join(folder, 'postgres/claim.json')));
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

type Bot = { readonly process: ChildProcess; readonly said: string };

/** A process of its own, leading a process group as a shell would start it. */
async function startBot(folder: string, wish = 'stay'): Promise<Bot> {
  const script = join(projectRoot(), 'test/store/postgres-child.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, wish], {
    cwd: projectRoot(),
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUps.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  const [said] = await once(createInterface(child.stdout), 'line');
  return { process: child, said };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries > 300) throw new Error('It did not come about within 15 seconds.');
    await sleep(50);
  }
}

const readPid = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0]);

const readWatchdog = async (folder: string): Promise<number> =>
  JSON.parse(await readFile(join(folder, 'postgres/claim.json'), 'utf8')).pid;

async function ask(url: string, text: string): Promise<readonly postgres.Row[]> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    return await sql.unsafe(text);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const kill = async ({ process: child }: Bot): Promise<void> => {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
};

test('Postgres ends soon after the bot was killed, and the next start finds the data', async () => {
  const folder = await makeFolder();
  const first = await startBot(folder);
  await ask(first.said, 'create table kept as select 7 as seven');
  const pid = await readPid(folder);
  await kill(first);
  await until(() => !isRunning(pid));

  const second = await startBot(folder);
  expect(await ask(second.said, 'select seven from kept')).toEqual([{ seven: 7 }]);
});

test('a bot that is started again right after it was killed waits for the old Postgres to end', async () => {
  const folder = await makeFolder();
  await kill(await startBot(folder));
  const { said } = await startBot(folder);
  expect(said).toMatch(/^postgres:/);
});

test('Ctrl-C reaches the whole group and then Node is killed: Postgres still ends', async () => {
  const folder = await makeFolder();
  const bot = await startBot(folder);
  const [postmaster, watchdog] = [await readPid(folder), await readWatchdog(folder)];
  process.kill(-Number(bot.process.pid), 'SIGINT');
  process.kill(-Number(bot.process.pid), 'SIGKILL');
  await until(() => !isRunning(postmaster) && !isRunning(watchdog));
  expect(existsSync(join(folder, 'postgres/claim.json'))).toBe(false);
});

test('the bot and the watchdog are killed: the next start stops the Postgres left alone, and goes on', async () => {
  const folder = await makeFolder();
  const first = await startBot(folder);
  await ask(first.said, 'create table kept as select 7 as seven');
  const orphan = await readPid(folder);
  process.kill(await readWatchdog(folder), 'SIGKILL');
  await kill(first);
  expect(isRunning(orphan)).toBe(true);

  const second = await startBot(folder);
  expect(isRunning(orphan)).toBe(false);
  expect(await ask(second.said, 'select seven from kept')).toEqual([{ seven: 7 }]);
});

test('everything is killed at once: the next start recovers by itself', async () => {
  const folder = await makeFolder();
  const first = await startBot(folder);
  await ask(first.said, 'create table kept as select 7 as seven');
  process.kill(await readWatchdog(folder), 'SIGKILL');
  process.kill(await readPid(folder), 'SIGKILL');
  await kill(first);

  const second = await startBot(folder);
  expect(await ask(second.said, 'select seven from kept')).toEqual([{ seven: 7 }]);
});

test('a process id in the notes that meanwhile belongs to a stranger is no dead end', async () => {
  const folder = await makeFolder();
  const first = await startBot(folder);
  const claim = await readFile(join(folder, 'postgres/claim.json'), 'utf8');
  const pidFile = join(folder, 'postgres/data/postmaster.pid');
  const [, ...lines] = (await readFile(pidFile, 'utf8')).split('\n');
  const pid = await readPid(folder);
  await kill(first);
  await until(() => !isRunning(pid) && !existsSync(join(folder, 'postgres/claim.json')));

  const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60000)'], { stdio: 'ignore' });
  cleanUps.push(async () => void stranger.kill('SIGKILL'));
  await writeFile(pidFile, [stranger.pid, ...lines].join('\n'));
  await writeFile(
    join(folder, 'postgres/claim.json'),
    JSON.stringify({ ...JSON.parse(claim), pid: stranger.pid }),
  );
  expect((await startBot(folder)).said).toMatch(/^postgres:/);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
});

test.runIf(process.platform === 'linux')(
  'a Postgres that died under a parent that never asks after it (a zombie, seen on Linux) blocks nothing',
  async () => {
    const folder = await makeFolder();
    const first = await startBot(folder);
    await ask(first.said, 'create table kept as select 7 as seven');
    await kill(first);
    await until(() => !existsSync(join(folder, 'postgres/claim.json')));

    // The shell becomes a program that knows nothing of the child that it has got.
    const account = chooseAccount();
    const { bin } = await findBinaries(account, placesForCopies(folder));
    const data = join(folder, 'postgres/data');
    const { name, cwd } = addressOf(data, account);
    const port = new URL(first.said).port;
    const words = ['-D', name, '-p', port, '-c', 'unix_socket_directories='];
    const parent = spawn(
      'sh',
      ['-c', '"$0" "$@" 2>/dev/null & exec sleep 600', program(bin, 'postgres'), ...words],
      { ...account, cwd, stdio: 'ignore' },
    );
    cleanUps.push(async () => void parent.kill('SIGKILL'));
    const notes = () => readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    await until(() => existsSync(join(data, 'postmaster.pid')) && notes()[7]?.trim() === 'ready');
    const pid = Number(notes()[0]);
    process.kill(pid, 'SIGKILL');
    const isZombie = () => /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    await until(isZombie);

    const second = await startBot(folder);
    expect(await ask(second.said, 'select seven from kept')).toEqual([{ seven: 7 }]);
    expect(isZombie()).toBe(true);
  },
);

test('a process id in the notes that meanwhile belongs to another bot’s Postgres is no dead end, and that one goes on', async () => {
  const [folder, other] = [await makeFolder(), await makeFolder()];
  const neighbour = await startBot(other);
  const first = await startBot(folder);
  const pidFile = join(folder, 'postgres/data/postmaster.pid');
  const [, ...lines] = (await readFile(pidFile, 'utf8')).split('\n');
  await kill(first);
  await until(() => !existsSync(join(folder, 'postgres/claim.json')));
  await writeFile(pidFile, [await readPid(other), ...lines].join('\n'));
  expect((await startBot(folder)).said).toMatch(/^postgres:/);
  expect(await ask(neighbour.said, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('on the data folder of a bot that runs, a backup joins its Postgres and a restore is refused', async () => {
  const folder = await makeFolder();
  const { said } = await startBot(folder);
  const where = { databaseUrl: undefined, dataDir: folder };
  expect((await joinPostgres(where)).url).toBe(said);
  await expect(ownPostgres(where)).rejects.toThrow(
    /Another Lockstep is running on the data in .* Stop that one first/,
  );
  expect(await ask(said, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('Postgres alone is killed: the watchdog starts it again at the same place', async () => {
  const folder = await makeFolder();
  const { said } = await startBot(folder);
  const before = await readPid(folder);
  process.kill(before, 'SIGKILL');
  const answered = async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      const rows = await ask(said, 'select 1 as one').catch(() => undefined);
      if (rows) return rows;
      await sleep(100);
    }
    return [];
  };
  expect(await answered()).toEqual([{ one: 1 }]);
  expect(await readPid(folder)).not.toBe(before);
});

test('a second bot on the same data is refused in words, and the first goes on', async () => {
  const folder = await makeFolder();
  const first = await startBot(folder);
  const second = await startBot(folder);
  expect(second.said).toMatch(/PostgresUnavailable: Another Lockstep is running on the data in .*postgres\./);
  expect(await ask(first.said, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('of bots that start together on new data, one runs and the others are refused', async () => {
  const folder = await makeFolder();
  const bots = await Promise.all([startBot(folder), startBot(folder), startBot(folder)]);
  const urls = bots.filter(({ said }) => said.startsWith('postgres:'));
  expect(urls).toHaveLength(1);
  expect(await ask(urls[0]?.said ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
});

test.each([
  ['stop', 3],
  ['leave', 4],
])('the exit code of a process that wishes to %s is its own', async (wish, code) => {
  const folder = await makeFolder();
  const { process: child } = await startBot(folder, wish);
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(code);
});
