/** No container is built here: what the two files promise is read from them, and what can be run is run. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { startLocalDiscord } from '../../local-discord/start.ts';
import { readSettings } from '../../src/config.ts';
import { serveHealth } from '../../src/http/serve-health.ts';
import { projectRoot } from '../../src/root.ts';
import { until } from '../e2e/world.ts';
import { createTestDatabase } from '../support/database.ts';

interface Service {
  readonly image?: string;
  readonly user?: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly restart: string;
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly cap_add?: readonly string[];
  readonly privileged?: boolean;
  readonly ports?: readonly string[];
  readonly security_opt: readonly string[];
  readonly tmpfs: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

const root = projectRoot();
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const project = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
};
const lines = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(line => line.trim() !== '')
  .map(line => ({ word: line.split(' ')[0] ?? '', rest: line.slice(line.indexOf(' ') + 1) }));
/** From each FROM to the next. */
const stages = lines.reduce<(typeof lines)[]>((made, line) => {
  if (line.word === 'FROM') made.push([]);
  made.at(-1)?.push(line);
  return made;
}, []);
const last = stages.at(-1) ?? [];
const all = (word: string, of = lines) => of.filter(line => line.word === word).map(line => line.rest);
const imageSettings = Object.fromEntries(
  all('ENV', last).flatMap(rest => rest.split(' ').map(pair => pair.split('=') as [string, string])),
);
const compose = parse(read('compose.yaml')) as {
  readonly services: Readonly<Record<'bot' | 'postgres', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const { bot, postgres } = compose.services;

/** What `npm start` tells Node itself. */
const flagsOf = (script = '') => script.split(' ').filter(word => word.startsWith('--'));

/** What `npm start` sets for its process. */
const settingsOf = (script = '') => script.split(' ').filter(word => /^\w+=/.test(word));

describe('the image', () => {
  test('stands on a Node and a Postgres whose versions are written out', () => {
    const made = all('FROM').flatMap(rest => / AS (\w+)$/.exec(rest)?.[1] ?? []);
    const bases = all('FROM').map(rest => rest.split(' ')[0] ?? '');
    for (const image of [...bases.filter(base => !made.includes(base)), postgres.image]) {
      expect(image).toMatch(/^(node:\d+\.\d+\.\d+|postgres:\d+\.\d+)-/);
    }
  });

  test('is not run by root', () => {
    expect(all('USER', last)).toEqual(['node']);
  });

  test('copies only what is there, and leaves nothing out that the compiler is told to read', () => {
    const sources = all('COPY')
      .filter(rest => !rest.startsWith('--from'))
      .flatMap(rest => rest.split(' ').slice(0, -1));
    expect(sources.filter(source => !existsSync(join(root, source)))).toEqual([]);
    const { include } = parse(read('tsconfig.build.json')) as { readonly include: readonly string[] };
    expect(include.filter(folder => !sources.includes(folder))).toEqual([]);
  });

  test('takes from another stage only what that stage has made', () => {
    const taken = all('COPY', last).flatMap(rest => /^--from=(\w+) \/app\/(\S+)/.exec(rest)?.slice(1) ?? []);
    expect(taken).toEqual([
      ...['dependencies', 'node_modules'],
      ...['build', 'dist/bin', 'build', 'dist/commands', 'build', 'dist/src'],
    ]);
  });

  test('runs npm scripts that exist, and Node without npm in between', () => {
    const scripts = all('RUN').flatMap(rest => /npm run (\S+)/.exec(rest)?.[1] ?? []);
    expect(scripts).not.toEqual([]);
    for (const script of scripts) expect(project.scripts).toHaveProperty(script);
    const commands = all('CMD', last).map(rest => JSON.parse(rest) as string[]);
    expect(commands).toEqual([['node', ...flagsOf(project.scripts['start']), 'dist/bin/lockstep.js']]);
    expect(existsSync(join(root, 'bin/lockstep.ts'))).toBe(true);
  });

  test('sets what `npm start` sets', () => {
    const settings = settingsOf(project.scripts['start']);
    expect(settings).not.toEqual([]);
    expect(all('ENV', last).flatMap(rest => rest.split(' '))).toEqual(expect.arrayContaining(settings));
  });

  test('starts from nothing but what is copied into it', async () => {
    const discord = await startLocalDiscord({ token: 'local.image' });
    const { url, drop } = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'lockstep-image-'));
    onTestFinished(async () => {
      await discord.close();
      await drop();
      await rm(folder, { recursive: true });
    });
    const [app, built] = [join(folder, 'app'), join(folder, 'build/app')];
    await mkdir(app, { recursive: true });
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const out = ['--outDir', join(built, 'dist'), '--tsBuildInfoFile', join(folder, 'info')];
    await promisify(execFile)(process.execPath, [compiler, '-p', 'tsconfig.build.json', ...out], {
      cwd: root,
    });
    await symlink(join(root, 'node_modules'), join(app, 'node_modules'));
    for (const rest of all('COPY', last)) {
      const from = /^--from=build \/app\/(\S+) (\S+)$/.exec(rest);
      if (!from && rest.startsWith('--')) continue;
      const [source = '', target = ''] = from ? from.slice(1) : rest.split(' ');
      const place = join(app, target === './' ? source : target);
      await cp(join(from ? built : root, source), place, { recursive: true });
    }
    const [command, ...words] = JSON.parse(all('CMD', last)[0] ?? '[]') as string[];
    expect(command).toBe('node');
    const child = spawn(process.execPath, words, {
      cwd: app,
      env: {
        ...imageSettings,
        HTTP_PORT: '0',
        DATABASE_URL: url,
        DISCORD_TOKEN: 'local.image',
        DISCORD_API_URL: discord.api,
      },
    });
    const ended = once(child, 'exit');
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (said += String(chunk)));
    onTestFinished(() => void child.kill('SIGKILL'));
    await Promise.race([ended, until(async () => said.includes('Invite it to a server'), 'the invite link')]);
    expect(said).toContain('Invite it to a server');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  test('holds every package that the bot imports', async () => {
    const commandFiles = readdirSync(join(root, 'commands'), { recursive: true, encoding: 'utf8' }).filter(
      file => file.endsWith('.ts'),
    );
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [
        'bin/lockstep.ts',
        'bin/backup.ts',
        'bin/restore.ts',
        ...commandFiles.map(file => `commands/${file}`),
      ],
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      write: false,
      metafile: true,
      outdir: 'unwritten',
    });
    const imported = Object.values(metafile.outputs)
      .flatMap(output => output.imports.filter(one => one.external).map(one => one.path))
      .filter(path => !path.startsWith('node:'))
      .map(path => (path.startsWith('@') ? path.split('/').slice(0, 2).join('/') : path.split('/')[0]));
    expect(imported).toContain('discord.js');
    expect(imported.filter(name => !Object.hasOwn(project.dependencies, name ?? ''))).toEqual([]);
  });

  test('is called healthy while the bot lives, and unhealthy when nobody answers', async () => {
    const [, words] = /CMD (\[.*\])$/.exec(all('HEALTHCHECK', last)[0] ?? '') ?? [];
    const [, ...args] = JSON.parse(words ?? '[]') as string[];
    const check = async (port: number) => {
      const child = spawn(process.execPath, args, { env: { HTTP_PORT: String(port) }, stdio: 'ignore' });
      return (await once(child, 'exit'))[0] as number;
    };
    let age = 0;
    const health = await serveHealth(0, {
      tickAge: () => age,
      database: async () => true,
      gateway: () => true,
      role: () => 'leader',
      metrics: { contentType: 'text/plain', text: async () => '' },
    });
    try {
      expect(await check(health.port)).toBe(0);
      age = 1_000;
      expect(await check(health.port)).toBe(1);
    } finally {
      await health.close();
    }
    expect(await check(health.port)).toBe(1);
  });

  test('never carries secrets or data into the build', () => {
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['.env', '.git', 'data', 'node_modules', 'dist']) expect(ignored).toContain(name);
  });
});

