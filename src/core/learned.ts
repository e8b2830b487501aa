/** How much of a list of lessons, or of a tree, somebody has learned: a lesson learned anywhere counts everywhere. */

/** A node with its own lessons and those of the nodes below it. */
interface Branch {
  readonly lessons: readonly string[];
  readonly children: readonly Branch[];
}

export interface Learned {
  readonly done: number;
  readonly total: number;
  /** The first lesson that isn't done; undefined when all are, or where there is none. */
  readonly next: string | undefined;
}

/** Ids of all lessons of a node and below it, each once, in teaching order. */
export function lessonsBelow(branch: Branch): readonly string[] {
  return [...new Set([...branch.lessons, ...branch.children.flatMap(lessonsBelow)])];
}

/** `lessons`: ids, each once, in teaching order. */
export function countLearned(lessons: readonly string[], done: ReadonlySet<string>): Learned {
  return {
    done: lessons.filter(id => done.has(id)).length,
    total: lessons.length,
    next: lessons.find(id => !done.has(id)),
  };
}

/** The first open lesson behind this one; else the first open one before it. Undefined when no other is open. */
export function nextAfter(
  lessons: readonly string[],
  lessonId: string,
  done: ReadonlySet<string>,
): string | undefined {
  const at = lessons.indexOf(lessonId);
  const isOpen = (id: string) => id !== lessonId && !done.has(id);
  return lessons.slice(at + 1).find(isOpen) ?? lessons.find(isOpen);
}
