/** What moderators are told once a week: the questions that their cohort forgets. Nobody is named. */
import type { Forgotten } from '../core/forgets.ts';
import { stemShort } from './insights-card.ts';
import { buttons, type Card, text } from './reply.ts';
import { plain } from './words.ts';

const sentences = {
  title: (name: string) => `## What ${name} forgets`,
  why: 'These questions came again in the last four weeks, and went wrong the most often.',
  wrong: (percent: number, wrong: number, answers: number) =>
    `${percent} % wrong (${wrong} of ${answers} answers)`,
  todo: '**What to do:**',
  quiz: (title: string) =>
    `- Invite the cohort to \`/quiz lesson:${title}\`, or go through the answer together.`,
  insert: '- If it is much: `/pace insert` puts in a day for review.',
};

export interface ForgottenQuestion extends Forgotten {
  readonly lessonTitle: string;
  readonly stem: string;
}

/** `list` isn't empty; the most forgotten first. */
export function forgetsNotice(
  list: readonly ForgottenQuestion[],
  { deliveryId, cohortName }: { readonly deliveryId: string; readonly cohortName: string },
): Card {
  const lines = list.map(
    ({ lessonTitle, stem, wrong, answers }, i) =>
      `${i + 1}. **${lessonTitle}**: ${sentences.wrong(Math.round((100 * wrong) / answers), wrong, answers)}\n   ${stemShort(stem, 160)}`,
  );
  return {
    ...{ kind: 'card', accent: 'notice' },
    blocks: [
      text(sentences.title(plain(cohortName)), sentences.why),
      text(...lines),
      text(sentences.todo, sentences.quiz(list[0]?.lessonTitle ?? ''), sentences.insert),
      buttons({
        label: 'How questions do',
        press: { command: 'insights', action: 'open', argument: deliveryId },
      }),
    ],
  };
}
