/** What is kept about a member, in words: a line for each kind of row. */
import type { PersonalTable } from '../../src/store/personal-tables.ts';

/** One of them, and several. A table without words here doesn't compile. */
export const kindWords = {
  memberships: ['cohort that you are or were in', 'cohorts that you are or were in'],
  memberPauses: ['break that you took', 'breaks that you took'],
  soloStudies: ['pathway that you study alone', 'pathways that you study alone'],
  memberSettings: ['set of your settings', 'sets of your settings'],
  memberZones: ['time zone that you chose', 'time zones that you chose'],
  squadMembers: ['squad that you are in', 'squads that you are in'],
  aliases: ['alias on a board', 'aliases on boards'],
  lessonProgress: ['lesson that you have done', 'lessons that you have done'],
  keptDays: ['study day that you kept', 'study days that you kept'],
  streakRepairs: [
    'study day that a moderator made good for you, or you for somebody',
    'study days that moderators made good for you, or you for somebody',
  ],
  points: ['entry of points', 'entries of points'],
  scores: ['sum of your points', 'sums of your points'],
  thanks: ['word of thanks to you or from you', 'words of thanks to you or from you'],
  submissions: ['project handed in by you or graded by you', 'projects handed in by you or graded by you'],
  certificates: ['certificate', 'certificates'],
  quizzes: ['quiz of your own', 'quizzes of your own'],
  answers: ['answer to a question', 'answers to questions'],
  openAnswers: ['answer that can still be changed', 'answers that can still be changed'],
  hints: ['hint that you took', 'hints that you took'],
  reviewCards: ['question with a date for its review', 'questions with dates for their reviews'],
  reports: ['report of a question', 'reports of questions'],
  errata: ['correction of a question that you made', 'corrections of questions that you made'],
  liveRounds: ['live quiz that you began', 'live quizzes that you began'],
  livePlayers: ['live quiz that you joined', 'live quizzes that you joined'],
  planVersions: ['change of a plan that you made', 'changes of plans that you made'],
  audit: ['change of settings that you made', 'changes of settings that you made'],
  reminders: ['reminder', 'reminders'],
  notes: ['word that I had for you', 'words that I had for you'],
  drafts: ['form that you began', 'forms that you began'],
} satisfies Record<PersonalTable, readonly [one: string, many: string]>;

/** Where a table also holds what they did for others, which stays: the words for what is theirs alone. */
export const ownWords: Partial<Record<PersonalTable, readonly [one: string, many: string]>> = {
  streakRepairs: ['study day that was made good for you', 'study days that were made good for you'],
  thanks: ['word of thanks to you', 'words of thanks to you'],
  submissions: ['project that you handed in', 'projects that you handed in'],
};

/** `300 answers to questions`, the most first. */
export function kindLines(counts: ReadonlyMap<PersonalTable, number>, words: typeof ownWords = {}): string[] {
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(
      ([table, rows]) =>
        `${rows.toLocaleString('en')} ${(words[table] ?? kindWords[table])[rows === 1 ? 0 : 1]}`,
    );
}
