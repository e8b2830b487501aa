/** How moderators settle a reported question: its key, what a correction would change, and what was corrected. */
import type { Curriculum, Question } from '../curriculum/types.ts';
import { stemShort } from './insights-card.ts';
import { optionsOf, stemLines } from './quiz-card.ts';
import { type Button, buttons, type Card, divider, type Form, say, text } from './reply.ts';
import { type Reported, reasonText } from './report-card.ts';
import { count, cut, plain, time } from './words.ts';

const sentences = {
  affected: (answers: number, changes: number) =>
    answers === 0
      ? 'Nobody here has answered it yet.'
      : `${count(answers, 'member')} answered it here; for ${changes === 0 ? 'none of them' : count(changes, 'of them', 'of them')} something would change.`,
  gain: (points: number) => (points === 0 ? '' : ` ${points > 0 ? '+' : ''}${points} points in all.`),
  retired: 'From now on it is not asked here any more. What it has paid stays.',
  noErrata: 'Nothing was corrected here so far.',
  verdict: { corrected: 'corrected', 'all-right': 'every answer right', retired: 'no longer asked' },
};

/** What a decision would do, in numbers. */
export interface Effect {
  /** Members whose first answer was to this revision. */
  readonly answered: number;
  /** For how many something changes. */
  readonly changed: number;
  /** Sum of all changes. */
  readonly points: number;
}

const effectWords = ({ answered, changed, points }: Effect): string =>
  `${sentences.affected(answered, changed)}${sentences.gain(points)}`;

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
    return `- ${time(createdAt, 'D')} **${lesson?.title ?? lessonId}**: ${stemShort(stem, 140)} (${word})${note ? `\n  ${plain(note, 300)}` : ''}`;
  });
  return {
    ...{ kind: 'card', accent: 'notice', private: true, replaces },
    blocks: [
      text('-# Insights ▸ corrections', '## What was corrected', ...lines),
      ...(onward.length > 0 ? [buttons(...onward)] : []),
    ],
  };
}
