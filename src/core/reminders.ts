/**
 * When a member is reminded of a study day that is open to them, and when not. Local times are HH:MM in the member's zone; whoever has
 * chosen none lives by that of the cohort that they joined last.
 */
import { createHash } from 'node:crypto';
import { type ChosenZone, zoneAt } from './member-zone.ts';
import { WINDOW_HOURS } from './misfire.ts';
import { type Break, breakAt } from './streak.ts';
import { openStudyDays } from './study-days.ts';
import { addDays, dayIn, instantOf, type StudyDay, timeIn } from './time.ts';

export interface QuietHours {
  /** The first minute of quiet, and the first after it; equal ones mean that there is none. They may lie around midnight. */
  readonly quietFrom: string;
  readonly quietUntil: string;
}

interface Wish extends QuietHours {
  /** Null: they want none. */
  readonly remindAt: string | null;
  /** When it was chosen: after its time has passed it holds from the next day on, and it answers the reminders before. */
  readonly changedAt: Date;
}

export interface OpenDay {
  readonly cohortId: string;
  readonly day: StudyDay;
}

/** What is known of a member; the plans are those of cohorts that they haven't left, the one joined last first. */
export interface ReminderFacts {
  readonly wish: Wish;
  readonly zones: readonly ChosenZone[];
  readonly cohorts: readonly {
    readonly cohortId: string;
    readonly zone: string;
    readonly state: string;
    readonly mode: string;
    /** Study days that stand in the channel; `due`: from when they are open. */
    readonly days: readonly { readonly day: StudyDay; readonly due: Date; readonly isKept: boolean }[];
  }[];
  readonly breaks: readonly Break[];
  /** When the latest reminders came (or were noted, since private messages are closed), the newest first; three are enough. */
  readonly reminded: readonly Date[];
  /** When they last did something; null when never since the oldest of those. */
  readonly lastDid: Date | null;
}

export type WhyNone =
  | 'off'
  | 'nothing-open'
  | 'not-yet'
  | 'too-late'
  | 'quiet'
  | 'resting'
  | 'reminded'
  | 'unanswered';

export type ReminderDecision =
  | {
      readonly kind: 'remind';
      /** In the member's zone: each day has one reminder at most. */
      readonly day: StudyDay;
      readonly dueAt: Date;
    }
  | { readonly kind: 'none'; readonly why: WhyNone };

/** After so many without an answer there are no more until the member does something or chooses a time again. */
const MOST_UNANSWERED = 3;
const WINDOW = WINDOW_HOURS.reminder * 3_600_000;

export const isQuiet = (time: string, { quietFrom, quietUntil }: QuietHours): boolean =>
  quietFrom <= quietUntil ? quietFrom <= time && time < quietUntil : quietFrom <= time || time < quietUntil;

/**
 * The instant of a day's reminder: at its local time, or at the end of the quiet hours in which that lies. Undefined when they end on
 * the next day only, or the zone's clocks leave this day out.
 */
export function reminderTime(
  day: StudyDay,
  { remindAt, ...quiet }: QuietHours & { readonly remindAt: string },
  zone: string,
): Date | undefined {
  const asked = instantOf(day, remindAt, zone);
  const fits = (at: Date) => dayIn(zone, at) === day && !isQuiet(timeIn(zone, at), quiet);
  if (fits(asked)) return asked;
  const end = instantOf(day, quiet.quietUntil, zone);
  return end > asked && fits(end) ? end : undefined;
}

/** Whether a member is to be reminded at `now`, for which day of theirs, and when that was due: at most two hours ago. */
export function decideReminder(facts: ReminderFacts, now: Date): ReminderDecision {
  const { wish } = facts;
  const { remindAt } = wish;
  if (remindAt === null) return none('off');
  const zone = zoneOf(facts, now);
  if (zone === undefined) return none('nothing-open');
  const today = dayIn(zone, now);
  const timeOf = (day: StudyDay) => reminderTime(day, { ...wish, remindAt }, zone);
  const isDue = (at: Date | undefined) => at !== undefined && at <= now;
  // Shortly after midnight it is the last day's that may be late.
  const day = isDue(timeOf(today)) ? today : addDays(today, -1);
  const dueAt = timeOf(day);
  if (dueAt === undefined || dueAt > now || dueAt < wish.changedAt) return none('not-yet');
  if (day !== today && isTooLate(dueAt, now)) return none('not-yet');
  const why = whyNot(facts, dueAt, now);
  return why ? none(why) : { kind: 'remind', day, dueAt };
}

