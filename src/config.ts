/** Environment → typed settings. Every fault is reported at once, with what to do; no value is ever printed. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './root.ts';

export interface Settings {
  readonly token: string;
  /** Without version and trailing slash. */
  readonly apiUrl: string;
  /** Where the movable calendar clock is read; undefined: the database's time. */
  readonly clockUrl: string | undefined;
  /** Undefined: the embedded Postgres in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** False behind a pooler that doesn't know named statements. */
  readonly databasePrepare: boolean;
  readonly dataDir: string;
  /** Undefined: made once, and kept in `dataDir`. */
  readonly secret: string | undefined;
  readonly curriculumDir: string;
  /** 0 = any free port. */
  readonly httpPort: number;
  readonly logLevel: string;
}

/** All that is wrong with the settings, a sentence each: the process ends with 78, as `sysexits.h` calls bad configuration. */
export class BadSettings extends Error {
  override readonly name = 'BadSettings';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

const officialApi = 'https://discord.com/api';
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const shape = z.object({
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_TOKEN_FILE: z.string().optional(),
  DISCORD_API_URL: z
    .url({
      protocol: /^https?$/,
      error: 'DISCORD_API_URL must be a web address such as https://discord.com/api.',
    })
    .default(officialApi),
  DISCORD_API_TRUSTED_PROXY: truth('DISCORD_API_TRUSTED_PROXY', 'false'),
  LOCKSTEP_CLOCK_URL: z
    .url({
      protocol: /^http$/,
      error: 'LOCKSTEP_CLOCK_URL must be the http address of the local Discord’s clock.',
    })
    .optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error:
        'DATABASE_URL must look like postgres://user:password@host:5432/database. Leave it out to use the embedded Postgres.',
    })
    .optional(),
  DATABASE_PREPARE: truth('DATABASE_PREPARE', 'true'),
  DATA_DIR: z.string().default('data'),
  LOCKSTEP_SECRET: z
    .string()
    .min(
      32,
      'LOCKSTEP_SECRET must have 32 characters or more, such as what "openssl rand -hex 32" prints. Leave it out to have one made.',
    )
    .optional(),
  CURRICULUM_DIR: z.string().optional(),
  HTTP_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'HTTP_PORT must be a port number from 0 to 65535; 0 takes any free one.')
    .transform(Number)
    .refine(port => port <= 65_535, 'HTTP_PORT must be a port number from 0 to 65535; 0 takes any free one.')
    .default(0),
  LOG_LEVEL: z.enum(levels, { error: `LOG_LEVEL must be one of ${levels.join(', ')}.` }).default('info'),
});

function truth(name: string, fallback: 'true' | 'false') {
  return z
    .enum(['true', 'false'], { error: `${name} must be true or false.` })
    .default(fallback)
    .transform(value => value === 'true');
}

/** The environment, and what a file `.env` in the starting folder adds to it. Only what serves a real community reads that file. */
export function readEnvironment(): Readonly<Record<string, string | undefined>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/** Throws `BadSettings` with every fault. Paths are taken from the folder in which the process was started. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  // An empty variable in a .env file means "not set", as everywhere else.
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = shape.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map(issue => issue.message);
  const token = readToken(given, faults);
  const apiUrl = (given.DISCORD_API_URL ?? officialApi).replace(/\/+$/, '').replace(/\/v\d+$/, '');
  const clockUrl = given.LOCKSTEP_CLOCK_URL;
  if (URL.canParse(apiUrl)) {
    if (token !== undefined) {
      checkToken({ token, apiUrl, trusted: given.DISCORD_API_TRUSTED_PROXY === 'true' }, faults);
    }
    checkClock(apiUrl, clockUrl, faults);
  }
  const curriculumDir = resolve(given.CURRICULUM_DIR ?? `${projectRoot()}/curriculum`);
  if (!existsSync(curriculumDir)) faults.push('CURRICULUM_DIR names a folder that does not exist.');
  if (!parsed.success || token === undefined || faults.length > 0) throw new BadSettings(faults);
  return {
    token,
    apiUrl,
    clockUrl,
    databaseUrl: parsed.data.DATABASE_URL,
    databasePrepare: parsed.data.DATABASE_PREPARE,
    dataDir: resolve(parsed.data.DATA_DIR),
    secret: parsed.data.LOCKSTEP_SECRET,
    curriculumDir,
    httpPort: parsed.data.HTTP_PORT,
    logLevel: parsed.data.LOG_LEVEL,
  };
}

function readToken(
  given: Readonly<Record<string, string | undefined>>,
  faults: string[],
): string | undefined {
  const where =
    'Get one at https://discord.com/developers/applications → your application → Bot → Reset Token';
  const { DISCORD_TOKEN: direct, DISCORD_TOKEN_FILE: file } = given;
  if (direct !== undefined && file !== undefined) {
    faults.push('Set DISCORD_TOKEN or DISCORD_TOKEN_FILE, not both.');
    return undefined;
  }
  let token = direct;
  if (file !== undefined) {
    try {
      token = readFileSync(file, 'utf8');
    } catch {
      faults.push(
        'DISCORD_TOKEN_FILE names a file that can’t be read. Give the path of a file that holds only the token.',
      );
      return undefined;
    }
  }
  token = token?.trim();
  if (!token) {
    faults.push(`DISCORD_TOKEN is missing. ${where}. To try the bot without one: npm run playground`);
    return undefined;
  }
  if (!/^(local\.[\w.-]+|[\w-]{18,}\.[\w-]{4,}\.[\w-]{20,})$/.test(token)) {
    faults.push(`DISCORD_TOKEN does not look like a bot token. ${where}, and copy it whole.`);
    return undefined;
  }
  return token;
}

interface Addresses {
  readonly token: string;
  readonly apiUrl: string;
  readonly trusted: boolean;
}

/** A fake token must never leave this machine, and a real one never travels in the open. */
function checkToken({ token, apiUrl, trusted }: Addresses, faults: string[]): void {
  const isFake = token.startsWith('local.');
  if (isFake && !isLoopback(apiUrl)) {
    faults.push(
      'DISCORD_TOKEN is a local one (local.…): it works only with a DISCORD_API_URL on this machine, such as http://127.0.0.1:8080/api.',
    );
  }
  if (!isFake && new URL(apiUrl).protocol !== 'https:' && !trusted) {
    faults.push(
      'DISCORD_API_URL is plain http, and your token is a real one. Use https, or set DISCORD_API_TRUSTED_PROXY=true if that address is a proxy of your own.',
    );
  }
}

/** A clock that can be moved has no business in a real community. */
function checkClock(apiUrl: string, clockUrl: string | undefined, faults: string[]): void {
  if (clockUrl !== undefined && !(isLoopback(apiUrl) && URL.canParse(clockUrl) && isLoopback(clockUrl))) {
    faults.push(
      'LOCKSTEP_CLOCK_URL is only for the local Discord: leave it out, or use it with a DISCORD_API_URL on this machine.',
    );
  }
}

const isLoopback = (url: string): boolean =>
  /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(new URL(url).hostname);
