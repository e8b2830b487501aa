/**
 * A fault of the `postgres` library (3.4.9, its issues 1154 and 1208): a small write waits for the next turn of the event loop, and when the
 * connection is lost in between it throws where no caller can catch it. The query has failed or is given up by its time-out; the process
 * goes on. See docs/decisions/0018.
 */

const isLostSocket = (error: unknown): boolean =>
  error instanceof TypeError &&
  /\bnextWrite\b.*postgres[/\\](cjs[/\\])?src[/\\]connection\.js/.test(error.stack ?? '');

/** Keeps the process alive through that fault, and hands every other uncaught one to `otherwise`, which should end the process. */
export function outliveLostSockets(
  onLost: (error: unknown) => void,
  otherwise: (error: unknown) => void,
): void {
  process.on('uncaughtException', error => (isLostSocket(error) ? onLost(error) : otherwise(error)));
}