/** Whether a reminder due at `dueAt` is still to be sent at `now`: it may have waited, and they may have done something meanwhile. */
export function decideSending(
  facts: ReminderFacts,
  dueAt: Date,
  now: Date,
): /** `isLast`: without an answer none comes after it. */
  | { readonly kind: 'send'; readonly about: readonly OpenDay[]; readonly isLast: boolean }
  | { readonly kind: 'none'; why: WhyNone } {
  if (facts.wish.remindAt === null) return none('off');
  const why = whyNot(facts, dueAt, now);
  if (why) return none(why);
  const isLast = countUnanswered(facts) === MOST_UNANSWERED - 1;
  return { kind: 'send', about: newestOpen(facts, now), isLast };
}

function whyNot(facts: ReminderFacts, dueAt: Date, now: Date): WhyNone | undefined {
  const { wish, breaks, reminded } = facts;
  const zone = zoneOf(facts, now);
  if (zone === undefined) return 'nothing-open';
  if (isTooLate(dueAt, now)) return 'too-late';
  if (isQuiet(timeIn(zone, now), wish)) return 'quiet';
  if (breakAt(breaks, now)) return 'resting';
  // What opened after the reminder's time is the next one's business.
  const open = openDays(facts, now).filter(({ due }) => due <= dueAt);
  if (open.length === 0) return 'nothing-open';
  const [latest] = reminded;
  // A reminder spoke of everything that was open then.
  if (latest && open.every(({ due }) => due <= latest)) return 'reminded';
  return isRestingFromReminders(facts) ? 'unanswered' : undefined;
}

/** Whether so many reminders had no answer that none comes until the member does something, or chooses a time again. */
export const isRestingFromReminders = (facts: Unanswered): boolean =>
  countUnanswered(facts) >= MOST_UNANSWERED;

type Unanswered = Pick<ReminderFacts, 'wish' | 'reminded' | 'lastDid'>;

const countUnanswered = ({ wish, reminded, lastDid }: Unanswered): number =>
  reminded.filter(at => wish.changedAt <= at && (lastDid === null || lastDid <= at)).length;

const isTooLate = (dueAt: Date, now: Date): boolean => now.getTime() - dueAt.getTime() > WINDOW;

/** Cohorts that go on, in which the member takes part: whoever only reads along isn't asked for anything. */
const counting = ({ cohorts }: ReminderFacts) =>
  cohorts.filter(({ state, mode }) => state === 'running' && mode !== 'audit');

const zoneOf = (facts: ReminderFacts, now: Date): string | undefined => {
  const [latest] = counting(facts);
  return latest && zoneAt(facts.zones, now, latest.zone);
};

const openDays = (facts: ReminderFacts, now: Date) =>
  counting(facts).flatMap(({ cohortId, zone, days }) =>
    days
      .filter(one => !one.isKept)
      .flatMap(one => openStudyDays([one], zoneAt(facts.zones, one.due, zone), now))
      .map(({ day, due }) => ({ cohortId, day, due })),
  );

/** In each cohort the newest study day that is open to them and not kept. */
function newestOpen(facts: ReminderFacts, now: Date): readonly OpenDay[] {
  const newest = new Map<string, StudyDay>();
  for (const { cohortId, day } of openDays(facts, now))
    if (day > (newest.get(cohortId) ?? '')) newest.set(cohortId, day);
  return [...newest].map(([cohortId, day]) => ({ cohortId, day }));
}

const none = <W extends WhyNone>(why: W) => ({ kind: 'none', why }) as const;

/** By it Discord drops a second message within minutes: at most 25 characters, unique for the bot over all guilds. */
export function reminderNonce(key: {
  readonly guildId: string;
  readonly memberId: string;
  readonly day: string;
}): string {
  const hash = createHash('sha256').update(JSON.stringify([key.guildId, key.memberId, key.day]));
  return `r${BigInt(`0x${hash.digest('hex')}`)
    .toString(36)
    .padStart(20, '0')
    .slice(-20)}`;
}

/** What becomes of a reminder that couldn't be sent. */
export type AfterReminder =
  /** It surely didn't arrive: later again, as long as it isn't too late. */
  | 'wait'
  /** It may have arrived: once more, and soon, so that Discord knows a repetition by its nonce. */
  | 'again'
  /** Discord won't take it: the member is told at their next command. */
  | 'note'
  | 'drop';

/**
 * `mayHaveArrived`: this request for the message left, and it isn't certain that it was refused. `earlier`: those of which that was so
 * before. Nobody can look into the history of a private channel that may not be open yet, and after some minutes Discord forgets the
 * nonce: so there is one second try at most, and then a reminder is rather lost than doubled.
 */
export function decideAfterReminder({
  failure,
  mayHaveArrived,
  earlier,
}: {
  readonly failure: 'rate-limited' | 'transient' | 'refused';
  readonly mayHaveArrived: boolean;
  readonly earlier: number;
}): AfterReminder {
  if (earlier > 0) return 'drop';
  if (mayHaveArrived) return 'again';
  return failure === 'refused' ? 'note' : 'wait';
}
