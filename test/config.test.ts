import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BadSettings, readSettings } from '../src/config.ts';

// In parts, so that this file itself holds nothing that looks like a token.
const real = ['canary'.padEnd(24, 'A'), 'canary', 'canary'.padEnd(38, 'z')].join('.');
const local = 'local.canary';
const official = 'https://discord.com/api';
const loopback = 'http://127.0.0.1:8080/api';

function faultsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings(env);
    return [];
  } catch (error) {
    if (error instanceof BadSettings) return error.faults;
    throw error;
  }
}

test('a token is all that is needed; everything else has a default', () => {
  expect(readSettings({ DISCORD_TOKEN: real, DATABASE_URL: '', LOG_LEVEL: '' })).toMatchObject({
    token: real,
    apiUrl: official,
    clockUrl: undefined,
    databaseUrl: undefined,
    databasePrepare: true,
    secret: undefined,
    httpPort: 0,
    logLevel: 'info',
  });
});

test('each bad setting is a sentence that names it, says what to do, and never repeats the value', () => {
  const table: [Readonly<Record<string, string>>, RegExp][] = [
    [{}, /^DISCORD_TOKEN is missing\. Get one at https:\/\/discord\.com\/developers.*npm run playground/],
    [{ DISCORD_TOKEN: 'canary' }, /^DISCORD_TOKEN does not look like a bot token\. Get one at/],
    [{ DISCORD_TOKEN: 'Bot canary' }, /^DISCORD_TOKEN does not look like a bot token/],
    [
      { DISCORD_TOKEN: real, DISCORD_TOKEN_FILE: '/canary' },
      /^Set DISCORD_TOKEN or DISCORD_TOKEN_FILE, not both/,
    ],
    [{ DISCORD_TOKEN_FILE: '/canary/none' }, /^DISCORD_TOKEN_FILE names a file that can’t be read/],
    [{ DISCORD_TOKEN: real, DISCORD_API_URL: 'canary' }, /^DISCORD_API_URL must be a web address/],
    [{ DISCORD_TOKEN: real, DISCORD_API_URL: 'ftp://canary/api' }, /^DISCORD_API_URL must be a web address/],
    [
      { DISCORD_TOKEN: real, DISCORD_API_TRUSTED_PROXY: 'canary' },
      /^DISCORD_API_TRUSTED_PROXY must be true or false/,
    ],
    [
      { DISCORD_TOKEN: real, DATABASE_URL: 'canary' },
      /^DATABASE_URL must look like postgres:\/\/user:password@/,
    ],
    [{ DISCORD_TOKEN: real, DATABASE_URL: 'mysql://u:canary@h/d' }, /^DATABASE_URL must look like postgres:/],
    [{ DISCORD_TOKEN: real, LOCKSTEP_SECRET: 'canary' }, /^LOCKSTEP_SECRET must have 32 characters or more/],
    [{ DISCORD_TOKEN: real, DATABASE_PREPARE: 'canary' }, /^DATABASE_PREPARE must be true or false/],
    [
      { DISCORD_TOKEN: real, CURRICULUM_DIR: '/canary' },
      /^CURRICULUM_DIR names a folder that does not exist/,
    ],
    [{ DISCORD_TOKEN: real, HTTP_PORT: 'canary' }, /^HTTP_PORT must be a port number from 0 to 65535/],
    [{ DISCORD_TOKEN: real, HTTP_PORT: '65536' }, /^HTTP_PORT must be a port number from 0 to 65535/],
    [{ DISCORD_TOKEN: real, HTTP_PORT: '-1' }, /^HTTP_PORT must be a port number from 0 to 65535/],
    [{ DISCORD_TOKEN: real, LOG_LEVEL: 'canary' }, /^LOG_LEVEL must be one of trace, debug, info/],
    [{ DISCORD_TOKEN: real, LOCKSTEP_CLOCK_URL: 'canary' }, /^LOCKSTEP_CLOCK_URL must be the http address/],
  ];
  for (const [env, sentence] of table) {
    const faults = faultsOf(env);
    expect.soft(faults[0], JSON.stringify(Object.keys(env))).toMatch(sentence);
    expect.soft(faults.join()).not.toMatch(/canary|65536/);
  }
});

test('all faults are told at once', () => {
  const faults = faultsOf({
    DISCORD_API_URL: 'canary',
    DATABASE_URL: 'canary',
    HTTP_PORT: 'canary',
    LOG_LEVEL: 'canary',
    CURRICULUM_DIR: '/canary',
  });
  const named = faults.map(fault => fault.split(' ')[0]).sort();
  expect(named).toEqual([
    'CURRICULUM_DIR',
    'DATABASE_URL',
    'DISCORD_API_URL',
    'DISCORD_TOKEN',
    'HTTP_PORT',
    'LOG_LEVEL',
  ]);
});

test('promise 6: a fake token never leaves this machine, and a real one never travels in the open', () => {
  const urls = {
    official,
    https: 'https://proxy.example/api',
    http: 'http://proxy.example/api',
    shouted: 'HTTP://proxy.example/api',
    spaced: ' http://proxy.example/api',
    loopback,
    ip6: 'http://[::1]:8080/api',
    localhost: 'http://localhost:8080/api',
    lookalike: 'http://127.0.0.1.example/api',
    lookalike2: 'http://localhost.example/api',
    user: 'http://127.0.0.1@proxy.example/api',
  };
  const isOurs = (name: string) => ['loopback', 'ip6', 'localhost'].includes(name);
  const isOpen = (name: string) => !['official', 'https'].includes(name);
  for (const [name, DISCORD_API_URL] of Object.entries(urls)) {
    for (const trusted of ['false', 'true']) {
      const env = { DISCORD_API_URL, DISCORD_API_TRUSTED_PROXY: trusted };
      const fake = faultsOf({ ...env, DISCORD_TOKEN: local }).length === 0;
      expect.soft(fake, `fake token, ${name}, trusted ${trusted}`).toBe(isOurs(name));
      const sent = faultsOf({ ...env, DISCORD_TOKEN: real }).length === 0;
      expect.soft(sent, `real token, ${name}, trusted ${trusted}`).toBe(!isOpen(name) || trusted === 'true');
    }
  }
});

test('the movable clock goes with a Discord on this machine only', () => {
  const clock = 'http://127.0.0.1:9090/clock';
  const with_ = (LOCKSTEP_CLOCK_URL: string, DISCORD_API_URL: string, DISCORD_TOKEN = local) =>
    faultsOf({ LOCKSTEP_CLOCK_URL, DISCORD_API_URL, DISCORD_TOKEN });
  expect(with_(clock, loopback)).toEqual([]);
  const sentence = /^LOCKSTEP_CLOCK_URL is only for the local Discord/;
  expect(with_(clock, official, real)[0]).toMatch(sentence);
  expect(with_('http://clock.example/clock', loopback)[0]).toMatch(sentence);
});

test('the address of the API is taken without its version and slash, and the token from a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lockstep-config-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'token');
  await writeFile(file, `${real}\n`);
  const settings = readSettings({ DISCORD_TOKEN_FILE: file, DISCORD_API_URL: `${official}/v10/` });
  expect(settings).toMatchObject({ token: real, apiUrl: official });
  await writeFile(file, '\n');
  expect(faultsOf({ DISCORD_TOKEN_FILE: file })[0]).toMatch(/^DISCORD_TOKEN is missing/);
});
