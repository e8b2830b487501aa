/** A cohort of twelve lessons that starts on Monday, 23 November 2026, at nine in Rome, and the people who lead it. */

import { pacedNodes } from '../../../commands/_pace.ts';
import { layOutPlan } from '../../../src/core/plan.ts';
import { newPlanInputs, type PlanInputs, type PlannedDay } from '../../../src/core/plan-inputs.ts';
import { nextDueOf } from '../../../src/core/plan-next.ts';
import { unitsByLesson } from '../../../src/core/plan-units.ts';
import { asStudyDay } from '../../../src/core/time.ts';
import { addCohort, findCohort } from '../../../src/store/cohorts.ts';
import { findPlan } from '../../../src/store/plans.ts';
import { startTestBot, type TestBot, type TestBotSettings } from '../../support/bot.ts';

export const day = asStudyDay;
const zone = 'Europe/Rome';
/** A Friday, three days before the first post. */
export const before = '2026-11-20T07:00:00Z';

/** `planned`: instead of what the curriculum gives. */
export async function stage(now = before, settings: TestBotSettings = {}, planned?: PlanInputs) {
  const bot = await startTestBot(now, settings);
  const inputs = planned ?? ofCurriculum(bot);
  const cohort = await start(bot, 'c0ffee', 'Autumn', inputs);
  return {
    ...bot,
    ...cohort,
    bot,
    lea: bot.admin(),
    inputs,
    /** Then it is Tuesday evening. */
    async postTwo() {
      for (const date of ['2026-11-23', '2026-11-24']) {
        bot.moveTo(`${date}T08:00:30Z`);
        await bot.tick();
      }
      bot.moveTo('2026-11-24T18:00:00Z');
    },
  };
}

function ofCurriculum({ curriculum }: TestBot): PlanInputs {
  const pathway = curriculum.pathways.get('infrastructure');
  if (!pathway) throw new Error('the curriculum has no pathway infrastructure');
  return newPlanInputs({
    start: day('2026-11-23'),
    weekdays: [1, 2, 3, 4, 5],
    units: unitsByLesson(pacedNodes(curriculum, pathway)),
  });
}

/** Saves a cohort as it would stand after `/cohort create`. */
export async function start(bot: TestBot, id: string, name: string, inputs: PlanInputs) {
  const key = { guildId: bot.guildId, id };
  const { days } = layOutPlan(inputs);
  await addCohort(bot.db, {
    cohort: {
      ...key,
      name,
      pathwayId: 'infrastructure',
      channelId: bot.channelId,
      zone,
      postTime: '09:00',
      startDay: inputs.start,
      nextDueAt: nextDueOf(days, [], { zone, postTime: '09:00' }),
      createdAt: bot.now(),
      dailyQuestions: 0,
    },
    inputs,
    days,
    actorId: 'somebody',
  });
  return {
    id,
    async plan() {
      const plan = await findPlan(bot.db, key);
      if (!plan) throw new Error('the cohort has no plan');
      return plan;
    },
    async cohort() {
      const found = await findCohort(bot.db, key.guildId, id);
      if (!found) throw new Error('the cohort is gone');
      return found;
    },
  };
}

/** `2026-11-23 db/acid`, a line for each slot. */
export const linesOf = (days: readonly PlannedDay[]): string[] =>
  days.map(({ day: date, key, kind }) => `${date} ${key ?? kind}`);

export const datesOf = (days: readonly PlannedDay[]): string[] => days.map(({ day: date }) => date);
