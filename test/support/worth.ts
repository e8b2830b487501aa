import type { StudyDay } from '../../src/core/time.ts';
import type { Worth } from '../../src/store/quizzes.ts';

/** What a first attempt in time is worth, half of it late; a later one `again` points, ten times in a study day of the week from 16 November 2026. */
export const worthOf = (
  facts: Pick<Worth, 'reason' | 'cohortId'> & {
    readonly first: number;
    readonly hinted?: number;
    readonly inTime?: boolean;
    readonly again?: number;
    readonly lessonId?: string;
    readonly days?: Worth['days'];
    readonly keyRevision?: number;
  },
): Worth => ({
  ...{ reason: facts.reason, cohortId: facts.cohortId, lessonId: facts.lessonId ?? 'db/acid' },
  first: {
    ...{ inTime: facts.inTime ?? true, plain: facts.first, hinted: facts.hinted ?? facts.first },
    ...{ late: Math.round(facts.first / 2), lateHinted: Math.round((facts.hinted ?? facts.first) / 2) },
  },
  again: { word: 'practice', points: facts.again ?? 0, most: 10, monday: '2026-11-16' as StudyDay },
  date: '2026-11-20' as StudyDay,
  days: facts.days ?? [],
  keyRevision: facts.keyRevision ?? 0,
});
