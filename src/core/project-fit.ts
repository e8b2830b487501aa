/** How much of what a project needs somebody has learned already. */

interface Uses {
  /** Ids of the lessons that it uses. */
  readonly lessons: readonly string[];
}

export const countLearned = ({ lessons }: Uses, done: ReadonlySet<string>): number =>
  lessons.filter(id => done.has(id)).length;

/** The one of which the largest share is learned, the earlier one of equals; undefined only where there is none. */
export function nearestProject<T extends Uses>(
  projects: readonly T[],
  done: ReadonlySet<string>,
): T | undefined {
  const share = (project: T) => countLearned(project, done) / Math.max(1, project.lessons.length);
  return projects.reduce<T | undefined>(
    (best, one) => (best && share(best) >= share(one) ? best : one),
    undefined,
  );
}
