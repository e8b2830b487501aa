/** The other end of `startProgram`. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Says that this program is ready, answers what is asked, and stops when whoever started it lets go or is gone. */
export function report(said: unknown, stop: () => Promise<unknown>): void {
  process.on('message', question => {
    if (question === 'memory') void memory().then(megabytes => process.send?.(megabytes));
  });
  process.once('disconnect', () => void stop().finally(() => process.exit(0)));
  process.send?.(said);
}

/** What a start leaves behind is given a second, and is collected; what stays is what the program needs. */
async function memory(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    await sleep(250);
    globalThis.gc?.();
  }
  return process.memoryUsage.rss() / 1024 / 1024;
}
