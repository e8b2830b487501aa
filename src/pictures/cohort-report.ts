/** How a cohort is doing, as a picture with its alt text; the text twin is the card's own. */
import { paintCohortReport } from './cohort-report-paint.ts';
import { type CohortReportFacts, cohortReportAlt } from './cohort-report-words.ts';

/** Throws when this machine can't draw. */
export const cohortReportPicture = async (facts: CohortReportFacts) => ({
  name: 'cohort-report.png',
  png: await paintCohortReport(facts),
  alt: cohortReportAlt(facts),
});
