/** A database full of members: fifty in each guild, each with a week's work behind them, as SQL alone can make so many. */
import type postgres from 'postgres';
import { layOutPlan } from '../src/core/plan.ts';
import { newPlanInputs } from '../src/core/plan-inputs.ts';
import { unitsByLesson } from '../src/core/plan-units.ts';
import { asStudyDay } from '../src/core/time.ts';
import type { Curriculum } from '../src/curriculum/types.ts';
import { addCohort } from '../src/store/cohorts.ts';
import type { Db } from '../src/store/connect.ts';

const perGuild = 50;
const lessonsDone = 5;
const answersGiven = 15;
/** A Monday, and the Friday after it at noon. */
const start = '2026-11-23';
export const now = new Date('2026-11-27T12:00:00Z');

export const guildOf = (member: number): string => `g${Math.floor(member / perGuild)}`;
export const memberName = (member: number): string => `m${member}`;

/** Tables whose indexes are made after their rows: so many rows one by one would take an hour. */
const filled = [
  'memberships',
  'member_settings',
  'aliases',
  'lesson_progress',
  'kept_days',
  'quizzes',
  'answers',
  'points',
  'scores',
];

/** Each member has done five lessons, kept five days and answered fifteen questions: twenty events that paid. */
export async function addManyMembers(
  db: Db,
  sql: postgres.Sql,
  curriculum: Curriculum,
  members: number,
): Promise<void> {
  const pathway = curriculum.pathways.get('infrastructure');
  const taught = (pathway?.lessons ?? []).slice(0, 40);
  const done = taught.slice(0, lessonsDone).map(({ lessonId }) => lessonId);
  const questions = done
    .flatMap(id => curriculum.lessons.get(id)?.questions ?? [])
    .map(question => `${question.lessonId}#${question.id}`)
    .slice(0, answersGiven);
  if (!pathway || questions.length < answersGiven) throw new Error('There is too little to learn.');
  await addOneCohort(db, taught, pathway.id);
  const guilds = Math.ceil(members / perGuild);
  await sql.begin(async tx => {
    await tx`set local statement_timeout = 0`;
    const indexes = await tx<{ name: string; definition: string; constraint: string | null }[]>`
      select i.indexname as name, i.indexdef as definition, c.conname as constraint
      from pg_indexes i left join pg_constraint c on c.conname = i.indexname and c.contype = 'p'
      where i.schemaname = 'public' and i.tablename in ${tx(filled)}`;
    const keys = await tx<{ table: string; name: string; definition: string }[]>`
      select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'p' and conrelid::regclass::text in ${tx(filled)}`;
    for (const { constraint, name } of indexes)
      if (constraint === null) await tx.unsafe(`drop index "${name}"`);
    for (const { table, name } of keys) await tx.unsafe(`alter table ${table} drop constraint "${name}"`);
    await copyGuilds(tx, guilds);
    await tx.unsafe(rowsOf(members, done, questions));
    for (const { table, name, definition } of keys)
      await tx.unsafe(`alter table ${table} add constraint "${name}" ${definition}`);
    for (const { constraint, definition } of indexes) if (constraint === null) await tx.unsafe(definition);
  });
  await sql`set statement_timeout = 0`;
  await sql`vacuum analyze`;
}

async function addOneCohort(
  db: Db,
  lessons: readonly { readonly nodeId: string; readonly lessonId: string }[],
  pathwayId: string,
): Promise<void> {
  const paced = lessons.map(lesson => ({ ...lesson, minutes: 20, prerequisites: [] }));
  const units = unitsByLesson([{ nodeId: pathwayId, pace: undefined, lessons: paced }]);
  const inputs = newPlanInputs({ start: asStudyDay(start), weekdays: [1, 2, 3, 4, 5], units });
  await addCohort(db, {
    cohort: {
      ...{ guildId: guildOf(0), id: 'cohort', name: 'First Cohort', pathwayId, channelId: 'channel' },
      ...{ roleId: null, zone: 'UTC', postTime: '09:00', startDay: start, dailyQuestions: 0 },
      ...{ nextDueAt: null, createdAt: new Date(`${start}T08:00:00Z`) },
    },
    ...{ inputs, days: layOutPlan(inputs).days, actorId: 'moderator' },
  });
}

