/** Reminders decided, and what becomes of each: an outbox of private messages. */
import { type SQL, sql } from 'drizzle-orm';
import type { OpenDay } from '../core/reminders.ts';
import type { Db } from './connect.ts';
import { leaseEnd } from './deliveries.ts';
import { notes, reminders } from './schema.ts';

/** Elapsed seconds after a lease in which a second try still carries a nonce that Discord remembers: it does so for some minutes. */
const againWithin = 90;

type Reminder = typeof reminders.$inferSelect;
type Key = Pick<Reminder, 'guildId' | 'memberId' | 'day'>;
export type NewReminder = Key & Pick<Reminder, 'dueAt'>;
/** A reminder that is ours until its lease ends. */
export interface ClaimedReminder extends NewReminder {
  readonly leaseUntil: Date | null;
  /** Requests for its message that may have left before. */
  readonly attempts: number;
  /** A request may have left, longer ago than Discord remembers its nonce, or more than one: nothing may be sent any more. */
  readonly isSpent: boolean;
}

/** Decides reminders: each day of a member has one for ever, whoever decides it first. Answers how many were new. */
export async function addReminders(db: Db, list: readonly NewReminder[]): Promise<number> {
  if (list.length === 0) return 0;
  const rows = (await db.execute(sql`
    insert into ${reminders} (guild_id, member_id, day, due_at)
    select n."guildId", n."memberId", n.day, n."dueAt"
    from json_to_recordset(${JSON.stringify(list)}::json) as n("guildId" text, "memberId" text, day date, "dueAt" timestamptz)
    on conflict do nothing returning 1`)) as unknown as readonly unknown[];
  return rows.length;
}

/** Takes reminders that wait, the earliest first; a lease that ran out (its owner died) is taken too. `now` is calendar time. */
export async function claimReminders(
  db: Db,
  { now, limit, leaseSeconds }: { readonly now: Date; readonly limit: number; readonly leaseSeconds: number },
): Promise<ClaimedReminder[]> {
  const rows = (await db.execute(sql`
    update ${reminders} r set state = 'sending', lease_until = ${leaseEnd(leaseSeconds)}
    from (
      select guild_id, member_id, day, attempts >= 2 or (attempts = 1 and lease_until < clock_timestamp() - make_interval(secs => ${againWithin})) as is_spent
      from ${reminders}
      where state in ('due', 'sending') and due_at <= ${now.toISOString()}::timestamptz
        and (lease_until is null or lease_until < clock_timestamp())
      order by due_at limit ${limit} for update skip locked
    ) w
    where r.guild_id = w.guild_id and r.member_id = w.member_id and r.day = w.day
    returning r.guild_id, r.member_id, r.day, r.due_at, r.attempts, r.lease_until, w.is_spent`)) as unknown as readonly {
    guild_id: string;
    member_id: string;
    day: string;
    due_at: string;
    attempts: number;
    lease_until: string;
    is_spent: boolean;
  }[];
  return rows.map(row => ({
    ...{ guildId: row.guild_id, memberId: row.member_id, day: row.day, attempts: row.attempts },
    ...{ dueAt: new Date(row.due_at), leaseUntil: new Date(row.lease_until), isSpent: row.is_spent },
  }));
}

/** Written before the request for the message leaves. False when somebody else has taken it: then it isn't ours to send. */
export const setReminderTried = (db: Db, claimed: ClaimedReminder): Promise<boolean> =>
  change(db, claimed, sql`attempts = attempts + 1`);

/**
 * Puts a reminder back for `delayMs` of elapsed time. `mayHaveArrived`: it stays one of which a request has left; else that is taken
 * back, since Discord refused it.
 */
export async function setReminderWaiting(
  db: Db,
  claimed: ClaimedReminder,
  { delayMs, mayHaveArrived }: { readonly delayMs: number; readonly mayHaveArrived: boolean },
): Promise<void> {
  const wait = sql`lease_until = ${leaseEnd(delayMs / 1000)}`;
  await change(
    db,
    claimed,
    mayHaveArrived ? wait : sql`${wait}, state = 'due', attempts = ${claimed.attempts}`,
  );
}

/** Settles a reminder that arrived, or never will. `now` is calendar time. */
export const setReminderSettled = (
  db: Db,
  claimed: ClaimedReminder,
  state: 'sent' | 'dropped',
  now: Date,
): Promise<boolean> => change(db, claimed, settled(state, state === 'sent' ? now : null));

/** Discord doesn't take it: it becomes a word at the member's next command, in the place of one that waits there already. */
export async function setReminderNoted(
  db: Db,
  claimed: ClaimedReminder,
  facts: unknown,
  now: Date,
): Promise<void> {
  await db.transaction(async tx => {
    if (!(await change(tx, claimed, settled('noted', now)))) return;
    const { guildId, memberId } = claimed;
    const note = { kind: 'reminder', facts, createdAt: now, toldAt: null };
    await tx
      .insert(notes)
      .values({ guildId, memberId, id: 'reminder', ...note })
      .onConflictDoUpdate({ target: [notes.guildId, notes.memberId, notes.id], set: note });
  });
}

export interface PostOfDay {
  readonly cohortName: string;
  readonly kind: string;
  readonly lessonId: string | null;
  readonly nodeId: string | null;
  readonly channelId: string;
  readonly messageId: string | null;
}

/** The first post that stands for each of these study days, in their order. */
export async function listPostsOfDays(
  db: Db,
  guildId: string,
  list: readonly OpenDay[],
): Promise<PostOfDay[]> {
  return (await db.execute(sql`
    select c.name as "cohortName", post.kind, post.lesson_id as "lessonId", post.node_id as "nodeId",
      post.channel_id as "channelId", post.message_id as "messageId"
    from json_to_recordset(${JSON.stringify(list.map((one, place) => ({ ...one, place })))}::json)
        as days("cohortId" text, day date, place int)
      join cohorts c on c.guild_id = ${guildId} and c.id = days."cohortId"
      cross join lateral (
        select * from deliveries d
        where d.guild_id = c.guild_id and d.cohort_id = c.id and d.lane = 'plan' and d.study_day = days.day
          and d.state in ('sent', 'late')
        order by d.slot limit 1
      ) post
    order by days.place`)) as unknown as PostOfDay[];
}

const settled = (state: 'sent' | 'dropped' | 'noted', at: Date | null): SQL =>
  sql`state = ${state}, sent_at = ${at?.toISOString() ?? null}::timestamptz, lease_until = null`;

/** Changes a reminder that is ours; false when it isn't any more. */
async function change(
  db: Db,
  { guildId, memberId, day, leaseUntil }: ClaimedReminder,
  set: SQL,
): Promise<boolean> {
  const rows = (await db.execute(sql`
    update ${reminders} set ${set}
    where guild_id = ${guildId} and member_id = ${memberId} and day = ${day}::date and state = 'sending'
      and lease_until = ${leaseUntil?.toISOString() ?? null}::timestamptz
    returning 1`)) as unknown as readonly unknown[];
  return rows.length === 1;
}
