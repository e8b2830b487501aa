/** How somebody who comes late takes part: three ways, and for catching up how much a day. */
import type { StudyDay } from '../core/time.ts';
import { dayWords } from './day-words.ts';
import { type Button, buttons, type Card, text } from './reply.ts';
import { count } from './words.ts';

const sentences = {
  before: (lessons: number) =>
    `It is under way: ${count(lessons, 'lesson')} came before you. How would you like to take part?`,
  live: '**Live**: with the others, from today’s lesson on. What came before stays open to you, and nobody asks for it.',
  catchUp:
    '**Catch up**: a few of the earlier lessons each day, besides the new one, for three weeks at most.',
  audit: '**Read along**: for yourself. No reminders, no leaderboard, no streak.',
  later: 'You can change this at any time with `/join`.',
  howMany: (open: number) =>
    `${count(open, 'earlier lesson is', 'earlier lessons are')} open. How many would you like to do on a day?`,
  pace: (aDay: number, until: StudyDay, left: number) =>
    `**${aDay} a day**: until ${dayWords(until)}${left === 0 ? '' : `, when three weeks are over; ${left} more stay open to you, and nobody asks for them`}.`,
};

const press = (action: string, argument: string) => ({ command: 'join', action, argument });
const todayButton: Button = { label: 'Today’s lesson', press: { command: 'today', action: 'open' } };

/** `lessons`: posted before today, done or not; `open`: those of them that the member hasn't done. */
export function takePartCard({
  cohortId,
  first,
  lessons,
  open,
}: {
  readonly cohortId: string;
  /** Where the member stands: that they have joined, or how they take part now. */
  readonly first: readonly string[];
  readonly lessons: number;
  readonly open: number;
}): Card {
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    blocks: [
      text(...first, sentences.before(lessons)),
      text(
        `- ${sentences.live}`,
        ...(open > 0 ? [`- ${sentences.catchUp}`] : []),
        `- ${sentences.audit}`,
        sentences.later,
      ),
      buttons(
        { label: 'Live from today', style: 'primary', press: press('live', cohortId) },
        ...(open > 0 ? [{ label: 'Catch up', press: press('behind', cohortId) }] : []),
        { label: 'Read along', press: press('audit', cohortId) },
        todayButton,
      ),
    ],
  };
}

/** One of the ways to catch up, with the day on which it ends. */
export interface CatchUpPace {
  readonly aDay: number;
  readonly until: StudyDay;
  readonly left: number;
}

export function catchUpPaces(cohortId: string, open: number, paces: readonly CatchUpPace[]): Card {
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces: true,
    blocks: [
      text(
        sentences.howMany(open),
        ...paces.map(({ aDay, until, left }) => `- ${sentences.pace(aDay, until, left)}`),
      ),
      buttons(
        ...paces.map(
          ({ aDay }): Button => ({ label: `${aDay} a day`, press: press('pace', `${cohortId}.${aDay}`) }),
        ),
      ),
    ],
  };
}

/** What was chosen, and where to go from there. */
export function takesPartCard(sentence: string, { catchesUp }: { readonly catchesUp: boolean }): Card {
  const way: Button = {
    label: 'Show me the way',
    style: 'primary',
    press: { command: 'catchup', action: 'open' },
  };
  return {
    kind: 'card',
    accent: 'notice',
    private: true,
    replaces: true,
    blocks: [text(sentence), buttons(...(catchesUp ? [way] : []), todayButton)],
  };
}
