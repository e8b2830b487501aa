/** What decides about reminders: whose time has come, what is open to them, and what they did since the last ones. */
import { type SQL, sql } from 'drizzle-orm';
import type { ReminderFacts } from '../core/reminders.ts';
import type { StudyDay } from '../core/time.ts';
import type { Db } from './connect.ts';

export interface Reminded {
  readonly guildId: string;
  readonly memberId: string;
}

/** Local times (HH:MM) that clocks in a zone showed lately, from and until; around midnight `from` is the later one. */
export interface LocalMinutes {
  readonly zone: string;
  readonly from: string;
  readonly until: string;
}

/** Every zone by which a member who may be reminded lives. */
export async function listReminderZones(db: Db): Promise<string[]> {
  const rows = (await db.execute(sql`
    select zone from cohorts where state = 'running' union select zone from member_zones`)) as unknown as readonly {
    zone: string;
  }[];
  return rows.map(({ zone }) => zone);
}

/**
 * Members whose reminder may be due: its local time, or the end of the quiet hours around it, was lately where they live, and none was
 * decided since `since` (calendar time). Some of them it isn't due for after all: core/reminders.ts knows.
 */
export async function listReminderCandidates(
  db: Db,
  {
    windows,
    minutes,
    since,
    now,
  }: {
    readonly windows: readonly LocalMinutes[];
    /** All minutes of all windows: most members are passed by because of them alone. */
    readonly minutes: readonly string[];
    readonly since: Date;
    readonly now: Date;
  },
): Promise<Reminded[]> {
  if (windows.length === 0) return [];
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = (await db.execute(sql`
    with windows as (
      select * from json_to_recordset(${JSON.stringify(windows)}::json) as w(zone text, "from" text, until text)
    ), minutes as (
      select json_array_elements_text(${JSON.stringify(minutes)}::json)
    ), timed as materialized (
      select s.guild_id, s.member_id,
        case when s.remind_at < s.quiet_until and (s.quiet_from > s.quiet_until or s.remind_at >= s.quiet_from)
          then array[s.remind_at, s.quiet_until] else array[s.remind_at] end as times
      from member_settings s
      where s.remind_at is not null
        and (s.remind_at in (select * from minutes) or s.quiet_until in (select * from minutes))
    ), there as materialized (
      select t.*, coalesce(
        (select z.zone from member_zones z
          where z.guild_id = t.guild_id and z.member_id = t.member_id and z.from_at <= ${at}
          order by z.from_at desc limit 1),
        (select c.zone from memberships m join cohorts c on c.guild_id = m.guild_id and c.id = m.cohort_id
          where m.guild_id = t.guild_id and m.member_id = t.member_id and m.left_at is null and m.mode <> 'audit'
            and c.state = 'running'
          order by m.joined_at desc, c.id limit 1)) as zone
      from timed t
      where t.times && array(select * from minutes)
    ), now_there as materialized (
      select t.guild_id, t.member_id
      from there t join windows w on w.zone = t.zone
      where exists (
        select 1 from unnest(t.times) as one
        where case when w."from" <= w.until then one >= w."from" and one <= w.until
          else one >= w."from" or one <= w.until end)
    )
    -- A limit makes Postgres look each of these few up, instead of joining everybody there is.
    select t.guild_id, t.member_id
    from now_there t join lateral (
      select 1 from memberships m join deliveries d on d.guild_id = m.guild_id and d.cohort_id = m.cohort_id
      where m.guild_id = t.guild_id and m.member_id = t.member_id and m.left_at is null and m.mode <> 'audit'
        and d.lane = 'plan' and d.state in ('sent', 'late') and d.study_day >= ${at}::date - ${daysBack}::int
        and not exists (
          select 1 from kept_days k where k.guild_id = m.guild_id and k.cohort_id = m.cohort_id
            and k.member_id = m.member_id and k.study_day = d.study_day)
      limit 1) open_day on true
    where ${botIsThere(sql`t.guild_id`)}
      and not exists (
        select 1 from reminders r where r.guild_id = t.guild_id and r.member_id = t.member_id
          and r.day >= ${at}::date - 2 and r.due_at > ${since.toISOString()}::timestamptz)`)) as unknown as readonly {
    guild_id: string;
    member_id: string;
  }[];
  return rows.map(row => ({ guildId: row.guild_id, memberId: row.member_id }));
}

interface Row {
  readonly guild_id: string;
  readonly member_id: string;
  readonly remind_at: string | null;
  readonly quiet_from: string;
  readonly quiet_until: string;
  readonly changed_at: string;
  readonly zones: readonly { from: string; zone: string }[] | null;
  readonly breaks: readonly { from: string; until: string | null }[] | null;
  readonly reminded: readonly string[] | null;
  readonly last_did: string | null;
  readonly cohorts:
    | readonly (Omit<ReminderFacts['cohorts'][number], 'days'> & {
        readonly days: readonly { day: string; due: string; isKept: boolean }[] | null;
      })[]
    | null;
}

