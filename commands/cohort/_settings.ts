/** What moderators set of a cohort, and how it is read from what they type. */
import { plain, visible } from '../../src/cards/words.ts';
import { USUAL_DAILY_COUNT } from '../../src/core/daily.ts';
import type { LatePolicy } from '../../src/core/misfire.ts';
import { DEFAULT_WEEKDAYS, decideStart, type StartRefusal } from '../../src/core/plan.ts';
import { addDays, canonicalZone, dayIn, type StudyDay } from '../../src/core/time.ts';
import { nearest } from '../../src/curriculum/did-you-mean.ts';
import type { Curriculum, Pathway } from '../../src/curriculum/types.ts';
import { type PermissionName, Refusal } from '../../src/discord/define-command.ts';
import type { Cohort } from '../../src/store/cohorts.ts';
import type { PaceChoice } from '../_pace.ts';
import { readDay } from '../_typed.ts';
import { zoneRefusal } from '../_zone.ts';

/** What can still be changed while a cohort runs. */
export interface Settings {
  readonly name: string;
  readonly channelId: string;
  readonly roleId: string | null;
  /** Whether the role is mentioned with each post. */
  readonly pings: boolean;
  readonly zone: string;
  readonly postTime: string;
  readonly weekdays: readonly number[];
  readonly catchUpWeekday: number | null;
  readonly latePolicy: LatePolicy;
  readonly lateWindowHours: number;
  readonly hasThreads: boolean;
  readonly hasPins: boolean;
  readonly hasDayEnd: boolean;
  /** Whether the board of each week is posted when it is over. */
  readonly hasWeeklyBoard: boolean;
  /** Questions of the daily quiz; 0 is none. */
  readonly dailyQuestions: number;
  /** Whether the cohort is told of its week on Sunday. */
  readonly hasDigest: boolean;
}

/** A cohort that isn't there yet. */
export interface NewCohortSettings extends Settings, PaceChoice {
  readonly pathwayId: string;
  readonly trackId: string | null;
  /** Null: the day on which it is started. */
  readonly start: StudyDay | null;
}

const sentences = {
  name: 'Give the cohort a name that people can read. Nothing was saved.',
  pathway: (typed: string, near: string | undefined, known: string) =>
    `I don’t know a pathway called “${plain(typed)}”. ${near === undefined ? `These are here: ${known}.` : `Did you mean **${near}**?`} Nothing was saved.`,
  'no-lessons':
    'That pathway has no lessons yet, so it can be looked up with `/module` but not studied in a cohort. Nothing was saved.',
  lacks: (missing: readonly PermissionName[]) =>
    `I can’t do that in that channel: I lack **${missing.join('**, **')}** there. Give it to me in the channel’s settings under Permissions, then try again. Nothing was saved.`,
  foreign: 'That channel is not one of this server. Choose one of its text channels. Nothing was saved.',
  everyone:
    'I never mention everyone. Choose a role that those have who want to be told, or leave it out. Nothing was saved.',
  'start-in-past': (today: StudyDay, zone: string) =>
    `That start has passed already: in ${zone} it is **${today}** now. Choose today or a later day. Nothing was saved.`,
  'start-too-far': (_: StudyDay, __: string, last: StudyDay) =>
    `That start is more than a year away. Choose a day until **${last}**. Nothing was saved.`,
  window: (typed: string) =>
    `“${plain(typed)}” is no number of hours that I can wait. Choose a whole number from 1 to 72. Nothing was saved.`,
} as const satisfies Record<StartRefusal, unknown> & Record<string, unknown>;

/** As a new cohort has it where nothing else was said. */
export const usualSettings = {
  weekdays: DEFAULT_WEEKDAYS,
  catchUpWeekday: null,
  latePolicy: 'slip',
  lateWindowHours: 12,
  hasThreads: false,
  hasPins: false,
  hasDayEnd: false,
  hasWeeklyBoard: false,
  dailyQuestions: USUAL_DAILY_COUNT,
  hasDigest: true,
} as const;

