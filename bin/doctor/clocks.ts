/** The clocks: the database's says what is due, Discord's stands on the messages, this machine's in the log. */
import type postgres from 'postgres';
import type { Discord } from './discord.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

/** Seconds. Discord tells whole ones only. */
const noticed = 5;
const harmful = 60;

/** Without a database, or beside a movable clock, there is less to compare. */
export async function examineClocks(
  discord: Discord,
  sql: postgres.Sql | undefined,
  clockUrl: string | undefined,
): Promise<Finding[]> {
  const theirs = discord.now();
  if (theirs === undefined) {
    return [warning('Clocks', 'Discord’s answers carry no date, so nothing can be compared with it.')];
  }
  // The local Discord's calendar is moved by hand; only the bot's own reading of it can be compared.
  const calendar = clockUrl === undefined ? await askDatabase(sql) : await askMovable(clockUrl);
  const name = clockUrl === undefined ? 'the database’s clock' : 'the movable clock';
  const findings =
    calendar === undefined
      ? []
      : [judge(name, calendar - (discord.now() ?? theirs), 'what is due is due by that clock')];
  if (clockUrl !== undefined) return findings;
  const machine = judge(
    'this machine’s clock',
    Date.now() - (discord.now() ?? theirs),
    'the log is dated by it',
  );
  return [...findings, machine.state === 'problem' ? { ...machine, state: 'warning' } : machine];
}

function judge(name: string, differenceMs: number, why: string): Finding {
  const seconds = Math.abs(differenceMs) / 1000;
  if (seconds < noticed) return ok('Clocks', `${name} agrees with Discord’s within ${noticed} s.`);
  const words = `${name} is ${told(seconds)} ${differenceMs > 0 ? 'ahead of' : 'behind'} Discord’s; ${why}. Let its host set its time from the network (NTP).`;
  return seconds < harmful ? warning('Clocks', words) : problem('Clocks', words);
}

const told = (seconds: number): string =>
  seconds < 120
    ? `${Math.round(seconds)} s`
    : seconds < 7_200
      ? `${Math.round(seconds / 60)} min`
      : `${Math.round(seconds / 3_600)} h`;

async function askDatabase(sql: postgres.Sql | undefined): Promise<number | undefined> {
  if (!sql) return undefined;
  const rows = await sql<{ ms: number }[]>`
    select extract(epoch from clock_timestamp())::float8 * 1000 as ms`.catch(() => []);
  return rows[0]?.ms;
}

async function askMovable(url: string): Promise<number | undefined> {
  try {
    const { now } = (await (await fetch(url, { signal: AbortSignal.timeout(5_000) })).json()) as {
      now: string;
    };
    return Date.parse(now);
  } catch {
    return undefined;
  }
}
