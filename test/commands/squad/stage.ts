import { startTestBot } from '../../support/bot.ts';

/** A cohort in which so many people study. */
export async function squadStage(people: number) {
  const bot = await startTestBot('2026-11-20T12:00:00Z');
  const cohortId = await bot.startCohort('Autumn');
  const members = Array.from({ length: people }, (_, n) => bot.member(`member ${n}`));
  for (const one of members) await one.runs('join');
  const [ada = bot.member('ada')] = members;
  return { bot, cohortId, members, ada, admin: bot.admin() };
}
