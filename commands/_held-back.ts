/** What waits for a member in a daily quiz that is open, or is asked live: no other quiz asks or tells it before. */
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
  live: 'This question is being asked in a live quiz just now, so nothing was changed here. In a few minutes, when that is over, it is open again.',
};

/** By full id, each with the quiz in which it waits: a daily one, or else a live one. */
export type HeldBack = ReadonlyMap<string, Quiz>;

/** `besides`: the id of a quiz of which it doesn't matter what it asks. */
export async function findHeldBack(
  { db, guildId, memberId, now, curriculum }: Asked,
  besides?: string,
): Promise<HeldBack> {
  const list = await listHeldBack(db, guildId, memberId, now);
  return new Map(
    list
      .filter(({ quiz }) => quiz.id !== besides)
      .flatMap(({ quiz, questionIds }) => questionIds.map(id => [id, quiz] as const))
      .filter(([id]) => isAsked(curriculum, id)),
  );
}

/** Where one of these questions waits; in a daily quiz rather than in a live one, to which no button leads. */
export function waitingAmong(questionIds: readonly string[], heldBack: HeldBack): Quiz | undefined {
  const found = questionIds.flatMap(id => heldBack.get(id) ?? []);
  return found.find(({ kind }) => kind === 'daily') ?? found[0];
}

/**
 * In the place of a question's older card: an answer or a hint there would give away what `waiting` asks. `onward`: how the card's own
 * quiz goes on without it; undefined where nothing is left of it.
 */
export const waitsCard = (waiting: Quiz, onward: Button | undefined): Card => ({
  ...leadTo(waiting, { inDaily: sentences.waits, inLive: sentences.live }, onward ? [onward] : []),
  replaces: true,
});

/** Says where it waits, with the way there. */
export function leadTo(
  waiting: Quiz,
  { inDaily, inLive }: { readonly inDaily: string; readonly inLive: string },
  more: readonly Button[] = [],
): Card {
  const ways = [...waysTo(waiting), ...more];
  return say(waiting.kind === 'live' ? inLive : inDaily, ...(ways.length > 0 ? [buttons(...ways)] : []));
}

/** None to a live quiz: it has its message in its channel. */
export const waysTo = (waiting: Quiz | undefined): readonly Button[] =>
  waiting?.kind === 'daily' ? [dailyButton(waiting)] : [];

/** Opens a daily quiz, as its post in the channel does. */
function dailyButton({ guildId, cohortId, studyDay }: Quiz): Button {
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
