/** The words that wait for somebody, as far as they can be told now. */
import { isAsked, questionOfFacts } from '../core/held-back.ts';
import { listNotes, type Note } from '../store/errata.ts';
import { listHeldBack } from '../store/held-back.ts';
import type { Asked } from './define-command.ts';

/** Oldest first. A word about a question that waits in a quiz that is open for them would give it away, and waits on until it is answered there, or closed. */
export async function listTellable({
  db,
  guildId,
  memberId,
  now,
  curriculum,
}: Pick<Asked, 'db' | 'guildId' | 'memberId' | 'now' | 'curriculum'>): Promise<readonly Note[]> {
  const notes = await listNotes(db, guildId, memberId);
  if (!notes.some(({ facts }) => questionOfFacts(facts) !== undefined)) return notes;
  const open = await listHeldBack(db, guildId, memberId, now);
  const heldBack = new Set(
    open.flatMap(({ questionIds }) => questionIds).filter(id => isAsked(curriculum, id)),
  );
  return notes.filter(({ facts }) => !heldBack.has(questionOfFacts(facts) ?? ''));
}
