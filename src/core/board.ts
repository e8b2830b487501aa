/** Boards: members ranked by their points. */

export interface Score {
  readonly memberId: string;
  readonly points: number;
  /** When this sum was reached. */
  readonly reachedAt: Date;
}

/** Most points first. The same points share a rank and leave a gap after them (1, 2, 2, 4); inside a rank who was there first comes first. */
export function rankMembers<S extends Score>(
  scores: readonly S[],
): readonly (S & { readonly rank: number })[] {
  const ordered = [...scores].sort(
    (a, b) =>
      b.points - a.points || a.reachedAt.getTime() - b.reachedAt.getTime() || compare(a.memberId, b.memberId),
  );
  const ranks = new Map<number, number>();
  return ordered.map((score, place) => {
    const rank = ranks.get(score.points) ?? place + 1;
    ranks.set(score.points, rank);
    return { ...score, rank };
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
