/** Boards: members ranked by their points, and who is shown to whom (docs/decisions/0034). */

export interface Score {
  readonly memberId: string;
  readonly points: number;
  /** When this sum was reached. */
  readonly reachedAt: Date;
}

export interface Placed {
  readonly rank: number;
  readonly points: number;
  readonly memberId: string;
  /** Wants to be seen by nobody else. */
  readonly isHidden: boolean;
}

/** A line of a board as it is shown: to one reader, or to all. */
export interface BoardLine {
  readonly rank: number;
  /** As others see it: typed by a person, or an alias. */
  readonly name: string;
  /** What stands where nothing of `name` can be seen. */
  readonly alias: string;
  readonly points: number;
  /** Points for each study day since joining. */
  readonly perDay?: number;
  /** The reader's own. */
  readonly isOwn: boolean;
  /** Somebody between the line before and this one isn't shown. */
  readonly hasGap: boolean;
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

const TOP = 5;
const AROUND = 2;

/**
 * What one member sees: the first five and who stands up to two places around them. Nobody is there without points, so that nobody is
 * last with nothing; hidden members are left out, but for the reader, and keep their rank: nobody else's number moves.
 */
export function viewBoard<P extends Placed>(
  ranked: readonly P[],
  readerId: string,
): readonly (P & { readonly hasGap: boolean })[] {
  const shown = ranked.filter(
    ({ points, isHidden, memberId }) => points > 0 && (!isHidden || memberId === readerId),
  );
  const own = shown.findIndex(({ memberId }) => memberId === readerId);
  const places = shown
    .map((_, at) => at)
    .filter(at => at < TOP || (own >= 0 && Math.abs(at - own) <= AROUND));
  return places.flatMap((at, n) => {
    const line = shown[at];
    return line ? [{ ...line, hasGap: n > 0 && at - (places[n - 1] ?? 0) > 1 }] : [];
  });
}

/**
 * What everybody sees: of those with points the upper half, at most five, and of each rank all or nobody, since no lot decides who is
 * named. The first rank always stands there; of one that is larger than five, `more` says how many others have the same. There is no
 * bottom to be seen at.
 */
export function viewTop<P extends Placed>(
  ranked: readonly P[],
): { readonly lines: readonly P[]; readonly more: number } {
  const earned = ranked.filter(({ points }) => points > 0);
  const most = Math.min(TOP, Math.ceil(earned.length / 2));
  const first = earned.filter(({ rank }) => rank === 1).length;
  const next = earned[most]?.rank;
  const whole = earned.slice(0, most).filter(({ rank }) => rank !== next).length;
  const top = earned.slice(0, Math.max(whole, Math.min(TOP, first)));
  return { lines: top.filter(({ isHidden }) => !isHidden), more: Math.max(0, first - TOP) };
}

/**
 * Who gained most over the week before, among those who had points in it: whoever is new would gain everything. Undefined where nobody
 * gained. Hidden members aren't named. `before`: points of that week by member.
 */
export function mostImproved<P extends Placed>(
  ranked: readonly P[],
  before: ReadonlyMap<string, number>,
): (P & { readonly gain: number }) | undefined {
  let best: (P & { readonly gain: number }) | undefined;
  for (const one of ranked) {
    const was = before.get(one.memberId) ?? 0;
    const gain = one.points - was;
    if (was > 0 && gain > (best?.gain ?? 0) && !one.isHidden) best = { ...one, gain };
  }
  return best;
}

/** A sum over so many study days, to a tenth; who joined today has one day. */
export const pointsPerDay = (points: number, studyDays: number): number =>
  Math.round((10 * points) / Math.max(1, studyDays)) / 10;

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
