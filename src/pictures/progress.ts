/** Somebody's progress as a picture: study days, lessons, topics. The text twin is the card's own. */
import { type ProgressFacts, progressAlt } from './progress-words.ts';
import { studio } from './studio.ts';

export type { DayMark, ProgressFacts } from './progress-words.ts';

/** Throws `NotDrawn`. */
export const progressPicture = async (
  facts: ProgressFacts,
): Promise<{ readonly name: string; readonly png: Uint8Array; readonly alt: string }> => ({
  name: 'progress.png',
  png: await studio.draw('progress', facts),
  alt: progressAlt(facts),
});
