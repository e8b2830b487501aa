/** Reminders by private message: decided when their time has come, sent from an outbox. */
import { type PostToDo, reminderCard } from '../cards/reminder-card.ts';
import type { Card } from '../cards/reply.ts';
import {
  decideAfterReminder,
  decideReminder,
  decideSending,
  type OpenDay,
  reminderNonce,
} from '../core/reminders.ts';
import { isZone, timeIn } from '../core/time.ts';
import type { Curriculum } from '../curriculum/types.ts';
import { failureOf, waitOf, wasRefusedAtOnce } from '../discord/send.ts';
import {
  keyOfReminded,
  listReminderCandidates,
  listReminderFacts,
  listReminderZones,
} from '../store/reminder-facts.ts';
import {
  addReminders,
  type ClaimedReminder,
  claimReminders,
  listPostsOfDays,
  setReminderNoted,
  setReminderSettled,
  setReminderTried,
  setReminderWaiting,
} from '../store/reminders.ts';
import type { DeliveryParts } from './deliver-due.ts';

/** Members whose facts are asked for at once. */
const batch = 500;
/** Private messages under way at once: posts in channels must never wait long for one. */
const atOnce = 5;
/** Elapsed ms. */
const waitMs = 60_000;
const againMs = 2_000;
const minuteMs = 60_000;

/**
 * Decides the reminders that have come due from `since` on; answers how many are new. Looking twice at the same minutes decides nothing
 * twice, and several processes may do it at once: a day of a member has one reminder.
 */
export async function decideReminders(
  { db, now }: DeliveryParts,
  since: Date,
  isStopping: () => boolean = () => false,
): Promise<number> {
  const at = now();
  const zones = (await listReminderZones(db)).filter(isZone);
  const windows = zones.map(zone => ({ zone, from: timeIn(zone, since), until: timeIn(zone, at) }));
  const minutes = [...new Set(zones.flatMap(zone => minutesIn(zone, since, at)))];
  const candidates = await listReminderCandidates(db, { windows, minutes, since, now: at });
  let decided = 0;
  for (let start = 0; start < candidates.length && !isStopping(); start += batch) {
    const some = candidates.slice(start, start + batch);
    const facts = await listReminderFacts(db, some, at);
    const due = some.flatMap(member => {
      const known = facts.get(keyOfReminded(member));
      const decision = known && decideReminder(known, at);
      return decision?.kind === 'remind' ? [{ ...member, ...decision }] : [];
    });
    decided += await addReminders(db, due);
  }
  return decided;
}

/** The minutes that clocks in a zone showed, and those that they left out in spring. */
function minutesIn(zone: string, since: Date, until: Date): string[] {
  const minutes: string[] = [];
  for (let at = since.getTime(); at < until.getTime() + minuteMs; at += minuteMs)
    minutes.push(timeIn(zone, new Date(Math.min(at, until.getTime()))));
  return minutes;
}

/** Sends what waits, until nothing does or `isStopping`. Answers how many are done with, sent or not. */
export async function sendReminders(parts: DeliveryParts, isStopping: () => boolean): Promise<number> {
  let settled = 0;
  while (!isStopping()) {
    const claimed = await claimReminders(parts.db, {
      now: parts.now(),
      limit: atOnce,
      leaseSeconds: parts.leaseSeconds,
    });
    if (claimed.length === 0) break;
    const outcomes = await Promise.allSettled(claimed.map(one => remind(parts, one)));
    const broken = outcomes.find(outcome => outcome.status === 'rejected');
    if (broken) throw broken.reason;
    settled += claimed.length;
  }
  return settled;
}

async function remind(parts: DeliveryParts, reminder: ClaimedReminder): Promise<void> {
  const { db, now } = parts;
  const at = now();
  const facts = (await listReminderFacts(db, [reminder], at)).get(keyOfReminded(reminder));
  const decision = facts && decideSending(facts, reminder.dueAt, at);
  const posts =
    decision?.kind === 'send' && !reminder.isSpent
      ? await postsToDo(parts, reminder.guildId, decision.about)
      : [];
  if (posts.length === 0) return void (await setReminderSettled(db, reminder, 'dropped', at));
  const isLast = decision?.kind === 'send' && decision.isLast;
  const outcome = await send(parts, reminder, reminderCard(posts, isLast));
  if (outcome === undefined) return;
  if (outcome === 'sent') return void (await setReminderSettled(db, reminder, 'sent', now()));
  const { error, left } = outcome;
  const failure = failureOf(error);
  const mayHaveArrived = left && !wasRefusedAtOnce(error);
  const isOurs = failure === 'rate-limited' || failure === 'transient';
  const after = decideAfterReminder({
    failure: isOurs ? failure : 'refused',
    mayHaveArrived,
    earlier: reminder.attempts,
  });
  // Neither the error nor its request: they name the person.
  parts.log.info({ failure, after }, 'a reminder could not be sent');
  if (after === 'drop') await setReminderSettled(db, reminder, 'dropped', now());
  else if (after === 'note')
    await setReminderNoted(
      db,
      reminder,
      { lessonIds: posts.flatMap(({ lesson }) => lesson?.id ?? []) },
      now(),
    );
  else
    await setReminderWaiting(db, reminder, {
      delayMs: after === 'again' ? againMs : (waitOf(error) ?? waitMs),
      mayHaveArrived: after === 'again',
    });
}

/** Undefined when somebody else has taken it meanwhile. What the database says to us is no failure of Discord's, and is thrown. */
async function send(
  { db, sender, leaseSeconds }: DeliveryParts,
  reminder: ClaimedReminder,
  card: Card,
): Promise<'sent' | undefined | { readonly error: unknown; readonly left: boolean }> {
  const signal = AbortSignal.timeout(Math.floor((leaseSeconds * 1000 * 2) / 3));
  let channelId: string;
  try {
    channelId = await sender.openDirect(reminder.memberId, signal);
  } catch (error) {
    return { error, left: false };
  }
  if (!(await setReminderTried(db, reminder))) return undefined;
  try {
    await sender.send(channelId, card, reminderNonce(reminder), signal);
    return 'sent';
  } catch (error) {
    return { error, left: true };
  }
}

/** What stands for these days, the first post of each cohort; none of a lesson that the curriculum no longer has. */
async function postsToDo(
  { db, curriculum }: DeliveryParts,
  guildId: string,
  about: readonly OpenDay[],
): Promise<readonly PostToDo[]> {
  const { lessons, nodes }: Curriculum = curriculum();
  return (await listPostsOfDays(db, guildId, about)).map(({ lessonId, nodeId, ...post }) => ({
    ...post,
    guildId,
    lesson: lessons.get(lessonId ?? ''),
    node: nodes.get(nodeId ?? ''),
  }));
}
