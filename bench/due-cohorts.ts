/** Cohorts and rows of the ledger, many at once. */
import type postgres from 'postgres';
import type { SeenGuild } from '../local-discord/client.ts';
import { layOutPlan } from '../src/core/plan.ts';
import { newPlanInputs } from '../src/core/plan-inputs.ts';
import { unitsByLesson } from '../src/core/plan-units.ts';
import { asStudyDay } from '../src/core/time.ts';
import { readCurriculum } from '../src/curriculum/read.ts';
import { projectRoot } from '../src/root.ts';
import { addCohort } from '../src/store/cohorts.ts';
import type { Db } from '../src/store/connect.ts';

/** A Monday. */
export const start = '2026-11-23';

/** Each in a channel of its own, all due at nine on the first day. */
export async function addDueCohorts(db: Db, guilds: readonly SeenGuild[], count: number): Promise<void> {
  const { pathways, lessons } = readCurriculum(`${projectRoot()}/curriculum`);
  const pathway = [...pathways.values()].find(one => one.lessons.length > 4);
  if (!pathway) throw new Error('No pathway has lessons.');
  const paced = pathway.lessons.slice(0, 5).map(lesson => ({ ...lesson, minutes: 20, prerequisites: [] }));
  if (paced.some(({ lessonId }) => !lessons.has(lessonId))) throw new Error('A lesson is missing.');
  const units = unitsByLesson([{ nodeId: pathway.id, pace: undefined, lessons: paced }]);
  const inputs = newPlanInputs({ start: asStudyDay(start), weekdays: [1, 2, 3, 4, 5], units });
  const { days } = layOutPlan(inputs);
  const places = guilds.flatMap(guild =>
    guild.channels
      .slice(1)
      .map(channel => ({ guildId: guild.id, channelId: channel.id, ownerId: guild.ownerId })),
  );
  for (const [n, { guildId, channelId, ownerId }] of places.slice(-count).entries()) {
    await addCohort(db, {
      cohort: {
        ...{ guildId, id: `cohort-${n}`, name: `Cohort ${n}`, pathwayId: pathway.id, channelId },
        ...{ roleId: null, zone: 'UTC', postTime: '09:00', startDay: start, dailyQuestions: 0 },
        nextDueAt: new Date(`${start}T09:00:00Z`),
        createdAt: new Date(`${start}T08:00:00Z`),
      },
      ...{ inputs, days, actorId: ownerId },
    });
  }
}

/** One post due for each of so many cohorts, behind fifty days of each that are sent. */
export async function addLedger(sql: postgres.Sql, cohorts: number): Promise<void> {
  await sql.begin(async tx => {
    // The bot's own patience is for questions of its own size.
    await tx`set local statement_timeout = 0`;
    await tx`
      insert into deliveries (guild_id, cohort_id, kind, study_day, slot, id, channel_id, state, due_at)
      select 'guild-' || cohort % 100, 'cohort-' || cohort, 'lesson', ${start}::date - day, 0,
        cohort || '-' || day, 'channel-' || cohort, case when day = 0 then 'due' else 'sent' end,
        (${start}::date - day) + time '09:00' at time zone 'UTC'
      from generate_series(1, ${cohorts}::int) as cohort, generate_series(0, 50) as day`;
    await tx`analyze deliveries`;
  });
}
