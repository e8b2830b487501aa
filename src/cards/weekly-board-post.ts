/** The week's board in the cohort's channel: who led, who gained most, and the squads of the week. Nobody is last there. */
import type { BoardLine } from '../core/board.ts';
import type { StudyDay } from '../core/time.ts';
import { boardLines, improvedLine, squadLine } from './board-words.ts';
import { dateWords } from './day-words.ts';
import { type Block, buttons, type Card, text } from './reply.ts';
import { plain } from './words.ts';

const sentences = {
  title: '## The week’s board',
  week: (cohort: string, monday: StudyDay) => `-# ${plain(cohort)} ▸ week of ${dateWords(monday)}`,
  more: (n: number) => `… and ${n} more with the same.`,
  names: '-# Names are aliases unless somebody chose otherwise in `/settings`.',
};

export interface WeeklyBoard {
  readonly monday: StudyDay;
  /** Not empty. */
  readonly lines: readonly BoardLine[];
  /** How many others have as many points as those in `lines`, who are all first then. */
  readonly more: number;
  readonly improved: (Pick<BoardLine, 'name' | 'alias'> & { readonly gain: number }) | undefined;
  /** Those that share the first rank, by name; empty where no squad has a point. */
  readonly squads: readonly { readonly name: string; readonly total: number }[];
}

export function weeklyBoardPost(
  { monday, lines, more, improved, squads }: WeeklyBoard,
  {
    deliveryId,
    cohortName,
    cohortId,
    picture,
  }: {
    readonly deliveryId: string;
    readonly cohortName: string;
    readonly cohortId: string;
    readonly picture: readonly Block[];
  },
): Card {
  const [squad] = squads;
  const extra = [
    ...(improved ? [improvedLine(improved)] : []),
    ...(squad ? [squadLine(squads, squad.total)] : []),
  ];
  return {
    kind: 'card',
    accent: 'progress',
    blocks: [
      text(sentences.week(cohortName, monday), sentences.title),
      ...picture,
      text(
        ...boardLines(lines),
        ...(more > 0 ? [sentences.more(more)] : []),
        ...(extra.length > 0 ? ['', ...extra] : []),
        '',
        sentences.names,
      ),
      buttons(
        {
          label: 'My place',
          style: 'primary',
          press: { command: 'leaderboard', action: 'show-new', argument: `${cohortId}.${monday}` },
        },
        { label: 'My day', press: { command: 'today', action: 'open', argument: deliveryId } },
      ),
    ],
  };
}
