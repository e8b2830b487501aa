/**
 * When a question comes back: spaced repetition by FSRS-6 (ts-fsrs), whose default weights are used. Its steps of minutes are off, since
 * nobody comes ten minutes later; a card is known at 90 % when it is due; half a year is the longest wait.
 */
import { type Card, createEmptyCard, type FSRS, fsrs, Rating, type State, StrategyMode } from 'ts-fsrs';

/** An answer, as far as it says how well something was known. */
export interface ReviewEvent {
  /** Percent of the question that was right. */
  readonly share: number;
  readonly hinted: boolean;
  readonly at: Date;
}

/** A card as it is kept: numbers, and instants as ISO text, so that what is read equals what was written. */
export interface ReviewCard {
  readonly due: string;
  readonly lastReview: string;
  readonly stability: number;
  readonly difficulty: number;
  readonly scheduledDays: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: number;
}

/** Wrong: again soon. Partly right, or right with a hint: hard. Right: good. Nothing is guessed from how long somebody took. */
export function ratingOf({ share, hinted }: ReviewEvent): Rating.Again | Rating.Hard | Rating.Good {
  if (share < 50) return Rating.Again;
  return share < 100 || hinted ? Rating.Hard : Rating.Good;
}

/**
 * The card after these answers, oldest first, on top of one that is there. The same answers always give the same card: intervals are spread
 * a little, so that not everything comes on one day, but by the seed (the question and whose it is), not by chance. Undefined without
 * any answer.
 */
export function reviewAfter(
  seed: string,
  events: readonly ReviewEvent[],
  from?: ReviewCard,
): ReviewCard | undefined {
  const scheduler = schedulerFor(seed);
  return events.reduce<ReviewCard | undefined>((kept, event) => {
    const card = kept ? opened(kept) : createEmptyCard(event.at);
    return closed(scheduler.next(card, event.at, ratingOf(event)).card, event.at);
  }, from);
}

/** Days that a card which is due at `now` has waited already, the longest waiting first: what a short review should ask. */
export function mostOverdue<C extends { readonly dueAt: Date; readonly id: string }>(
  cards: readonly C[],
  now: Date,
  count: number,
): readonly C[] {
  return cards
    .filter(card => card.dueAt <= now)
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1))
    .slice(0, count);
}

function schedulerFor(seed: string): FSRS {
  return fsrs({
    request_retention: 0.9,
    maximum_interval: 180,
    enable_short_term: false,
    enable_fuzz: true,
  }).useStrategy(StrategyMode.SEED, function () {
    return `${seed}:${this.current.reps}`;
  });
}

function opened(card: ReviewCard): Card {
  return {
    due: dateOf(card.due),
    last_review: dateOf(card.lastReview),
    stability: card.stability,
    difficulty: card.difficulty,
    elapsed_days: 0,
    scheduled_days: card.scheduledDays,
    reps: card.reps,
    lapses: card.lapses,
    learning_steps: 0,
    state: card.state as State,
  };
}

function closed(card: Card, at: Date): ReviewCard {
  return {
    due: card.due.toISOString(),
    lastReview: at.toISOString(),
    stability: card.stability,
    difficulty: card.difficulty,
    scheduledDays: card.scheduled_days,
    reps: card.reps,
    lapses: card.lapses,
    state: card.state,
  };
}

const dateOf = (iso: string): Date => new Date(iso);
