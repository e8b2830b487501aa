/** What the picture of a certificate shows, and the same in words. */
import { dateWords } from '../cards/day-words.ts';
import { count, cut } from '../cards/words.ts';
import { type CertificateRecord, codeWords } from '../core/certificate.ts';
import { asStudyDay } from '../core/time.ts';

/** Of the record, what the picture shows. */
export type CertificateFacts = Pick<
  CertificateRecord,
  'code' | 'name' | 'pathway' | 'track' | 'issued' | 'lessons' | 'objectives' | 'projects' | 'hours'
>;

/** `49 lessons of 57 · 98 objectives held · 4 projects · about 60 hours`. */
export const certificateWords = ({ lessons, objectives, projects, hours }: CertificateFacts): string =>
  [
    `${lessons.done} of ${count(lessons.total, 'lesson')}`,
    `${objectives.held} of ${count(objectives.total, 'objective')} held`,
    ...(projects.length > 0 ? [count(projects.length, 'project')] : []),
    `about ${count(hours, 'hour')}`,
  ].join(' · ');

/** At most 1,024 characters: Discord's limit for a description. */
export const certificateAlt = (facts: CertificateFacts): string =>
  cut(
    `Certificate. ${facts.name} completed ${pathwayWords(facts)} on ${dateWords(asStudyDay(facts.issued))}: ${certificateWords(facts)}. Code ${codeWords(facts.code)}.`,
    1024,
  );

export const pathwayWords = ({ pathway, track }: Pick<CertificateFacts, 'pathway' | 'track'>): string =>
  track === null ? pathway : `${pathway}: ${track}`;
