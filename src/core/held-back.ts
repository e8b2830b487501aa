/** What waits in a daily quiz that is open: asked or told anywhere else before, it would be given away. */

interface Taught {
  readonly lessons: ReadonlyMap<
    string,
    { readonly questions: readonly { readonly id: string; readonly retired: boolean }[] }
  >;
}

/** Whether a question (`db/acid#durable`) is still asked: it is in the curriculum, and nobody took it out. */
export function isAsked({ lessons }: Taught, questionId: string): boolean {
  const [lessonId = '', id] = questionId.split('#');
  return lessons.get(lessonId)?.questions.find(question => question.id === id)?.retired === false;
}

/** The question that a waiting word is about, by what stands in its facts; undefined where it is about none. */
export function questionOfFacts(facts: unknown): string | undefined {
  const { questionId } = (facts ?? {}) as { readonly questionId?: unknown };
  return typeof questionId === 'string' ? questionId : undefined;
}

/** Milliseconds of calendar time. */
const liveLook = 60_000;

/**
 * When a post that holds questions back is looked at again: when the last daily quiz that asks one of them has closed. `closings`: by
 * question; null for one of a live quiz, of which nobody knows when it ends, so that it is looked at soon. Undefined where there is none.
 */
export function heldUntil(closings: ReadonlyMap<string, Date | null>, now: Date): Date | undefined {
  const instants = [...closings.values()].map(at => at?.getTime() ?? now.getTime() + liveLook);
  return instants.length === 0 ? undefined : new Date(Math.max(...instants));
}
