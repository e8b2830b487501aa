/** Which lessons somebody is likely to want now, the likeliest first. */

export type NextUpReason = 'today' | 'next' | 'catch-up' | 'later' | 'done';

export interface NextUp {
  readonly lessonId: string;
  readonly reason: NextUpReason;
}

/**
 * Today's lessons; the next `ahead` open ones of each study, in turn; what is due from before; what comes later; at last what is
 * done. Each lesson once, at its first place.
 */
export function nextUp({
  today,
  studies,
  due,
  done,
  ahead,
}: {
  /** Of the latest study day of each cohort. */
  readonly today: readonly string[];
  /** Lessons of each pathway that they study, in teaching order; what matters most first. */
  readonly studies: readonly (readonly string[])[];
  /** Posted before and still open. */
  readonly due: readonly string[];
  readonly done: ReadonlySet<string>;
  readonly ahead: number;
}): readonly NextUp[] {
  const open = studies.map(lessons => lessons.filter(id => !done.has(id)));
  const inTurn = Array.from({ length: ahead }, (_, place) => open.flatMap(lessons => lessons[place] ?? []));
  const isOpen = (id: string) => !done.has(id);
  const lists: readonly [NextUpReason, readonly string[]][] = [
    ['today', today.filter(isOpen)],
    ['next', inTurn.flat()],
    ['catch-up', due.filter(isOpen)],
    ['later', open.flat()],
    ['done', [...today, ...studies.flat()].filter(id => done.has(id))],
  ];
  const found = new Map<string, NextUpReason>();
  for (const [reason, ids] of lists) {
    for (const id of ids) if (!found.has(id)) found.set(id, reason);
  }
  return Array.from(found, ([lessonId, reason]) => ({ lessonId, reason }));
}
