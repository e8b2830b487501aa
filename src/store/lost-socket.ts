/**
 * Two faults of the `postgres` library (3.4.9) that no caller can catch. A small write waits for the next turn of the event loop, and when
 * the connection is lost in between it throws there (its issues 1154 and 1208). And whoever connects first asks which array types there
 * are; when the server goes away before it answers, that question fails with nobody waiting for it. In both the query of the caller has
 * failed or is given up by its time-out; the process goes on. See docs/decisions/0018.
 */
import { isUnavailable } from './connect.ts';

const isLostSocket = (error: unknown): boolean =>
  error instanceof TypeError &&
  /\bnextWrite\b.*postgres[/\\](cjs[/\\])?src[/\\]connection\.js/.test(error.stack ?? '');

const isLostQuestion = (error: unknown): boolean =>
  error instanceof Error &&
  'query' in error &&
  typeof error.query === 'string' &&
  /^\s*select b\.oid, b\.typarray\s+from pg_catalog\.pg_type/.test(error.query) &&
  isUnavailable(error);

/** Keeps the process alive through these faults, and hands every other uncaught one to `otherwise`, which should end the process. */
export function outliveLostSockets(
  onLost: (error: unknown) => void,
  otherwise: (error: unknown) => void,
): void {
  process.on('uncaughtException', error =>
    isLostSocket(error) || isLostQuestion(error) ? onLost(error) : otherwise(error),
  );
}
