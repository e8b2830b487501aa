/** How a cohort is doing, for moderators: all of it, and who is in each group. It says of nobody how much is open. */
import type { Standing } from '../core/cohort-report.ts';
import { type Block, type Button, buttons, type Card, divider, text } from './reply.ts';
import { count, person, plain } from './words.ts';

const groups = {
  'on-track': { name: 'On track', what: 'nothing much is open', button: 'Who is on track' },
  'catching-up': { name: 'Catching up', what: 'a few lessons are open', button: 'Who is catching up' },
  quiet: {
    name: 'May need a word',
    what: 'more is open than a few days make good, or nothing was heard for two weeks',
    button: 'Who may need a word',
  },
} as const satisfies Record<
  Standing,
  { readonly name: string; readonly what: string; readonly button: string }
>;

export const isStanding = (word: string): word is Standing => Object.hasOwn(groups, word);

const sentences = {
  where: 'For moderators ▸ report',
  heading: (cohort: string) => `## How ${plain(cohort)} is doing`,
  group: (name: string, members: number, what: string) => `**${name}: ${members}** (${what})`,
  more: (rest: number) => ` and ${rest} more`,
  lessons: '**Done, of those who had the lesson**',
  noLessons: 'No lesson has come yet, so everybody is on track.',
  loses: ' (people stop here)',
  losses: '**Where people stop**',
  loss: (title: string, lost: number, before: number) =>
    `- ${title}: ${lost} of the ${before} who did the lesson before didn’t do this one.`,
  look: 'Ask them what is hard there; `/insights` shows how its questions do.',
  nobody: 'There is nobody to tell of yet.',
  absent: '-# Who rests, only reads along, has left, or chose not to be in reports isn’t counted here.',
  what: (what: string) => `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
  groupHeading: (name: string, members: number) => `## ${name}: ${count(members, 'member')}`,
  empty: 'Nobody, at the moment.',
  write:
    'A word from you helps more than anything that I could send. Choose somebody, and I draft one for you to send.',
  draftFor: (number: number) => `Draft a message to number ${number}`,
  choose: 'Draft a message to somebody',
  all: 'The whole report',
};

/** So many names stand in the report itself. */
const namesListed = 10;

export interface CohortReportView {
  readonly cohortId: string;
  readonly cohortName: string;
  /** Ids, in the order in which they joined. */
  readonly members: Readonly<Record<Standing, readonly string[]>>;
  readonly lessons: readonly {
    readonly title: string;
    readonly done: number;
    readonly of: number;
    readonly loses: boolean;
  }[];
  readonly losses: readonly { readonly title: string; readonly lost: number; readonly before: number }[];
}

const standings = Object.keys(groups) as Standing[];

/** `picture`: nothing for who wants none. */
export function cohortReportCard(
  view: CohortReportView,
  { picture, replaces }: { readonly picture: readonly Block[]; readonly replaces: boolean },
): Card {
  const { cohortId, cohortName, members, lessons, losses } = view;
  const heading = text(`-# ${sentences.where}`, sentences.heading(cohortName));
  const isEmpty = standings.every(standing => members[standing].length === 0);
  if (isEmpty) return card([heading, text(sentences.nobody, sentences.absent)], replaces);
  return card(
    [
      heading,
      ...picture,
      text(
        ...standings.flatMap(standing => {
          const { name, what } = groups[standing];
          const line = sentences.group(name, members[standing].length, what);
          return members[standing].length === 0 ? [line] : [line, namesOf(members[standing])];
        }),
      ),
      divider,
      text(
        ...(lessons.length === 0
          ? [sentences.noLessons]
          : [
              sentences.lessons,
              ...lessons.map(
                ({ title, done, of, loses }) => `- ${title}: ${done} of ${of}${loses ? sentences.loses : ''}`,
              ),
            ]),
      ),
      ...(losses.length === 0
        ? []
        : [
            text(
              sentences.losses,
              ...losses.map(({ title, lost, before }) => sentences.loss(title, lost, before)),
              sentences.look,
            ),
          ]),
      text(sentences.absent),
      buttons(
        ...[...standings].reverse().map(
          (standing): Button => ({
            label: groups[standing].button,
            ...(standing === 'quiet' ? { style: 'primary' as const } : {}),
            press: groupPress(cohortId, standing),
            disabled: members[standing].length === 0,
          }),
        ),
      ),
    ],
    replaces,
  );
}

const namesOf = (memberIds: readonly string[]): string => {
  const rest = memberIds.length - namesListed;
  return `${memberIds.slice(0, namesListed).map(person).join(', ')}${rest > 0 ? sentences.more(rest) : ''}`;
};

export const groupPress = (cohortId: string, standing: Standing) =>
  ({ command: 'cohort/report', action: 'group', argument: `${cohortId}.${standing}` }) as const;

export interface GroupPage {
  readonly standing: Standing;
  /** Of the whole group. */
  readonly total: number;
  readonly memberIds: readonly string[];
  /** 0-based place of the first of them. */
  readonly from: number;
  readonly page: string | undefined;
  readonly turn: readonly Button[];
}

/** Who is in a group; to whoever may need a word one can be drafted. */
export function reportGroupCard(
  { cohortId, cohortName }: Pick<CohortReportView, 'cohortId' | 'cohortName'>,
  { standing, total, memberIds, from, page, turn }: GroupPage,
): Card {
  const where = [sentences.where, plain(cohortName), page].filter(part => part !== undefined).join(' ▸ ');
  const lines = memberIds.map((memberId, place) => `${from + place + 1}\\. ${person(memberId)}`);
  const draft: readonly Block[] =
    standing !== 'quiet' || memberIds.length === 0
      ? []
      : [
          text(sentences.write),
          {
            kind: 'choose',
            press: { command: 'cohort/report', action: 'nudge', argument: cohortId },
            placeholder: sentences.choose,
            choices: memberIds.map((value, place) => ({
              value,
              label: sentences.draftFor(from + place + 1),
            })),
          },
        ];
  return card(
    [
      text(
        `-# ${where}`,
        sentences.groupHeading(groups[standing].name, total),
        sentences.what(groups[standing].what),
      ),
      text(...(lines.length === 0 ? [sentences.empty] : lines)),
      ...draft,
      buttons(...turn, {
        label: sentences.all,
        press: { command: 'cohort/report', action: 'open', argument: cohortId },
      }),
    ],
    true,
  );
}

const card = (blocks: readonly Block[], replaces: boolean): Card => ({
  ...{ kind: 'card', accent: 'map', private: true, replaces },
  blocks,
});