/** The first guild's cohort, its plan and its five posts, once more for each other guild. */
async function copyGuilds(tx: postgres.TransactionSql, guilds: number): Promise<void> {
  await tx`
    insert into deliveries (guild_id, cohort_id, kind, study_day, slot, id, lesson_id, channel_id, state, due_at, sent_at)
    select guild_id, cohort_id, kind, study_day, slot, 'd' || study_day, lesson_id, 'channel', 'sent',
      study_day + time '09:00' at time zone 'UTC', study_day + time '09:00' at time zone 'UTC'
    from plan_days where guild_id = ${guildOf(0)} and study_day < ${start}::date + 5`;
  for (const table of ['cohorts', 'plan_versions', 'plan_days', 'deliveries'])
    await tx.unsafe(`
      insert into ${table} select (jsonb_populate_record(one, jsonb_build_object('guild_id', 'g' || n))).*
      from ${table} as one, generate_series(1, ${guilds - 1}) as n where one.guild_id = '${guildOf(0)}'`);
}

const listed = (values: readonly string[]): string =>
  `array[${values.map(value => `'${value}'`).join(', ')}]`;

function rowsOf(members: number, done: readonly string[], questions: readonly string[]): string {
  const who = `select 'g' || m / ${perGuild} as guild_id, 'm' || m as member_id, m from generate_series(0, ${members - 1}) as m`;
  const day = `date '${start}' + (n - 1)::int`;
  const at = (expression: string) => `(${expression} + time '10:00') at time zone 'UTC'`;
  const lessons = `unnest(${listed(done)}) with ordinality as lesson (id, n)`;
  const asked = `unnest(${listed(questions)}) with ordinality as question (id, n)`;
  return `
    insert into memberships (guild_id, cohort_id, member_id, joined_at)
      select guild_id, 'cohort', member_id, timestamptz '${start} 08:00Z' from (${who}) as who;
    insert into member_settings (guild_id, member_id, text_only, changed_at)
      select guild_id, member_id, true, timestamptz '${start} 08:00Z' from (${who}) as who;
    insert into aliases (guild_id, cohort_id, season, member_id, alias)
      select guild_id, 'cohort', '2026-11', member_id, 'Quiet Heron ' || m from (${who}) as who;
    insert into lesson_progress (guild_id, member_id, lesson_id, rev, cohort_id, done_at)
      select guild_id, member_id, lesson.id, 1, 'cohort', ${at(day)} from (${who}) as who, ${lessons};
    insert into kept_days (guild_id, cohort_id, member_id, study_day, action, kept_at)
      select guild_id, 'cohort', member_id, ${day}, 'lesson', ${at(day)} from (${who}) as who, ${lessons};
    insert into quizzes (guild_id, id, kind, member_id, cohort_id, seed, question_ids, opened_at)
      select guild_id, 'q' || m, 'practice', member_id, 'cohort', 'seed', ${listed(questions)}, timestamptz '${start} 09:00Z'
      from (${who}) as who;
    insert into answers (guild_id, quiz_id, member_id, question_id, question_rev, chosen, right_then, is_right, share, answered_at)
      select guild_id, 'q' || m, member_id, question.id, 1, array['a'], array['a'], m % 3 > 0, 100, timestamptz '${start} 10:00Z'
      from (${who}) as who, ${asked};
    insert into points (guild_id, member_id, reason, cohort_id, points, earned_at)
      select guild_id, member_id, 'lesson:' || lesson.id, 'cohort', 5, ${at(day)} from (${who}) as who, ${lessons};
    insert into points (guild_id, member_id, reason, cohort_id, points, earned_at)
      select guild_id, member_id, 'answer:' || question.id, 'cohort', 1 + (m * 7 + n) % 10, timestamptz '${start} 10:00Z'
      from (${who}) as who, ${asked};
    insert into scores (guild_id, cohort_id, member_id, points, reached_at)
      select guild_id, cohort_id, member_id, sum(points), max(earned_at) from points group by 1, 2, 3;`;
}
