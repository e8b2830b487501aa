/** How moderators settle a reported question: its key, and what a correction would change. */
import type { Erratum } from '../core/errata.ts';
import type { Question } from '../curriculum/types.ts';
import { saidLines } from './correction-words.ts';
import { optionsOf, stemLines } from './quiz-card.ts';
import { type Button, buttons, type Card, divider, type Form, say, text } from './reply.ts';
import { type Reported, reasonText } from './report-card.ts';
import { count, cut, plain, time } from './words.ts';

const sentences = {
  nobody: 'Nobody here has answered it yet.',
  answered: (members: number) => `${count(members, 'member')} answered it here.`,
  same: 'Nothing changes for them.',
  gain: (members: number, points: number) =>
    `${members} ${members === 1 ? 'gains' : 'gain'} points: +${points} in all.`,
  lose: (members: number, points: number) =>
    `${members} ${members === 1 ? 'loses' : 'lose'} points: −${points} in all.`,
  turned: (members: number) => `For ${members} only right or wrong changes, and no points.`,
  retired: 'From now on it is not asked here any more. What it has paid stays.',
  unsaid: '-# Members are told no reason yet. A word about why helps them learn.',
  gone: 'That question is no longer in the curriculum. Its reports can be settled with “Nothing is wrong”.',
  applied:
    'Done. Everybody for whom something changes, and whoever reported it, is told at their next command.',
  takenOut:
    'Done. It is not asked here any more, and nobody loses anything. Whoever reported it is told at their next command.',
};

/** What a decision would do, in numbers. */
export interface Effect {
  /** Members whose first answer was to this revision. */
  readonly answered: number;
  /** Who would have more points, and who fewer (then the sum is negative). */
  readonly gain: { readonly members: number; readonly points: number };
  readonly lose: { readonly members: number; readonly points: number };
  /** For how many right becomes wrong, or wrong right, without a point. */
  readonly turned: number;
}

/** Who gains and who loses stand apart: one sum of both would hide that anybody loses. */
function effectWords({ answered, gain, lose, turned }: Effect): string {
  if (answered === 0) return sentences.nobody;
  const changes = [
    ...(gain.members > 0 ? [sentences.gain(gain.members, gain.points)] : []),
    ...(lose.members > 0 ? [sentences.lose(lose.members, -lose.points)] : []),
    ...(turned > 0 ? [sentences.turned(turned)] : []),
  ];
  return [sentences.answered(answered), ...(changes.length > 0 ? changes : [sentences.same])].join(' ');
}

/** One reported question with its key and what can be done; only moderators see it, so the key may stand there. */
export function decideCard(
  { question, questionId, lessonTitle, reports }: Reported & { readonly question: Question },
  ifAllRight: Effect,
): Card {
  const isCorrected = question.correction !== undefined;
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
        ...(isCorrected ? [{ label: whyTitles['own-key'], press: press('own-key') }] : []),
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

/** A word about a decision: who it is about can read it. */
export const noteField = {
  id: 'note',
  label: 'Why (members can read it)',
  required: false,
  long: true,
  maxLength: 300,
} as const;

const whyTitles = {
  'all-right': 'All answers right',
  retire: 'Take it out',
  'own-key': 'Back to the key of the lesson',
  keep: 'Nothing is wrong',
  why: 'Why',
} as const;

/** Asks for that word alone. `argument` is what the button named. */
export const whyForm = (action: keyof typeof whyTitles, argument: string, note?: string | null): Form => ({
  kind: 'form',
  title: whyTitles[action],
  press: { command: 'insights', action, argument },
  fields: [{ ...noteField, ...(note ? { value: note } : {}) }],
});

/** What will happen, before it does. */
export function previewCard(
  lessonTitle: string,
  question: Question,
  {
    what,
    note,
    effect,
    draftId,
  }: {
    readonly what: string;
    readonly note: string | null;
    readonly effect: Effect | undefined;
    readonly draftId: string;
  },
): Card {
  const press = (action: string) => ({ command: 'insights', action, argument: draftId });
  return {
    ...{ kind: 'card', accent: 'notice', private: true, replaces: true },
    blocks: [
      text(
        `-# Insights ▸ reports ▸ ${lessonTitle}`,
        cut(question.stem, 300),
        `**${what}**`,
        effect ? effectWords(effect) : sentences.retired,
        ...(note ? saidLines(note) : [sentences.unsaid]),
      ),
      buttons(
        { label: 'Apply', style: 'primary', press: press('apply') },
        { label: note ? 'Change why' : 'Say why', press: press('why') },
        queueButton,
      ),
    ],
  };
}

export const queueButton: Button = {
  label: 'Back to the reports',
  press: { command: 'insights', action: 'reports' },
};

export const appliedCard = (verdict: Erratum['verdict']): Card => ({
  ...say(verdict === 'retired' ? sentences.takenOut : sentences.applied, buttons(queueButton)),
  replaces: true,
});

/** A question whose reports wait though the curriculum no longer has it. */
export const goneCard = (questionId: string): Card => ({
  ...say(
    sentences.gone,
    buttons(
      {
        label: 'Nothing is wrong',
        press: { command: 'insights', action: 'keep', argument: questionId },
      },
      queueButton,
    ),
  ),
  replaces: true,
});
