/** What everybody may read of a correction that moderators made to a question: that there is one, and why. */
import type { Option, Question } from '../curriculum/types.ts';
import { plain } from './words.ts';

const sentences = {
  corrected: '**Your moderators corrected this question.**',
  allRight: '**Your moderators corrected this question:** every answer counts as right.',
  retired: '**Your moderators took this question out:** it is not asked any more.',
  say: (note: string) => `They say: “${note}”`,
};

/** None for a question that is as the curriculum has it. Their words are cut at `most` characters. */
export function correctionLines(
  { correction, allRight, retired }: Pick<Question, 'correction' | 'allRight' | 'retired'>,
  most = 300,
): readonly string[] {
  if (!correction) return [];
  const what = retired ? sentences.retired : allRight ? sentences.allRight : sentences.corrected;
  return [what, ...saidLines(correction.note, most)];
}

/** Why what is right is right; nobody has written one for a key that moderators turned over: their correction stands in its place. */
export const rightReasons = (question: Question, options: readonly Option[]): readonly string[] => [
  ...correctionLines(question),
  ...(question.allRight ? [] : options.filter(one => one.right && one.why !== '').map(({ why }) => why)),
];

/** What moderators wrote, where they wrote anything. */
export const saidLines = (note: string | null | undefined, most = 300): readonly string[] =>
  note ? [sentences.say(plain(note, most))] : [];

/** Opens the list of all corrections here, for everybody. */
export const correctedButton = {
  label: 'What was corrected',
  press: { command: 'quiz', action: 'corrected' },
} as const;
