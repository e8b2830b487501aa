/** How a cohort is doing, as a picture with its alt text; the text twin is the card's own. */
import { type CohortReportFacts, cohortReportAlt } from './cohort-report-words.ts';
import { studio } from './studio.ts';

/** Throws `NotDrawn`. */
export const cohortReportPicture = async (facts: CohortReportFacts) => ({
  name: 'cohort-report.png',
  png: await studio.draw('cohort-report', facts),
  alt: cohortReportAlt(facts),
});
