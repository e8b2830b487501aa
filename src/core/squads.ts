/** Squads: small groups of a cohort, dealt so that none is much larger than another, and ranked by their best four. */

/** A squad wants four to six members. */
export const SQUAD_LEAST = 4;
export const SQUAD_MOST = 6;
const COUNTED = 4;

/**
 * Points of a squad: the average of its best four, to a tenth. Missing ones count nothing, or a squad of one could beat all others.
 * So nobody's weak week pulls their squad down while four others learn.
 */
export function squadTotal(points: readonly number[]): number {
  const best = [...points].sort((a, b) => b - a).slice(0, COUNTED);
  const sum = best.reduce((all, one) => all + Math.max(0, one), 0);
  return Math.round((10 * sum) / COUNTED) / 10;
}

export interface RankedSquad {
  readonly id: string;
  readonly total: number;
  readonly rank: number;
}

/** Highest first; the same total shares a rank, and inside it `id` decides. */
export function rankSquads<S extends { readonly id: string; readonly total: number }>(
  squads: readonly S[],
): readonly (S & RankedSquad)[] {
  const ordered = [...squads].sort((a, b) => b.total - a.total || (a.id < b.id ? -1 : 1));
  return ordered.map(squad => ({
    ...squad,
    rank: 1 + ordered.filter(one => one.total > squad.total).length,
  }));
}

export interface Deal {
  /** Sizes of the squads to be made. */
  readonly sizes: readonly number[];
  /** How many join squads that are there, by their place in `seats`. */
  readonly joining: readonly number[];
  /** How many stay without one. */
  readonly left: number;
}

/**
 * How so many people without a squad are divided. New squads are as even as can be, of four to six; seven make one of four and one of
 * three, since nobody likes to be the one left over. Fewer than four fill seats of squads that are there, the smallest first. `seats`:
 * members of each squad.
 */
export function dealSquads(people: number, seats: readonly number[]): Deal {
  if (people >= SQUAD_LEAST) {
    const squads = Math.ceil(people / SQUAD_MOST);
    const sizes = Array.from(
      { length: squads },
      (_, at) => Math.floor(people / squads) + (at < people % squads ? 1 : 0),
    );
    return { sizes, joining: seats.map(() => 0), left: 0 };
  }
  const joining = seats.map(() => 0);
  let left = people;
  while (left > 0) {
    const sizes = seats.map((seat, at) => seat + (joining[at] ?? 0));
    const smallest = Math.min(SQUAD_MOST, ...sizes);
    if (smallest >= SQUAD_MOST) break;
    const at = sizes.indexOf(smallest);
    joining[at] = (joining[at] ?? 0) + 1;
    left -= 1;
  }
  return { sizes: [], joining, left };
}
