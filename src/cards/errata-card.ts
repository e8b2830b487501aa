/** What moderators corrected here, for everybody to read. */
import { isOwnKey } from '../core/errata.ts';
import type { Curriculum } from '../curriculum/types.ts';
import { saidLines } from './correction-words.ts';
import { stemShort } from './insights-card.ts';
import { type Button, buttons, type Card, say, text } from './reply.ts';
import { time } from './words.ts';

const sentences = {
  none: 'Nothing was corrected here so far.',
  inDaily:
    'What was corrected in questions of your daily quiz can be read here once you have answered them, or when it has closed.',
  verdict: { corrected: 'corrected', 'all-right': 'every answer right', retired: 'no longer asked' },
  ownKey: 'back to the key of the lesson',
};

/** In the order of the list. */
export function errataCard(
  curriculum: Curriculum,
  list: readonly {
    readonly questionId: string;
    readonly verdict: string;
    readonly rightIds: readonly string[];
    readonly note: string | null;
    readonly createdAt: Date;
  }[],
  {
    title,
    onward,
    daily,
    replaces,
  }: {
    readonly title: string;
    readonly onward: readonly Button[];
    /** Leads to the daily quiz in which more of what was corrected waits for the reader. */
    readonly daily?: Button;
    readonly replaces: boolean;
  },
): Card {
  if (list.length === 0)
    return { ...(daily ? say(sentences.inDaily, buttons(daily)) : say(sentences.none)), replaces };
  const lines = list.map(({ questionId, note, createdAt, ...key }) => {
    const [lessonId = '', id] = questionId.split('#');
    const lesson = curriculum.lessons.get(lessonId);
    const stem = lesson?.questions.find(question => question.id === id)?.stem ?? questionId;
    const named = sentences.verdict[key.verdict as keyof typeof sentences.verdict] ?? key.verdict;
    const word = isOwnKey(key) ? sentences.ownKey : named;
    return `- ${time(createdAt, 'D')} **${lesson?.title ?? lessonId}**: ${stemShort(stem, 140)} (${word})${saidLines(
      note,
    )
      .map(line => `\n  ${line}`)
      .join('')}`;
  });
  return {
    ...{ kind: 'card', accent: 'notice', private: true, replaces },
    blocks: [
      text(`-# ${title} ▸ corrections`, '## What was corrected', ...lines),
      ...(daily ? [text(sentences.inDaily)] : []),
      ...(onward.length > 0 || daily ? [buttons(...(daily ? [daily] : []), ...onward)] : []),
    ],
  };
}