describe('the composition', () => {
  test('gives up every right that it can do without', () => {
    for (const service of [bot, postgres]) {
      expect(service.read_only).toBe(true);
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.cap_add ?? []).toEqual([]);
      expect(service.privileged ?? false).toBe(false);
      expect(service.security_opt).toContain('no-new-privileges:true');
      expect(service.tmpfs).toContain('/tmp');
      expect(service.restart).toBe('on-failure:3');
      expect(service.ports ?? []).toEqual([]);
    }
    // Without that, its start as root would need the rights to change owners and users.
    expect(postgres.user).toBe('postgres');
  });

  test('writes only to volumes that it declares, where the programs write', () => {
    const places = [bot, postgres].flatMap(service => service.volumes.map(one => one.split(':')));
    expect(places.map(([name]) => name)).toEqual(Object.keys(compose.volumes));
    expect(places.map(([, path]) => path)).toEqual([imageSettings.DATA_DIR, '/var/lib/postgresql']);
  });

  test('starts the bot when Postgres answers', () => {
    expect(bot.depends_on).toEqual({ postgres: { condition: 'service_healthy' } });
  });

  test('sets nothing that the bot does not know, and all that it needs', () => {
    const { NODE_ENV, ...settings } = imageSettings;
    expect(NODE_ENV).toBe('production');
    const given = { ...settings, ...bot.environment };
    const known = [
      ...[...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name),
      // Not the bot's, but the C library's.
      ...settingsOf(project.scripts['start']).map(setting => setting.split('=')[0]),
    ];
    expect(Object.keys(given).filter(name => !known.includes(name))).toEqual([]);
    const filled = Object.entries(given).map(([name, value]) => [
      name,
      value.replace(
        /\$\{(\w+)(?::-(\w+)|:\?[^}]*)\}/g,
        (_, asked: string, fallback?: string) => fallback ?? asked,
      ),
    ]);
    // A token of another kind would have to look like a real one.
    const local = { DISCORD_TOKEN: 'local.image', DISCORD_API_URL: 'http://127.0.0.1:1/api' };
    expect(readSettings({ ...Object.fromEntries(filled), ...local })).toMatchObject({
      databaseUrl: 'postgres://lockstep:POSTGRES_PASSWORD@postgres:5432/lockstep',
      dataDir: '/data',
      httpPort: 8080,
    });
    expect(postgres.environment).toMatchObject({ POSTGRES_USER: 'lockstep', POSTGRES_DB: 'lockstep' });
  });

  test('holds no secret itself', () => {
    for (const name of ['DISCORD_TOKEN', 'POSTGRES_PASSWORD']) {
      const value = { ...bot.environment, ...postgres.environment }[name];
      expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
    }
  });
});