/** The settings of a cohort that runs; its study days stand in its plan. */
export function settingsOf(
  cohort: Cohort,
  { weekdays, catchUpWeekday }: Pick<Settings, 'weekdays' | 'catchUpWeekday'>,
): Settings {
  const { name, channelId, roleId, zone, postTime, latePolicy, lateWindowHours } = cohort;
  const { hasThreads, hasPins, hasDayEnd, hasWeeklyBoard, dailyQuestions, hasDigest } = cohort;
  return {
    ...{ name, channelId, roleId, pings: roleId !== null, zone, postTime, weekdays, catchUpWeekday },
    // The table's CHECK allows no other words.
    ...{ latePolicy: latePolicy as LatePolicy, lateWindowHours, hasThreads, hasPins, hasDayEnd },
    hasWeeklyBoard,
    dailyQuestions,
    hasDigest,
  };
}

/** Saved as it can be read: labels of buttons and lists show it as it is. Throws a `Refusal`, as all of these do. */
export function readName(typed: string): string {
  const name = visible(typed);
  if (name === '') throw new Refusal(sentences.name);
  return name;
}

export function readZone(typed: string): string {
  const zone = canonicalZone(typed);
  if (zone === undefined) throw new Refusal(zoneRefusal(typed));
  return zone;
}

/** Null when nothing was typed: today. */
export function readStart(typed: string, zone: string, now: Date): StudyDay | null {
  if (typed === '') return null;
  return checkedStart(readDay(typed, dayIn(zone, now)), zone, now);
}

/** The day on which the first lesson may come: a draft may have lain over midnight. */
export function checkedStart(asked: StudyDay | null, zone: string, now: Date): StudyDay {
  const start = decideStart({ asked: asked ?? undefined, zone, now });
  if (start.kind === 'accepted') return start.start;
  const today = dayIn(zone, now);
  throw new Refusal(sentences[start.reason](today, zone, addDays(today, 366)));
}

export function readWindow(typed: string): number {
  const hours = Number(typed);
  if (!/^\d{1,3}$/.test(typed) || hours < 1 || hours > 72) throw new Refusal(sentences.window(typed));
  return hours;
}

export function readPathway(curriculum: Curriculum, typed: string): Pathway {
  const pathways = [...curriculum.pathways.values()];
  const title = typed.trim().toLowerCase();
  const pathway = pathways.find(one => one.id === title || one.title.toLowerCase() === title);
  if (pathway && pathway.lessons.length === 0) throw new Refusal(sentences['no-lessons']);
  if (pathway) return pathway;
  const names = pathways.flatMap(one => [one.title, one.id]);
  const near = nearest(typed, names) ?? (title && names.find(name => name.toLowerCase().includes(title)));
  const meant = pathways.find(one => one.title === near || one.id === near)?.title;
  throw new Refusal(sentences.pathway(typed, meant, pathways.map(one => one.title).join(', ')));
}

/** `lacks`: what I may not do in the channel; undefined when the guild has none of that id. */
export function checkChannel(lacks: readonly PermissionName[] | undefined): void {
  if (lacks === undefined) throw new Refusal(sentences.foreign);
  if (lacks.length > 0) throw new Refusal(sentences.lacks(lacks));
}

/** The guild's own id is the role that everybody has. */
export function checkRole(roleId: string | null | undefined, guildId: string): void {
  if (roleId === guildId) throw new Refusal(sentences.everyone);
}

/** Reads several things that were typed at once, and gathers the sentence of each that can't be read. */
export function readAll(...reads: readonly (() => unknown)[]): readonly string[] {
  return reads.flatMap(read => {
    try {
      read();
      return [];
    } catch (error) {
      if (error instanceof Refusal) return [error.message];
      throw error;
    }
  });
}
