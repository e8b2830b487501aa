/** A change of a plan before it is made, and after: the dates that move, and what that means for people. */
import type { PlanChange } from '../core/plan-change.ts';
import type { PlanDiff } from '../core/plan-diff.ts';
import { changeWords, effectOf, holidayLines, undoneEffect } from './change-words.ts';
import { dayWords } from './day-words.ts';
import { diffWords } from './plan-words.ts';
import { type Block, type Button, buttons, type Card, divider, text } from './reply.ts';
import { count, plain } from './words.ts';

const sentences = {
  preview: (what: string) => `## Preview: ${what}`,
  done: (what: string) => `## Done: ${what}`,
  undone: (what: string) => `## Taken back: ${what}`,
  taken: (what: string) => `Taken back: ${what}`,
  undo: (what: string) => `take back “${what}”`,
  where: (name: string, zone: string) => `-# ${name} · dates in ${zone}`,
  nothingYet: 'Nothing is changed yet.',
  stale:
    'The plan has moved on since the last preview, so nothing was applied. This is what the change does now.',
  moves: (lessons: number) => count(lessons, 'lesson moves', 'lessons move'),
  otherMoves: (days: number) => count(days, 'other day moves', 'other days move'),
  comes: (days: number) => count(days, 'day is new', 'days are new'),
  comesAgain: (days: number) => count(days, 'day gets a date again', 'days get a date again'),
  waits: (days: number) => `${count(days, 'day waits', 'days wait')} until it goes on`,
  goes: (days: number) => count(days, 'day falls away', 'days fall away'),
  noMoves: 'no lesson moves',
  later: 'The change shows in dates when the plan goes on.',
  sameEnd: (day: string) => `The last day stays ${day}.`,
  announced: 'The cohort is told in its channel.',
  takeBack: 'You can take it back within 24 hours with `/pace undo`.',
};

/** How many lessons move, come and go; and the last day, where that stays. */
function summaryOf({
  diff: { moves, lastBefore, lastAfter },
  isUndo,
  openEnd,
}: Omit<ShownChange, 'titleOf'>): string {
  const moved = moves.filter(({ from, to }) => from !== null && to !== null);
  const lessons = moved.filter(({ kind }) => kind === 'lesson').length;
  const fresh = moves.filter(({ from }) => from === null);
  const gone = moves.filter(({ to }) => to === null);
  const waiting = gone.filter(({ isHeld }) => isHeld).length;
  const comesAgain = isUndo || fresh.every(({ isHeld }) => isHeld);
  const parts = [
    ...(lessons > 0 ? [sentences.moves(lessons)] : []),
    ...(moved.length > lessons ? [sentences.otherMoves(moved.length - lessons)] : []),
    ...(fresh.length > 0 ? [sentences[comesAgain ? 'comesAgain' : 'comes'](fresh.length)] : []),
    ...(waiting > 0 ? [sentences.waits(waiting)] : []),
    ...(gone.length > waiting ? [sentences.goes(gone.length - waiting)] : []),
  ];
  const stays = lastAfter !== null && lastAfter === lastBefore && !openEnd;
  const words = parts.length > 0 ? parts.join(', ') : sentences.noMoves;
  const isHidden = parts.length === 0 && openEnd;
  return [
    `${capital(words)}.`,
    ...(isHidden ? [sentences.later] : []),
    ...(stays ? [sentences.sameEnd(dayWords(lastAfter))] : []),
  ].join(' ');
}

export interface ShownChange {
  readonly cohortName: string;
  /** IANA name. */
  readonly zone: string;
  readonly change: PlanChange;
  /** Whether the change is taken back. */
  readonly isUndo: boolean;
  readonly diff: PlanDiff;
  /** A pause has no end yet, so neither has the plan. */
  readonly openEnd: boolean;
  readonly titleOf: (key: string) => string;
}

/** A line for each date that moves, then how many and until when, then what it means for people. */
function blocksOf(shown: ShownChange): Block[] {
  const { diff, openEnd, titleOf, change } = shown;
  const holidays = holidayLines(change);
  const moves = diffWords(diff, ({ key }) => titleOf(key), { openEnd });
  return [
    ...(holidays.length > 0 ? [text(...holidays)] : []),
    ...(moves.length > 0 ? [text(...moves)] : []),
    text(summaryOf(shown), meaningOf(shown)),
  ];
}

const meaningOf = ({ change, isUndo }: Pick<ShownChange, 'change' | 'isUndo'>): string =>
  isUndo ? undoneEffect : effectOf(change);

export function previewCard(
  shown: ShownChange,
  {
    presses,
    isStale = false,
    notes = [],
  }: {
    readonly presses: readonly Button[];
    /** It replaces a preview whose dates were no longer true. */
    readonly isStale?: boolean;
    readonly notes?: readonly string[];
  },
): Card {
  const what = wordsOf(shown);
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces: isStale,
    blocks: [
      text(sentences.where(plain(shown.cohortName), shown.zone), sentences.preview(what)),
      ...(isStale ? [text(sentences.stale)] : []),
      ...(notes.length > 0 ? [text(...notes)] : []),
      ...blocksOf(shown),
      divider,
      text(sentences.nothingYet),
      buttons(...presses),
    ],
  };
}

export function appliedCard(
  shown: ShownChange,
  { isAnnounced, replaces }: { readonly isAnnounced: boolean; readonly replaces: boolean },
): Card {
  const { change, isUndo, titleOf } = shown;
  const what = changeWords(change, titleOf);
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces,
    wakes: true,
    blocks: [
      text(
        sentences.where(plain(shown.cohortName), shown.zone),
        isUndo ? sentences.undone(what) : sentences.done(what),
      ),
      ...blocksOf(shown),
      ...(isAnnounced ? [text(sentences.announced)] : []),
      ...(isUndo ? [] : [text(sentences.takeBack)]),
    ],
  };
}

/** For the cohort's channel: what changed, in words, a line each; nobody is named. */
export function announcementLines(shown: ShownChange): string[] {
  const { change, diff, openEnd, titleOf, zone } = shown;
  const what = changeWords(change, titleOf);
  return [
    `**${shown.isUndo ? sentences.taken(what) : capital(what)}.**`,
    ...holidayLines(change),
    ...diffWords(diff, ({ key }) => titleOf(key), { openEnd }),
    `-# Dates in ${zone}. ${meaningOf(shown)}`,
  ];
}

const wordsOf = ({ change, isUndo, titleOf }: ShownChange): string => {
  const what = changeWords(change, titleOf);
  return isUndo ? sentences.undo(what) : what;
};
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
