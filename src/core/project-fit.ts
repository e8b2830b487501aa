/** Which project suits somebody best: the one of which they have learned most. */

interface Uses {
  /** Ids of the lessons that it uses. */
  readonly lessons: readonly string[];
}

/** The one of whose lessons the largest share is done, the earlier one of equals; undefined only where there is none. */
export function nearestProject<T extends Uses>(
  projects: readonly T[],
  done: ReadonlySet<string>,
): T | undefined {
  const share = ({ lessons }: Uses) =>
    lessons.filter(id => done.has(id)).length / Math.max(1, lessons.length);
  return projects.reduce<T | undefined>(
    (best, one) => (best && share(best) >= share(one) ? best : one),
    undefined,
  );
}
