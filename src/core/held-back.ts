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
