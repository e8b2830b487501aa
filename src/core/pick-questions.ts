/** Which questions a quiz asks: what is new first, then what went wrong, memory and thought mixed, and never the last one again at once. */
import { shuffle } from './shuffle.ts';

export interface Candidate {
  /** Unique in the whole curriculum: `db/acid#durable`. */
  readonly id: string;
  readonly kind: 'recall' | 'apply' | 'analyse';
  /** How the member's newest answer to it went; undefined when there is none. */
  readonly lastRight: boolean | undefined;
}

/**
 * At most `count` ids, each once, in the order in which they are asked. What was never asked is taken before what was answered, whatever
 * its kind: a lesson with one question of a kind would else never come to it. Depends on the set of candidates, `last` (the id answered last) and
 * the seed only. `last` comes first only where it is the only one.
 */
export function pickMixed(
  candidates: readonly Candidate[],
  count: number,
  seed: string,
  last?: string,
): readonly string[] {
  const ordered = [...candidates].sort((a, b) => (a.id < b.id ? -1 : 1));
  const drawn = shuffle(ordered, seed).sort((a, b) => rank(a) - rank(b));
  const size = Math.min(Math.max(0, count), drawn.length);
  const wanted = recallsWanted(size, seed);
  const isNew = (one: Candidate) => one.lastRight === undefined;
  const fresh = mixed(drawn.filter(isNew), size, wanted);
  const known = drawn.filter(one => !isNew(one));
  const picked = [
    ...fresh,
    ...mixed(known, size - fresh.length, Math.max(0, wanted - fresh.filter(isRecall).length)),
  ];
  const asked = shuffle(picked, `${seed}:order`).map(one => one.id);
  if (size === 1 && asked[0] === last && drawn.length > 1)
    return pickMixed(
      candidates.filter(({ id }) => id !== last),
      count,
      seed,
    );
  return notFirst(asked, last);
}

/** The same ids, with the one answered last in the second place instead of the first; as they are where it is the only one. */
export function notFirst(ids: readonly string[], last: string | undefined): readonly string[] {
  const [first, second, ...rest] = ids;
  return first === last && first !== undefined && second !== undefined ? [second, first, ...rest] : ids;
}

/**
 * About a third asks for what one remembers; the rest for what one can do with it (research: transfer needs both). What is no whole
 * question is left to the seed: rounded to the nearest, a quiz of one would never ask for memory.
 */
function recallsWanted(size: number, seed: string): number {
  const [draw = 0] = shuffle([0, 1, 2], `${seed}:recall`);
  return Math.floor(size / 3) + (draw < size % 3 ? 1 : 0);
}

const isRecall = ({ kind }: Candidate): boolean => kind === 'recall';

/** The first `count` of each kind, `recalls` of them for memory as far as there are enough of both. */
function mixed(drawn: readonly Candidate[], count: number, recalls: number): readonly Candidate[] {
  const size = Math.min(count, drawn.length);
  const recall = drawn.filter(isRecall);
  const thought = drawn.filter(one => !isRecall(one));
  const recallSize = Math.min(recall.length, size, Math.max(size - thought.length, recalls));
  return [...recall.slice(0, recallSize), ...thought.slice(0, size - recallSize)];
}

/** New before wrong before right. */
function rank({ lastRight }: Candidate): number {
  if (lastRight === undefined) return 0;
  return lastRight ? 2 : 1;
}
