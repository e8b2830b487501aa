/** How this process asks Discord for something: at a pace that all of its requests share, and with patience only for the network. */
import { DefaultRestOptions, type RateLimitData, REST, type RESTOptions } from 'discord.js';
import type { Pace } from './pace.ts';

type Given = Pick<RESTOptions, 'api' | 'timeout' | 'rejectOnRateLimit' | 'makeRequest'>;

/** Milliseconds of elapsed time for one request, from its turn to its answer. */
const answerMs = 10_000;
/** With the wait for its turn: longer than any patience of ours, which a request's own signal tells. */
const wholeMs = 60_000;

/** Whatever a token in the address allows doesn't count against the bot's limit: answers to interactions above all. */
const isExempt = (url: string) => /\/(interactions|webhooks)\/\d+\/[^/]+/.test(new URL(url).pathname);

/** For a REST instance of this process, or for that of a discord.js client. */
export function restOptions(apiUrl: string, pace: Pace): Given {
  return {
    api: apiUrl,
    timeout: wholeMs,
    rejectOnRateLimit: isLong,
    async makeRequest(url, init) {
      const given = new AbortController();
      const abort = () => given.abort();
      if (init.signal?.aborted) abort();
      init.signal?.addEventListener('abort', abort, { once: true });
      let timer: NodeJS.Timeout | undefined;
      try {
        if (!isExempt(url)) await pace.turn(given.signal);
        timer = setTimeout(abort, answerMs);
        const answer = await DefaultRestOptions.makeRequest(url, { ...init, signal: given.signal });
        // Some proxies call nothing JSON, and discord.js would stumble over reading it after all was done.
        if (answer.status === 204) answer.headers.delete('content-type');
        return answer;
      } finally {
        clearTimeout(timer);
        init.signal?.removeEventListener('abort', abort);
      }
    },
  };
}

/** A long wait is told and not waited out inside a request: the ledger waits better, and holds nothing else up. */
const isLong = ({ retryAfter }: RateLimitData): boolean => retryAfter > 5_000;

/**
 * The process's own, which a bot has whether it leads or not. `onRefused` is called when Discord no longer takes the token, which
 * discord.js then forgets.
 */
export function createRest(apiUrl: string, token: string, pace: Pace, onRefused: () => void): REST {
  const rest = new REST(restOptions(apiUrl, pace)).setToken(token);
  rest.on('response', (_request, { status }) => {
    if (status === 401) onRefused();
  });
  return rest;
}
