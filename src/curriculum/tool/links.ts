/** `links`: whether what the catalogue links to is still there. Polite: one request at a time to a host, a second apart, and it says who asks. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeFault } from '../fault.ts';
import { loadCurriculum } from '../load.ts';
import type { Resource } from '../types.ts';
import { columns, type Place, type Verb } from './words.ts';
import { writeAll } from './write-all.ts';

/** What a look at a link found. */
interface LinkCheck {
  readonly id: string;
  readonly url: string;
  /** The day of the look, YYYY-MM-DD in UTC. */
  readonly checked: string;
  /** `unsure`: the host refuses programs, is down or doesn't answer; a person should look. */
  readonly status: 'ok' | 'moved' | 'dead' | 'unsure';
  /** Where it has moved to, or what was answered. */
  readonly detail?: string;
}

const storedIn = 'link-checks.json';
const sentences = {
  progress: (count: number) => `Looking at ${count} links, one after another for each host …`,
  sum: (checks: readonly LinkCheck[]) =>
    (['ok', 'moved', 'dead', 'unsure'] as const)
      .map(status => `${checks.filter(each => each.status === status).length} ${status}`)
      .join(', ')
      .concat(`. Kept with today’s date in ${storedIn}.`),
  fresh: (days: number) => `Every link was looked at within ${days} days. Look again with --days 0.`,
};

export const links: Verb = {
  usage: [
    'links [--days N] [--pause MS] [folder]      looks whether links still work; again after N days (30)',
  ],
  async run(words, place) {
    const asked = understand(words);
    if (!asked) return 2;
    const folder = asked.folder ?? place.folder;
    const { curriculum, faults } = loadCurriculum(folder);
    for (const fault of faults) place.print(describeFault(fault));
    if (!curriculum) return 1;
    const known = await readChecks(join(folder, storedIn));
    const old = new Date(Date.parse(place.today) - asked.days * 86_400_000).toISOString().slice(0, 10);
    const all = [...curriculum.resources.values()].filter(resource => resource.url !== undefined);
    const due = all.filter(({ id, url }) => {
      const last = known.get(id);
      return !last || last.url !== url || last.checked < old || asked.days === 0;
    });
    if (due.length === 0) {
      place.print(sentences.fresh(asked.days));
      return 0;
    }
    place.print(sentences.progress(due.length));
    const checks = await lookAtAll(due, place.today, asked.pause);
    for (const check of checks) known.set(check.id, check);
    const kept = all.flatMap(({ id }) => known.get(id) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
    await writeAll(
      new Map([
        [join(folder, storedIn), `[\n${kept.map(each => `  ${JSON.stringify(each)}`).join(',\n')}\n]\n`],
      ]),
    );
    tell(checks, place);
    return checks.some(({ status }) => status === 'dead') ? 1 : 0;
  },
};

function tell(checks: readonly LinkCheck[], { print }: Place): void {
  const odd = checks.filter(({ status }) => status !== 'ok');
  for (const line of columns(odd.map(({ status, id, url, detail = '' }) => [status, id, url, detail])))
    print(line);
  print(sentences.sum(checks));
}

function understand(words: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { days: { type: 'string', default: '30' }, pause: { type: 'string', default: '1000' } },
    });
    const [days, pause] = [Number(values.days), Number(values.pause)];
    const isSound = [days, pause].every(each => Number.isInteger(each) && each >= 0 && each <= 100_000);
    return isSound && positionals.length <= 1 ? { days, pause, folder: positionals[0] } : undefined;
  } catch {
    return undefined;
  }
}

async function readChecks(path: string): Promise<Map<string, LinkCheck>> {
  try {
    const list = JSON.parse(await readFile(path, 'utf8')) as readonly LinkCheck[];
    return new Map(list.map(check => [check.id, check]));
  } catch {
    return new Map();
  }
}

/** Hosts side by side, at most eight; the links of one host one after another. */
async function lookAtAll(
  resources: readonly Resource[],
  today: string,
  pause: number,
): Promise<readonly LinkCheck[]> {
  const byHost = new Map<string, Resource[]>();
  for (const resource of resources) {
    const { host } = new URL(resource.url ?? '');
    byHost.set(host, [...(byHost.get(host) ?? []), resource]);
  }
  const hosts = [...byHost.values()];
  const checks: LinkCheck[] = [];
  const worker = async () => {
    for (let host = hosts.pop(); host; host = hosts.pop()) {
      for (const [index, { id, url = '' }] of host.entries()) {
        if (index > 0) await sleep(pause);
        checks.push({ id, url, checked: today, ...(await lookAt(url, pause)) });
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return checks.sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Found = Pick<LinkCheck, 'status' | 'detail'>;

/** HEAD first, since it costs least; GET, after a pause, where a host may only not answer that well. */
async function lookAt(url: string, pause: number): Promise<Found> {
  const first = await ask(url, 'HEAD');
  const isSettled = first.status === 'ok' || first.status === 'moved' || first.detail === '429';
  if (isSettled) return first;
  await sleep(pause);
  return ask(url, 'GET');
}

async function ask(url: string, method: 'HEAD' | 'GET'): Promise<Found> {
  try {
    const response = await fetch(url, {
      method,
      redirect: 'follow',
      headers: { 'user-agent': 'Lockstep link check (looks whether the links of a curriculum still work)' },
      signal: AbortSignal.timeout(15_000),
    });
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410)
      return { status: 'dead', detail: String(response.status) };
    if (!response.ok) return { status: 'unsure', detail: String(response.status) };
    return isElsewhere(url, response.url) ? { status: 'moved', detail: response.url } : { status: 'ok' };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'ENOTFOUND') return { status: 'dead', detail: 'there is no host of this name' };
    return { status: 'unsure', detail: code || (error instanceof Error ? error.name : '') };
  }
}

/** A redirect to https, to `www.`, or to a last slash is no move. */
function isElsewhere(asked: string, answered: string): boolean {
  const bare = (url: string) =>
    url
      .replace(/#.*$/, '')
      .replace(/^https?:\/\/(www\.)?/, '')
      .replace(/[/?]+$/, '');
  return bare(asked) !== bare(answered);
}
