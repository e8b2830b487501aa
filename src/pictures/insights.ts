/** How questions do, as pictures with their alt texts; the text twin is the card's own. */
import { type ChoiceRows, choicesAlt, type InsightRows, rowsAlt } from './insights-words.ts';
import { studio } from './studio.ts';

export type { InsightRow } from './insights-words.ts';

interface Picture {
  readonly name: string;
  readonly png: Uint8Array;
  readonly alt: string;
}

/** Lessons, or the questions of a lesson, as bars. Throws `NotDrawn`. */
export const insightRowsPicture = async (facts: InsightRows): Promise<Picture> => ({
  name: 'insights.png',
  png: await studio.draw('insight-rows', facts),
  alt: rowsAlt(facts),
});

/** Who chose what of a question. Throws `NotDrawn`. */
export const choicesPicture = async (facts: ChoiceRows): Promise<Picture> => ({
  name: 'insights.png',
  png: await studio.draw('insight-choices', facts),
  alt: choicesAlt(facts),
});