/** The facts of members by `keyOfReminded`; none of whoever has chosen nothing, or whose guild has removed the bot. */
export async function listReminderFacts(
  db: Db,
  list: readonly Reminded[],
  now: Date,
): Promise<Map<string, ReminderFacts>> {
  if (list.length === 0) return new Map();
  const at = sql`${now.toISOString()}::timestamptz`;
  const rows = (await db.execute(sql`
    select s.guild_id, s.member_id, s.remind_at, s.quiet_from, s.quiet_until,
      coalesce(s.remind_changed_at, s.changed_at) as changed_at, to_json(latest.times) as reminded,
      (select json_agg(json_build_object('from', z.from_at, 'zone', z.zone)) from member_zones z
        where z.guild_id = s.guild_id and z.member_id = s.member_id) as zones,
      (select json_agg(json_build_object('from', b.from_at, 'until', b.until_at)) from member_pauses b
        where b.guild_id = s.guild_id and b.member_id = s.member_id and b.from_at <= ${at}
          and (b.until_at is null or b.until_at > ${at})) as breaks,
      (select json_agg(json_build_object('cohortId', c.id, 'zone', c.zone, 'state', c.state, 'mode', m.mode, 'days', (
          select json_agg(posted) from (
            select d.study_day as day, min(case when d.state = 'late' then d.sent_at else d.due_at end) as due,
              exists (select 1 from kept_days k where k.guild_id = m.guild_id and k.cohort_id = m.cohort_id
                and k.member_id = m.member_id and k.study_day = d.study_day) as "isKept"
            from deliveries d
            where d.guild_id = c.guild_id and d.cohort_id = c.id and d.lane = 'plan' and d.state in ('sent', 'late')
              and d.study_day >= ${at}::date - ${daysBack}::int
            group by d.study_day) posted)) order by m.joined_at desc, c.id)
        from memberships m join cohorts c on c.guild_id = m.guild_id and c.id = m.cohort_id
        where m.guild_id = s.guild_id and m.member_id = s.member_id and m.left_at is null) as cohorts,
      -- The third reminder may be the last: before that nobody needs to know what came of them.
      case when latest.times[2] is not null then greatest(
        (select max(k.kept_at) from memberships m join kept_days k
            on k.guild_id = m.guild_id and k.cohort_id = m.cohort_id and k.member_id = m.member_id
          where m.guild_id = s.guild_id and m.member_id = s.member_id),
        (select max(l.done_at) from lesson_progress l where l.guild_id = s.guild_id and l.member_id = s.member_id),
        (select max(a.answered_at) from answers a where a.guild_id = s.guild_id and a.member_id = s.member_id)
      ) end as last_did
    from json_to_recordset(${JSON.stringify(list)}::json) as p("guildId" text, "memberId" text)
      join member_settings s on s.guild_id = p."guildId" and s.member_id = p."memberId"
      cross join lateral (
        select array(
          select r.sent_at from reminders r
          where r.guild_id = s.guild_id and r.member_id = s.member_id and r.state in ('sent', 'noted')
          order by r.day desc limit 3) as times
      ) latest
    where ${botIsThere(sql`s.guild_id`)}`)) as unknown as readonly Row[];
  return new Map(
    rows.map(row => [keyOfReminded({ guildId: row.guild_id, memberId: row.member_id }), factsOf(row)]),
  );
}

function factsOf(row: Row): ReminderFacts {
  return {
    wish: {
      ...{ remindAt: row.remind_at, quietFrom: row.quiet_from, quietUntil: row.quiet_until },
      changedAt: new Date(row.changed_at),
    },
    zones: (row.zones ?? []).map(({ from, zone }) => ({ from: new Date(from), zone })),
    breaks: (row.breaks ?? []).map(({ from, until }) => ({
      from: new Date(from),
      until: until === null ? null : new Date(until),
    })),
    reminded: (row.reminded ?? []).map(at => new Date(at)),
    lastDid: row.last_did === null ? null : new Date(row.last_did),
    cohorts: (row.cohorts ?? []).map(cohort => ({
      ...cohort,
      days: (cohort.days ?? []).map(({ day, due, isKept }) => ({
        ...{ day: day as StudyDay, due: new Date(due), isKept },
      })),
    })),
  };
}

export const keyOfReminded = ({ guildId, memberId }: Reminded): string => `${guildId} ${memberId}`;

/** Dates of study days; a day is open for 48 hours at most, and zones lie a day apart. */
const daysBack = 4;
const botIsThere = (guildId: SQL) =>
  sql`not exists (select 1 from guilds g where g.guild_id = ${guildId} and g.removed_at is not null)`;
