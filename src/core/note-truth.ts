/** Words that waited for somebody, made true for the moment at which they are told: much may have happened since they were left. */

export interface WaitingNote {
  readonly id: string;
  readonly kind: string;
  readonly facts: unknown;
}

/** What is so now, as far as waiting words speak of it. */
export interface NoteGround {
  /** Squads that the member is in, by id; names as typed. */
  readonly squads: ReadonlyMap<string, { readonly squad: string; readonly cohort: string }>;
  /** Names, as typed, of cohorts that they could join. */
  readonly joinable: ReadonlySet<string>;
}

/** Whether what is so now has a say in one of these. */
export const needsGround = (notes: readonly WaitingNote[]): boolean =>
  notes.some(({ kind }) => ['squad-dealt', 'left-server'].includes(kind));

/**
 * The words to tell, oldest first, and the ids of those that are not true any more and are never told. Words that follow one another about
 * the same thing (a question scored anew twice, work graded twice) become one, of what it came to: the first alone would be untrue.
 */
export function tellTruly(
  notes: readonly WaitingNote[],
  ground: NoteGround,
): { readonly told: readonly WaitingNote[]; readonly over: readonly string[] } {
  const told = new Map<string, WaitingNote>();
  for (const note of notes.flatMap(one => asNow(one, ground) ?? [])) {
    const about = aboutOf(note);
    const before = told.get(about);
    // Taken out first, so that it stands where the newest does.
    told.delete(about);
    told.set(about, before ? { ...note, facts: asOne(note.kind, before.facts, note.facts) } : note);
  }
  const ids = new Set([...told.values()].map(({ id }) => id));
  return { told: [...told.values()], over: notes.flatMap(({ id }) => (ids.has(id) ? [] : [id])) };
}

/** Of what notes hold, what is looked at here. */
interface Facts {
  readonly questionId?: unknown;
  readonly points?: unknown;
  readonly wasRight?: unknown;
  readonly change?: unknown;
  readonly first?: unknown;
  readonly again?: unknown;
  readonly cohorts?: unknown;
  readonly canJoin?: unknown;
}

const factsOf = (facts: unknown): Facts => (facts ?? {}) as Facts;

/** A note as it is true now; undefined for one that isn't. */
function asNow(note: WaitingNote, { squads, joinable }: NoteGround): WaitingNote | undefined {
  const facts = factsOf(note.facts);
  // What a note is about stands in its id: `squad-dealt:<squad>`.
  const [, about = ''] = note.id.split(':');
  switch (note.kind) {
    case 'squad-dealt': {
      const now = squads.get(about);
      return now && { ...note, facts: { ...facts, ...now } };
    }
    case 'left-server':
      return { ...note, facts: { ...facts, canJoin: namesIn(facts).some(name => joinable.has(name)) } };
    default:
      return note;
  }
}

const namesIn = ({ cohorts }: Facts): readonly string[] =>
  Array.isArray(cohorts) ? cohorts.map(String) : [];

/** The same for words of which only what they come to is told. */
function aboutOf({ id, kind, facts }: WaitingNote): string {
  if (kind === 'rescored') return `${kind} ${String(factsOf(facts).questionId)}`;
  // `graded:<work>:<ms>`
  if (kind === 'graded') return `${kind} ${id.split(':')[1]}`;
  return kind === 'left-server' ? kind : id;
}

function asOne(kind: string, earlier: unknown, later: unknown): Facts {
  const [before, after] = [factsOf(earlier), factsOf(later)];
  const sum = (name: 'points' | 'change') => Number(before[name] ?? 0) + Number(after[name] ?? 0);
  if (kind === 'rescored') {
    // Points for being first that came and went again are no longer worth a word.
    const first =
      before.first === undefined || after.first === undefined ? (after.first ?? before.first) : undefined;
    return { ...after, first, points: sum('points'), wasRight: before.wasRight };
  }
  if (kind === 'graded') return { ...after, change: sum('change'), again: before.again };
  const cohorts = [...new Set([...namesIn(before), ...namesIn(after)])];
  return { ...after, cohorts, canJoin: before.canJoin === true || after.canJoin === true };
}
