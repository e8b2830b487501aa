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

/** Highest first; the same total shares a rank, and inside it the order given stays. */
export function rankSquads<S extends { readonly id: string; readonly total: number }>(
  squads: readonly S[],
): readonly (S & RankedSquad)[] {
  const ordered = [...squads].sort((a, b) => b.total - a.total);
  return ordered.map(squad => ({
    ...squad,
    rank: 1 + ordered.filter(one => one.total > squad.total).length,
  }));
}

/** The squads of a week: all that share the first rank, since no lot decides. None where nobody has a point. */
export const firstSquads = <S extends RankedSquad>(ranked: readonly S[]): readonly S[] =>
  ranked.filter(({ rank, total }) => rank === 1 && total > 0);

const UNSCORED_SHOWN = 5;

/** What a reader sees of squads without points: their own first, and how many `more` there are. Their ranks aren't told: nobody is last with nothing. */
export function viewUnscored<S extends RankedSquad>(
  ranked: readonly S[],
  ownId: string | undefined,
): { readonly squads: readonly S[]; readonly more: number } {
  const unscored = ranked.filter(({ total }) => total <= 0);
  const [own, others] = [
    unscored.filter(({ id }) => id === ownId),
    unscored.filter(({ id }) => id !== ownId),
  ];
  return {
    squads: [...own, ...others].slice(0, UNSCORED_SHOWN),
    more: Math.max(0, unscored.length - UNSCORED_SHOWN),
  };
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
 * How so many people without a squad are divided. Squads of one to three are filled up to four first, the smallest first. Of the others,
 * four and more make squads of four to six, as even as can be, in squads that are empty and then in new ones; fewer take seats of
 * squads that have members. Seven make one of four and one of three where no such seat is free: nobody likes to be the one left over.
 * So somebody stays only where fewer than four wanted a seat. `seats`: members of each squad.
 */
export function dealSquads(people: number, seats: readonly number[]): Deal {
  const taken = [...seats];
  let left = takeSeats(taken, people, SQUAD_LEAST);
  if (left === LEAVES_ONE_OVER) left = LEAVES_ONE_OVER - 1 + takeSeats(taken, 1, SQUAD_MOST);
  const groups = left >= SQUAD_LEAST ? evenly(left) : [];
  if (groups.length === 0) {
    // Those who filled up a squad may have left three for its last two seats.
    if (people >= SQUAD_LEAST && left > roomIn(taken)) groups.push(left);
    else left = takeSeats(taken, left, SQUAD_MOST);
  }
  if (groups.length > 0) left = 0;
  const sizes = groups.filter(size => {
    const empty = size < SQUAD_LEAST ? -1 : taken.indexOf(0);
    if (empty >= 0) taken[empty] = size;
    return empty < 0;
  });
  return { sizes, joining: taken.map((now, at) => now - (seats[at] ?? 0)), left };
}

/** One more than the largest squad, and less than two of the smallest. */
const LEAVES_ONE_OVER = SQUAD_MOST + 1;

/** Seats people, changing `taken`, in the smallest squads that have members and fewer than `most`. Answers how many found none. */
function takeSeats(taken: number[], people: number, most: number): number {
  for (let left = people; left > 0; left -= 1) {
    const smallest = Math.min(most, ...taken.filter(size => size > 0));
    if (smallest >= most) return left;
    taken[taken.indexOf(smallest)] = smallest + 1;
  }
  return 0;
}

const roomIn = (taken: readonly number[]): number =>
  taken.filter(size => size > 0).reduce((sum, size) => sum + Math.max(0, SQUAD_MOST - size), 0);

/** The largest first. */
function evenly(people: number): number[] {
  const squads = Math.ceil(people / SQUAD_MOST);
  return Array.from(
    { length: squads },
    (_, at) => Math.floor(people / squads) + (at < people % squads ? 1 : 0),
  );
}
