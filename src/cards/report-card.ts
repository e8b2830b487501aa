/** What members say is wrong with a question, and what moderators make of it. */
import type { Curriculum, Question } from '../curriculum/types.ts';
import { optionsOf, stemLines } from './quiz-card.ts';
import {
  type Block,
  type Button,
  buttons,
  type Card,
  type Choice,
  divider,
  type Form,
  say,
  text,
} from './reply.ts';
import { count, cut, plain, time } from './words.ts';

export type ReportReason = 'key' | 'mine-was-right' | 'unclear' | 'outdated' | 'other';

export const reasonWords = {
  key: 'The key is wrong',
  'mine-was-right': 'My answer was right, too',
  unclear: 'It can be understood in two ways',
  outdated: 'It is out of date',
  other: 'Something else',
} satisfies Record<ReportReason, string>;

export const isReason = (word: string): word is ReportReason => Object.hasOwn(reasonWords, word);

const sentences = {
  thanks:
    'Thank you. The moderators see this in `/insights`. If they correct the question, your answer is counted anew, and you are told.',
  again: 'You have reported this question already. The moderators see it in `/insights`.',
  none: 'No question is reported. If somebody reports one, it waits here.',
  noErrata: 'Nothing was corrected here so far.',
  queue: '## Reported questions',
  queueWhat: 'Open one to correct it for this server, to count every answer as right, or to take it out.',
  decide: {
    affected: (answers: number, changes: number) =>
      answers === 0
        ? 'Nobody here has answered it yet.'
        : `${count(answers, 'member')} answered it here; for ${changes === 0 ? 'none of them' : count(changes, 'of them', 'of them')} something would change.`,
    gain: (points: number) => (points === 0 ? '' : ` ${points > 0 ? '+' : ''}${points} points in all.`),
  },
  retired: 'From now on it is not asked here any more. What it has paid stays.',
  verdict: { corrected: 'corrected', 'all-right': 'every answer right', retired: 'no longer asked' },
};

/** Asks what is wrong. `argument` is what the button named. */
export function reportForm(argument: string): Form {
  return {
    kind: 'form',
    title: 'Report this question',
    press: { command: 'quiz', action: 'report', argument },
    fields: [
      {
        ...{ kind: 'one', id: 'reason', label: 'What is wrong?' },
        choices: Object.entries(reasonWords).map(([value, label]) => ({ value, label })),
      },
      {
        ...{ id: 'note', label: 'In your words', required: false, long: true, maxLength: 300 },
        description: 'Only the moderators read it.',
      },
    ],
  };
}

export const reportedCard = (isNew: boolean): Card => say(isNew ? sentences.thanks : sentences.again);

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
  return `- **${lessonTitle}**: ${cut(question?.stem ?? questionId, 160)}\n  ${tally.join(', ')}`;
}

const reasonText = (reason: string): string => (isReason(reason) ? reasonWords[reason] : reasonWords.other);

/** What a decision would do, in numbers. */
export interface Effect {
  /** Members whose first answer was to this revision. */
  readonly answered: number;
  /** For how many something changes. */
  readonly changed: number;
  /** Sum of all changes. */
  readonly points: number;
}

export const effectWords = ({ answered, changed, points }: Effect): string =>
  `${sentences.decide.affected(answered, changed)}${sentences.decide.gain(points)}`;

/** One reported question with its key and what can be done; only moderators see it, so the key may stand there. */
export function decideCard(
  { question, questionId, lessonTitle, reports }: Reported & { readonly question: Question },
  ifAllRight: Effect,
): Card {
  const press = (action: string) => ({ command: 'insights', action, argument: questionId });
  const said = reports.map(
    ({ reason, note, createdAt }) =>
      `- ${reasonText(reason)}, ${time(createdAt, 'D')}${note ? `: “${plain(note, 300)}”` : ''}`,
  );
  return {
    ...{ kind: 'card', accent: 'notice', private: true, replaces: true },
    blocks: [
      text(`-# Insights ▸ reports ▸ ${lessonTitle}`, ...stemLines(question)),
      text('**Its key**', ...keyLines(question)),
      ...(said.length > 0 ? [text('**What members say**', ...said)] : []),
      divider,
      text(`If every answer counted as right: ${effectWords(ifAllRight)}`),
      buttons(
        { label: 'Correct the key', style: 'primary', press: press('correct') },
        { label: 'All answers right', press: press('all-right') },
        { label: 'Take it out', style: 'danger', press: press('retire') },
        { label: 'Nothing is wrong', press: press('keep') },
      ),
    ],
  };
}

