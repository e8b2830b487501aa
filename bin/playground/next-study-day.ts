/** The button that moves the clock to the next lesson. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalDiscordClient } from '../../local-discord/client.ts';
import type { Lockstep } from '../../src/main.ts';
import { findNextDue } from '../../src/store/cohorts.ts';

/** Throws a sentence for whoever pressed it when there is nowhere to go. */
export async function moveToNextStudyDay(control: LocalDiscordClient, bot: Lockstep): Promise<void> {
  const now = new Date((await control.clock()).now);
  const next = await nextDueAfter(bot, now);
  if (!next)
    throw new Error(
      'Every lesson of the plan has been posted: there is no next study day. ' +
        '/cohort create begins another cohort, Start over begins everything anew.',
    );
  if (next <= now) throw new Error('A lesson is due already: the bot posts it within a minute.');
  await control.moveTo(next.toISOString());
}

/** Pressed twice in a row, it has to wait until the bot has decided what the first press made due: five seconds at most. */
async function nextDueAfter(bot: Lockstep, now: Date): Promise<Date | undefined> {
  const end = performance.now() + 5_000;
  for (;;) {
    const next = await findNextDue(bot.database.db);
    if (!next || next > now || performance.now() > end) return next;
    await sleep(25);
  }
}
