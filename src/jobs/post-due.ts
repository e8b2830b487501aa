/** Everything that is due, until nothing moves any more: what becomes of one day may bring the next. */
import { setTimeout as sleep } from 'node:timers/promises';
import { lockLeftOpen } from './daily-close.ts';
import { decideDailyQuizzes } from './daily-quiz.ts';
import { decideDayEnds } from './day-ends.ts';
import { decideDue } from './decide-due.ts';
import { type DeliveryParts, deliverDue } from './deliver-due.ts';
import { endCohorts } from './end-cohorts.ts';
import { followUp } from './follow-up.ts';
import { decideReportNotices } from './report-notices.ts';

/** Far more than a plan has days; a guard against going round for ever. */
const mostRounds = 1_000;
/** Elapsed time. */
const lookAgainMs = 50;

export async function postDue(parts: DeliveryParts, isStopping: () => boolean): Promise<void> {
  await decideDayEnds(parts.db, parts.now());
  await lockLeftOpen(parts, parts.now());
  await decideReportNotices(parts.db, parts.now());
  for (let round = 0; round < mostRounds && !isStopping(); round += 1) {
    const [decided, settled] = await decideAndSend(parts, isStopping);
    const quizzes = await decideDailyQuizzes(parts, parts.now());
    const ended = await endCohorts(parts.db, parts.now());
    const followed = await followUp(parts, isStopping);
    if (decided + settled + quizzes + ended + followed === 0) return;
  }
}

/** Sending begins while the rest is still being decided: on a morning of a thousand cohorts nobody waits for the last one's decision. */
async function decideAndSend(
  parts: DeliveryParts,
  isStopping: () => boolean,
): Promise<readonly [decided: number, settled: number]> {
  let deciding = true;
  const decided = decideDue(parts.db, parts.now()).finally(() => {
    deciding = false;
  });
  // If sending fails first, this one's failure has no other listener.
  decided.catch(() => {});
  let settled = 0;
  while (deciding) {
    await Promise.race([decided, sleep(lookAgainMs)]);
    settled += await deliverDue(parts, isStopping);
  }
  return [await decided, settled];
}
