/** How well somebody knows the stations that a request passes. */

/** `empty`: nothing is taught there. `gap`: nothing of it is done. `begun`: some is. `known`: all is. */
export type StationState = 'empty' | 'gap' | 'begun' | 'known';

interface Station {
  readonly done: number;
  readonly total: number;
}

export function stationState({ done, total }: Station): StationState {
  if (total === 0) return 'empty';
  if (done === 0) return 'gap';
  return done < total ? 'begun' : 'known';
}

/** Where to go on: the first gap on the way; else the first station that is begun. Undefined when all are known. */
export function firstGap<T extends Station>(stations: readonly T[]): T | undefined {
  const first = (state: StationState) => stations.find(station => stationState(station) === state);
  return first('gap') ?? first('begun');
}
