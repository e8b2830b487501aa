/**
 * When a pathway is completed: at least 80 % of its lessons are done, at least 70 % of its objectives are held, and its projects are passed
 * (research, "Completion"). Nothing that somebody does can take a completion away again: every count only grows.
 */

/** An objective is held when a question about it was answered rightly, without a hint, this long after the lesson was done. */
export const HELD_AFTER_DAYS = 7;
const LESSONS_PERCENT = 80;
const OBJECTIVES_PERCENT = 70;
const DAY = 86_400_000;

/** A lesson of the pathway, with the objectives that its questions ask for: an objective without a question can't be held, and isn't counted. */
interface TaughtLesson {
  readonly id: string;
  readonly questions: readonly {
    readonly id: string;
    readonly objective: number;
    readonly retired: boolean;
  }[];
}

export interface CompletionFacts {
  /** Each once. */
  readonly lessons: readonly TaughtLesson[];
  /** When each lesson was done, by its id; also lessons of other pathways. */
  readonly done: ReadonlyMap<string, Date>;
  /** Right answers without a hint, by full id (`db/acid#durable`). */
  readonly right: readonly { readonly questionId: string; readonly answeredAt: Date }[];
  /** Ids of the projects that must be passed, and of those that are. */
  readonly projects: readonly string[];
  readonly passed: ReadonlySet<string>;
}

interface Part {
  readonly done: number;
  readonly total: number;
  /** How many more are needed; 0 when there are enough. */
  readonly missing: number;
}

export interface Completion {
  readonly isComplete: boolean;
  readonly lessons: Part;
  readonly objectives: Part;
  /** Projects that are still to be passed. */
  readonly projects: readonly string[];
}

/** How far somebody is. A pathway without lessons is never completed. */
export function decideCompletion({ lessons, done, right, projects, passed }: CompletionFacts): Completion {
  const held = new Set<string>();
  const askable = new Set<string>();
  const objectiveOf = new Map<string, { readonly lessonId: string; readonly objective: string }>();
  for (const { id, questions } of lessons)
    for (const question of questions.filter(({ retired }) => !retired)) {
      const objective = `${id} ${question.objective}`;
      askable.add(objective);
      objectiveOf.set(`${id}#${question.id}`, { lessonId: id, objective });
    }
  for (const { questionId, answeredAt } of right) {
    const about = objectiveOf.get(questionId);
    const learned = about && done.get(about.lessonId);
    if (learned && answeredAt.getTime() - learned.getTime() >= HELD_AFTER_DAYS * DAY)
      held.add(about.objective);
  }
  const parts = {
    lessons: partOf(lessons.filter(({ id }) => done.has(id)).length, lessons.length, LESSONS_PERCENT),
    objectives: partOf(held.size, askable.size, OBJECTIVES_PERCENT),
    projects: projects.filter(id => !passed.has(id)),
  };
  const isComplete =
    lessons.length > 0 &&
    parts.lessons.missing === 0 &&
    parts.objectives.missing === 0 &&
    parts.projects.length === 0;
  return { isComplete, ...parts };
}

/** In whole numbers, so that no rounding decides. */
function partOf(done: number, total: number, percent: number): Part {
  return { done, total, missing: Math.max(0, Math.ceil((total * percent) / 100) - done) };
}
