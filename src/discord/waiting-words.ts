/** The words that wait for somebody, as far as they can be told now. */
import { isAsked, questionOfFacts } from '../core/held-back.ts';
import { needsGround, tellTruly } from '../core/note-truth.ts';
import { listNotes, type Note } from '../store/errata.ts';
import { listHeldBack } from '../store/held-back.ts';
import { findNoteGround } from '../store/note-ground.ts';
import type { Asked } from './define-command.ts';

type Reader = Pick<Asked, 'db' | 'guildId' | 'memberId' | 'now' | 'curriculum'>;

const noGround = { squads: new Map(), joinable: new Set<string>() };

/** `told`: oldest first, as they are true now. `over`: ids of those that are true no more, and wait no longer once a reply has arrived. */
export async function listTellable(
  reader: Reader,
): Promise<{ readonly told: readonly Note[]; readonly over: readonly string[] }> {
  const notes = await listOpen(reader);
  const { db, guildId, memberId } = reader;
  return tellTruly(notes, needsGround(notes) ? await findNoteGround(db, guildId, memberId) : noGround);
}

/** A word about a question that waits in a quiz that is open for them would give it away, and waits on until it is answered there, or closed. */
async function listOpen({ db, guildId, memberId, now, curriculum }: Reader): Promise<readonly Note[]> {
  const notes = await listNotes(db, guildId, memberId);
  if (!notes.some(({ facts }) => questionOfFacts(facts) !== undefined)) return notes;
  const open = await listHeldBack(db, guildId, memberId, now);
  const heldBack = new Set(
    open.flatMap(({ questionIds }) => questionIds).filter(id => isAsked(curriculum, id)),
  );
  return notes.filter(({ facts }) => !heldBack.has(questionOfFacts(facts) ?? ''));
}
