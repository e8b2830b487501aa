/** Every kind of picture and who draws it: a new one is a painter and a line here. Facts are plain values, since they go to another thread. */
import { paintBoard } from './board-paint.ts';
import { paintCalendar } from './calendar-paint.ts';
import type { Drawing } from './canvas.ts';
import { paintCertificate } from './certificate-paint.ts';
import { paintCohortReport } from './cohort-report-paint.ts';
import { paintChoices } from './insights-choices-paint.ts';
import { paintInsightRows } from './insights-rows-paint.ts';
import { paintProgress } from './progress-paint.ts';

/** A painter answers undefined where the fonts lack letters that the picture can't do without. */
type Painter = (facts: never) => Drawing | undefined;

export const paintersByKind = {
  board: paintBoard,
  calendar: paintCalendar,
  'insight-rows': paintInsightRows,
  'insight-choices': paintChoices,
  progress: paintProgress,
  certificate: paintCertificate,
  'cohort-report': paintCohortReport,
} as const satisfies Readonly<Record<string, Painter>>;

export type PictureKind = keyof typeof paintersByKind;
export type FactsOf<K extends PictureKind> = Parameters<(typeof paintersByKind)[K]>[0];
