/** Speaks with the control address that served this page: same origin, the key of this run in the path. */
import type { Act, Outcome } from './acts.ts';
import type {
  Action,
  Clock,
  Command,
  Faults,
  Member,
  Message,
  RateLimits,
  RequestLine,
  World,
} from './shapes.ts';

/** Said while nobody is there; no longer true once somebody is. */
export const unanswered = 'The local Discord does not answer. Is it still running?';

export type Control = ReturnType<typeof openControl>;

/** Every method rejects with an `Error` whose message is the server's own sentence. */
export function openControl(key: string) {
  const base = `/control/${encodeURIComponent(key)}`;
  const call = <T>(method: string, path: string, body?: unknown) => ask<T>(method, base + path, body);
  return {
    world: () => call<World>('GET', '/world'),
    clock: () => call<Clock>('GET', '/clock'),
    moveClock: (to: { readonly advance: number } | { readonly to: string }) =>
      call<Clock>('POST', '/clock', to),
    commands: (guild: string, as: string) =>
      call<readonly Command[]>('GET', `/guilds/${guild}/commands?as=${as}`),
    messages: (channel: string, as: string, limit = 100) =>
      call<readonly Message[]>('GET', `/channels/${channel}/messages?as=${as}&limit=${limit}`),
    write: (channel: string, as: string, content: string) =>
      call<unknown>('POST', `/channels/${channel}/messages`, { as, content }),
    vote: (channel: string, message: string, as: string, answers: readonly number[]) =>
      call<unknown>('POST', `/channels/${channel}/messages/${message}/votes`, { as, answers }),
    react: (channel: string, message: string, as: string, emoji: string, remove: boolean) =>
      call<unknown>('POST', `/channels/${channel}/messages/${message}/reactions`, { as, emoji, remove }),
    act: (as: string, act: Act) => call<Outcome>('POST', '/interactions', { ...act, as }),
    addMember: (guild: string, name: string) => call<Member>('POST', `/guilds/${guild}/members`, { name }),
    setRoles: (guild: string, member: string, roles: readonly string[]) =>
      call<unknown>('PATCH', `/guilds/${guild}/members/${member}`, { roles }),
    requests: (limit: number) => call<readonly RequestLine[]>('GET', `/requests?limit=${limit}`),
    actions: () => call<readonly Action[]>('GET', '/actions'),
    runAction: (id: string) => call<unknown>('POST', `/actions/${encodeURIComponent(id)}`),
    faults: () => call<Faults>('GET', '/faults'),
    setFaults: (faults: Faults) => call<unknown>('PUT', '/faults', faults),
    rateLimits: () => call<{ readonly profile: RateLimits }>('GET', '/rate-limits'),
    setRateLimits: (profile: RateLimits) => call<unknown>('PUT', '/rate-limits', { profile }),
    gateway: (what: 'drop' | 'reconnect' | 'invalid-session') =>
      call<unknown>('POST', '/gateway', { do: what }),
    /** Without a member: of everything, which is all there is to hear before anybody is there. */
    events: (as: string | undefined) =>
      new EventSource(`${base}/events${as === undefined ? '' : `?as=${as}`}`),
  };
}

async function ask<T>(method: string, address: string, body: unknown): Promise<T> {
  const response = await fetch(address, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Error(unanswered);
  });
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : readJson(text);
  if (!response.ok) throw new Error(sentenceOf(answer) ?? `The local Discord answered ${response.status}.`);
  return answer as T;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sentenceOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null || !('error' in answer)) return undefined;
  return typeof answer.error === 'string' ? answer.error : undefined;
}