function keyLines(question: Question): string[] {
  if (question.type === 'order') return question.items.map((item, place) => `${place + 1}. ${item.text}`);
  const options = optionsOf(question);
  if (options.length > 0)
    return options.map(option => `- ${option.text} (${option.right ? 'right' : 'wrong'})`);
  return 'accept' in question ? question.accept.map(text => `- accepted: ${plain(text, 200)}`) : [];
}

/** Asks for the right key: options to tick, an order to make, or one more accepted text. */
export function correctForm(question: Question, questionId: string): Form {
  const base = {
    kind: 'form',
    title: 'Correct the key',
    press: { command: 'insights', action: 'correct', argument: questionId },
  } as const;
  const note = {
    id: 'note',
    label: 'Why (members can read it)',
    required: false,
    long: true,
    maxLength: 300,
  };
  const options = optionsOf(question);
  if (question.type === 'order') {
    const choices = question.items.map(item => ({ value: item.id, label: item.text }));
    return {
      ...base,
      fields: question.items.slice(1).map((_, place) => ({
        kind: 'list',
        id: `place-${place}`,
        label: `Place ${place + 1}`,
        choices,
        chosen: question.items[place]?.id ?? '',
      })),
    };
  }
  if (options.length > 0) {
    const choices = options.map(option => ({ value: option.id, label: option.text }));
    const chosen = options.filter(option => option.right).map(option => option.id);
    const kind =
      question.type === 'multi'
        ? ({ kind: 'several', chosen } as const)
        : ({ kind: 'one', chosen: chosen[0] ?? '' } as const);
    return { ...base, fields: [{ ...kind, id: 'options', label: 'What is right?', choices }, note] };
  }
  return { ...base, fields: [{ id: 'typed', label: 'This counts as right, too', maxLength: 300 }, note] };
}

/** What will happen, before it does. */
export function previewCard(
  lessonTitle: string,
  question: Question,
  what: string,
  effect: Effect | undefined,
  draftId: string,
): Card {
  return {
    ...{ kind: 'card', accent: 'notice', private: true, replaces: true },
    blocks: [
      text(
        `-# Insights ▸ reports ▸ ${lessonTitle}`,
        cut(question.stem, 300),
        `**${what}**`,
        effect ? effectWords(effect) : sentences.retired,
      ),
      buttons(
        {
          label: 'Apply',
          style: 'primary',
          press: { command: 'insights', action: 'apply', argument: draftId },
        },
        { label: 'Back to the reports', press: { command: 'insights', action: 'reports' } },
      ),
    ],
  };
}

/** Corrections of this server, newest first. */
export function errataCard(
  curriculum: Curriculum,
  list: readonly {
    readonly questionId: string;
    readonly verdict: string;
    readonly note: string | null;
    readonly createdAt: Date;
  }[],
  onward: readonly Button[],
  replaces: boolean,
): Card {
  if (list.length === 0) return { ...say(sentences.noErrata), replaces };
  const lines = list.map(({ questionId, verdict, note, createdAt }) => {
    const [lessonId = '', id] = questionId.split('#');
    const lesson = curriculum.lessons.get(lessonId);
    const stem = lesson?.questions.find(question => question.id === id)?.stem ?? questionId;
    const word = sentences.verdict[verdict as keyof typeof sentences.verdict] ?? verdict;
    return `- ${time(createdAt, 'D')} **${lesson?.title ?? lessonId}**: ${cut(stem, 140)} (${word})${note ? `\n  ${plain(note, 300)}` : ''}`;
  });
  return {
    ...{ kind: 'card', accent: 'notice', private: true, replaces },
    blocks: [
      text('-# Insights ▸ corrections', '## What was corrected', ...lines),
      ...(onward.length > 0 ? [buttons(...onward)] : []),
    ],
  };
}
