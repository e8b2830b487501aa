/** Pictures of how questions do, in words. */
import { cut } from '../cards/words.ts';

export interface InsightRow {
  /** As the text twin numbers it, from 1. */
  readonly number: number;
  readonly name: string;
  /** Undefined where it is too early to say. */
  readonly percent: number | undefined;
  /** Small, below: how many answers, and what to look at. */
  readonly note: string;
  readonly wantsLook: boolean;
}

export interface InsightRows {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly InsightRow[];
}

interface ChoiceRow {
  readonly name: string;
  readonly right: boolean;
  /** Percent. Thirds are left out where they would be of too few members. */
  readonly all: number;
  readonly top?: number;
  readonly bottom?: number;
}

export interface ChoiceRows {
  readonly title: string;
  readonly note: string;
  readonly rows: readonly ChoiceRow[];
}

export const sentences = {
  early: 'too early',
  all: 'all',
  top: 'top third',
  bottom: 'bottom third',
  right: 'right',
  rowsAlt: (title: string, note: string) => `Bars of how many percent were right. ${title}, ${note}.`,
  choicesAlt: (title: string, note: string) => `Bars of who chose what. ${title}, ${note}.`,
};

/** `64 %`. */
export const percentWords = (percent: number): string => `${Math.round(percent)} %`;

/** A word and a percentage for each bar of a choice; its kind is its colour. */
export function barsOf({ all, top, bottom }: ChoiceRow) {
  return [
    { word: sentences.all, percent: all, kind: 'usual' as const },
    ...(top === undefined ? [] : [{ word: sentences.top, percent: top, kind: 'top' as const }]),
    ...(bottom === undefined ? [] : [{ word: sentences.bottom, percent: bottom, kind: 'bottom' as const }]),
  ];
}

/** In at most 1,024 characters, Discord's limit for a description. */
export function rowsAlt({ title, note, rows }: InsightRows): string {
  const each = rows.map(
    ({ number, name, percent }) =>
      `${number}. ${cut(name, 60)}: ${percent === undefined ? sentences.early : percentWords(percent)}`,
  );
  return cut(`${sentences.rowsAlt(title, note)} ${each.join('; ')}.`, 1024);
}

/** In at most 1,024 characters, Discord's limit for a description. */
export function choicesAlt({ title, note, rows }: ChoiceRows): string {
  const each = rows.map(row => {
    const percents = barsOf(row).map(({ word, percent }) => `${word} ${percentWords(percent)}`);
    return `${cut(row.name, 60)}${row.right ? ` (${sentences.right})` : ''}: ${percents.join(', ')}`;
  });
  return cut(`${sentences.choicesAlt(title, note)} ${each.join('; ')}.`, 1024);
}
