/** The panel of a member's own settings: each in words that say what it means, and what changes it. */
import {
  type Block,
  type Button,
  buttons,
  type Card,
  type Choice,
  type Press,
  text,
} from '../src/cards/reply.ts';
import { plain, time } from '../src/cards/words.ts';
import { type ChosenZone, zoneAt } from '../src/core/member-zone.ts';
import type { MemberSettings } from '../src/store/member-settings.ts';

const sentences = {
  title: '## Your settings in this server',
  only: '-# Only you see this. Whatever you change here, you can change back here.',
  zone: (zone: string) => `**Time zone:** ${zone}. Your study days end at 03:00 there.`,
  usualZone:
    '**Time zone:** that of your cohort. Choose yours if you live elsewhere: then your study days end at 03:00 there.',
  nextZone: (zone: string, from: Date) => `${zone} holds from ${time(from)}.`,
  name: (name: string) => `**On boards** you are ${name}.`,
  alias: '**On boards** you have an alias, another one each season. The others don’t know that it is you.',
  aliasYet: '**On boards** you have an alias until you choose. The others don’t know that it is you.',
  hidden: '**On boards** you don’t stand at all. You alone still see your place.',
  self: '**Your progress** can be seen by you and by moderators.',
  cohort: '**Your progress** can be seen by everybody in your cohort.',
  inReports: '**Reports for moderators** say how you get on, so that they can offer help.',
  notInReports: '**Reports for moderators** leave you out.',
  noReminder: '**Reminders:** none.',
  reminder: (at: string, quiet: string) =>
    `**Reminders:** a private message at ${at} your time if something waits for you, at most one a day, ${quiet}.`,
  resting:
    'Reminders rest now, since the last three had no answer. They come again once you learn something here, or when you press Reminders and send a time, also the same one.',
  quiet: (from: string, until: string) => `none between ${from} and ${until}`,
  noQuiet: 'at any hour',
  pictures: '**Pictures** come with their words.',
  textOnly: '**Pictures** are left out; their words say the same.',
};

type Values = readonly [value: string, label: string, means: string][];
export const lists = {
  shown: [
    ['alias', 'On boards: an alias', 'A name drawn by lot, new each season'],
    ['name', 'On boards: a name of my own', 'What you want to be called; you type it next'],
    ['hidden', 'On boards: not at all', 'Your points count for you, and you see your place'],
  ],
  progress: [
    ['self', 'My progress: for me and moderators', 'Nobody else may look at it'],
    ['cohort', 'My progress: for my cohort', 'Everybody in it may look at it'],
  ],
  reports: [
    ['yes', 'Moderators’ reports: with me', 'They see whether you may want help'],
    ['no', 'Moderators’ reports: without me', 'You never appear in them'],
  ],
  pictures: [
    ['yes', 'Pictures: shown', 'Boards and progress as pictures, with their words'],
    ['no', 'Pictures: text only', 'Less to load, and good for screen readers'],
  ],
} as const satisfies Record<string, Values>;
export type ListName = keyof typeof lists;

const placeholders = {
  shown: 'On boards: choose how others see you',
  progress: 'My progress',
  reports: 'Moderators’ reports',
  pictures: 'Pictures',
} satisfies Record<ListName, string>;

/** What is known of somebody. */
export interface Known {
  readonly settings: MemberSettings;
  readonly zones: readonly ChosenZone[];
  /** No reminder comes, since the last ones had no answer. */
  readonly areRemindersResting: boolean;
  readonly now: Date;
}

/** `told`: what has just happened, or what couldn't be read; `again`: the button that asks for it once more. */
export function settingsPanel(
  { settings, zones, areRemindersResting, now }: Known,
  { told, again, replaces }: { readonly told?: string; readonly again?: Button; readonly replaces: boolean },
): Card {
  const chosen = {
    shown: settings.shownAs,
    progress: settings.progressFor,
    reports: settings.inReports ? 'yes' : 'no',
    pictures: settings.textOnly ? 'no' : 'yes',
  } satisfies Record<ListName, string | null>;
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces,
    blocks: [
      ...(told === undefined ? [] : [text(told)]),
      ...(again === undefined ? [] : [buttons(again)]),
      text(
        sentences.title,
        ...zoneLines(zones, now),
        ...lines(settings, areRemindersResting),
        sentences.only,
      ),
      ...Object.entries(lists).map(([name, values]) =>
        list(name as ListName, values, chosen[name as ListName]),
      ),
      buttons(
        { label: 'Time zone', press: to('zone') },
        ...(waiting(zones, now) ? [{ label: 'Keep the old time zone', press: to('keep-zone') }] : []),
        { label: 'Reminders', press: to('remind') },
        ...(settings.shownAs === 'name' ? [{ label: 'Change my name', press: to('name') }] : []),
      ),
    ],
  };
}

export const to = (action: string, argument = ''): Press => ({ command: 'settings', action, argument });

/** A zone that was chosen and only holds later. */
export const waiting = (zones: readonly ChosenZone[], now: Date): ChosenZone | undefined =>
  zones.find(({ from }) => from > now);

function zoneLines(zones: readonly ChosenZone[], now: Date): string[] {
  const zone = zoneAt(zones, now, '');
  const next = waiting(zones, now);
  const nextLine = next ? ` ${sentences.nextZone(next.zone, next.from)}` : '';
  return [`${zone === '' ? sentences.usualZone : sentences.zone(zone)}${nextLine}`];
}

function lines(
  { quietFrom, quietUntil, ...settings }: MemberSettings,
  areRemindersResting: boolean,
): string[] {
  const quiet = quietFrom === quietUntil ? sentences.noQuiet : sentences.quiet(quietFrom, quietUntil);
  return [
    boardLine(settings),
    sentences[settings.progressFor],
    settings.inReports ? sentences.inReports : sentences.notInReports,
    settings.remindAt === null ? sentences.noReminder : sentences.reminder(settings.remindAt, quiet),
    ...(settings.remindAt !== null && areRemindersResting ? [sentences.resting] : []),
    settings.textOnly ? sentences.textOnly : sentences.pictures,
  ];
}

function boardLine({ shownAs, shownName }: Pick<MemberSettings, 'shownAs' | 'shownName'>): string {
  if (shownAs === 'name') return sentences.name(plain(shownName ?? ''));
  return shownAs === null ? sentences.aliasYet : sentences[shownAs];
}

function list(name: ListName, values: Values, chosen: string | null): Block {
  const choices = values.map(([value, label, description]): Choice => ({ value, label, description }));
  return {
    ...{ kind: 'choose', press: to(name), placeholder: placeholders[name], choices },
    chosen: chosen === null ? [] : [chosen],
  };
}
