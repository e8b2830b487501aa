/** What waits for a member in a daily quiz that is open, and the way there: no other quiz asks it before. */
import { type Button, buttons, type Card, say } from '../src/cards/reply.ts';
import { deliveryId } from '../src/core/delivery.ts';
import { isAsked } from '../src/core/held-back.ts';
import type { StudyDay } from '../src/core/time.ts';
import type { Asked } from '../src/discord/define-command.ts';
import { listHeldBack } from '../src/store/held-back.ts';
import type { Quiz } from '../src/store/quizzes.ts';

const sentences = {
  waits:
    'This question waits in today’s daily quiz, so nothing was changed here. Answer it there first; afterwards it is open as practice again.',
};

/** By full id, each with the daily quiz in which it waits. */
export type HeldBack = ReadonlyMap<string, Quiz>;

export async function findHeldBack({ db, guildId, memberId, now, curriculum }: Asked): Promise<HeldBack> {
  const list = await listHeldBack(db, guildId, memberId, now);
  return new Map(
    list
      .flatMap(({ quiz, questionIds }) => questionIds.map(id => [id, quiz] as const))
      .filter(([id]) => isAsked(curriculum, id)),
  );
}

/** In the place of a question's older card: an answer or a hint there would give away what `daily` asks. `quiz` goes on without it. */
export const waitsCard = (daily: Quiz, quiz: Pick<Quiz, 'id'>): Card => ({
  ...say(
    sentences.waits,
    buttons(dailyButton(daily), {
      label: 'Go on here',
      press: { command: 'quiz', action: 'next', argument: quiz.id },
    }),
  ),
  replaces: true,
});

/** Opens a daily quiz, as its post in the channel does. */
export function dailyButton({ guildId, cohortId, studyDay }: Quiz): Button {
  const key = {
    guildId,
    cohortId: cohortId ?? '',
    kind: 'daily-quiz',
    studyDay: studyDay as StudyDay,
    slot: 0,
  };
  return {
    label: 'Take the daily quiz',
    style: 'primary',
    press: { command: 'daily', action: 'open', argument: deliveryId(key) },
  };
}
