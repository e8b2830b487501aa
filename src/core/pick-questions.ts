/** Which questions a quiz asks: what is new or went wrong first, memory and thought mixed, and never the last one again at once. */
import { shuffle } from './shuffle.ts';

export interface Candidate {
  /** Unique in the whole curriculum: `db/acid#durable`. */
  readonly id: string;
  readonly kind: 'recall' | 'apply' | 'analyse';
  /** How the member's newest answer to it went; undefined when there is none. */
  readonly lastRight: boolean | undefined;
}

/** About a third asks for what one remembers; the rest for what one can do with it (research: transfer needs both). */
const RECALL_SHARE = 1 / 3;

/**
 * At most `count` ids, each once, in the order in which they are asked. Depends on the set of candidates, `last` (the id answered last) and
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
  const recall = drawn.filter(one => one.kind === 'recall');
  const thought = drawn.filter(one => one.kind !== 'recall');
  const size = Math.min(Math.max(0, count), drawn.length);
  const recallSize = Math.min(
    recall.length,
    Math.max(size - thought.length, Math.round(size * RECALL_SHARE)),
  );
  const picked = [...recall.slice(0, recallSize), ...thought.slice(0, size - recallSize)];
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

/** New before wrong before right. */
function rank({ lastRight }: Candidate): number {
  if (lastRight === undefined) return 0;
  return lastRight ? 2 : 1;
}
