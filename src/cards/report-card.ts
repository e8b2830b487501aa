/** What members say is wrong with a question, and what moderators make of it. */
import type { Question } from '../curriculum/types.ts';
import { correctedButton } from './correction-words.ts';
import { stemShort } from './insights-card.ts';
import { type Block, type Button, buttons, type Card, type Choice, type Form, say, text } from './reply.ts';
import { count, cut } from './words.ts';

export type ReportReason = 'key' | 'mine-was-right' | 'unclear' | 'outdated' | 'other';

const reasonWords = {
  key: 'The answer marked as right is wrong',
  'mine-was-right': 'My answer was right, too',
  unclear: 'It can be understood in two ways',
  outdated: 'It is out of date',
  other: 'Something else',
} satisfies Record<ReportReason, string>;

export const isReason = (word: string): word is ReportReason => Object.hasOwn(reasonWords, word);

const sentences = {
  new: 'Thank you. The moderators see this in `/insights`. If they correct the question, your answer is counted anew. You are told what they decide.',
  completed: 'Thank you. Your report still waits for the moderators; it now says what you sent last.',
  settled:
    'You have reported this question before, and the moderators have decided about it. Below is what was corrected; for anything else, tell them in the channel.',
  none: 'No question is reported. If somebody reports one, it waits here.',
  queue: '## Reported questions',
  queueWhat: 'Open one to correct it for this server, to count every answer as right, or to take it out.',
};

/** Asks what is wrong. `argument` is what the button named; `sent` is what this member has said already. */
export function reportForm(
  argument: string,
  sent?: { readonly reason: string; readonly note: string | null },
): Form {
  return {
    kind: 'form',
    title: 'Report this question',
    press: { command: 'quiz', action: 'report', argument },
    fields: [
      {
        ...{ kind: 'one', id: 'reason', label: 'What is wrong?' },
        choices: Object.entries(reasonWords).map(([value, label]) => ({ value, label })),
        ...(sent ? { chosen: sent.reason } : {}),
      },
      {
        ...{ id: 'note', label: 'In your words', required: false, long: true, maxLength: 300 },
        description: 'Only the moderators read it.',
        ...(sent?.note ? { value: sent.note } : {}),
      },
    ],
  };
}

export const reportedCard = (what: 'new' | 'completed' | 'settled'): Card =>
  say(sentences[what], ...(what === 'settled' ? [buttons(correctedButton)] : []));

/** All open reports of one question. */
export interface Reported {
  readonly questionId: string;
  readonly question: Question | undefined;
  readonly lessonTitle: string;
  readonly reports: readonly {
    readonly reason: string;
    readonly note: string | null;
    readonly createdAt: Date;
  }[];
}

/** The questions of one page; `onward` are the buttons for the other pages. */
export function queueCard(page: readonly Reported[], onward: readonly Button[], replaces: boolean): Card {
  if (page.length === 0) return { ...say(sentences.none, errataButton), replaces };
  const choices = page.map(
    ({ questionId, lessonTitle, question, reports }): Choice => ({
      value: questionId,
      label: cut(question?.stem ?? questionId, 100),
      description: cut(`${lessonTitle} · ${count(reports.length, 'report')}`, 100),
    }),
  );
  return {
    ...{ kind: 'card', accent: 'notice', private: true, replaces },
    blocks: [
      text('-# Insights ▸ reports', sentences.queue, sentences.queueWhat),
      text(...page.map(reportedLine)),
      {
        kind: 'choose',
        press: { command: 'insights', action: 'report' },
        placeholder: 'Open a question',
        choices,
      },
      ...(onward.length > 0 ? [buttons(...onward)] : []),
      errataButton,
    ],
  };
}

const errataButton: Block = buttons({
  label: 'What was corrected',
  press: { command: 'insights', action: 'errata' },
});

function reportedLine({ question, lessonTitle, reports, questionId }: Reported): string {
  const words = reports.map(one => reasonText(one.reason));
  const tally = [...new Set(words)].map(
    word =>
      `${word.toLowerCase()}${words.filter(each => each === word).length > 1 ? ` ×${words.filter(each => each === word).length}` : ''}`,
  );
  return `- **${lessonTitle}**: ${stemShort(question?.stem ?? questionId, 160)}\n  ${tally.join(', ')}`;
}

export const reasonText = (reason: string): string =>
  isReason(reason) ? reasonWords[reason] : reasonWords.other;
