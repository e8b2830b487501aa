/** The words that wait for somebody, as far as they can be told now. */
import { noteBlocks } from '../cards/note.ts';
import type { Card } from '../cards/reply.ts';
import { isAsked, questionOfFacts } from '../core/held-back.ts';
import { needsGround, tellTruly } from '../core/note-truth.ts';
import { listNotes, type Note } from '../store/errata.ts';
import { listHeldBack } from '../store/held-back.ts';
import { findNoteGround } from '../store/note-ground.ts';
import type { Asked } from './define-command.ts';

type Reader = Pick<Asked, 'db' | 'guildId' | 'memberId' | 'now' | 'curriculum'>;

const noGround = { squads: new Map(), joinable: new Set<string>() };

/** A card with what waits for its reader above it, oldest first. What is true no more isn't told, and waits no longer once the card has arrived. */
export async function withWords(card: Card, reader: Reader): Promise<Card> {
  const notes = await listOpen(reader);
  const { db, guildId, memberId, curriculum } = reader;
  const { told, over } = tellTruly(
    notes,
    needsGround(notes) ? await findNoteGround(db, guildId, memberId) : noGround,
  );
  const tells = [...told.map(({ id }) => id), ...over];
  return tells.length === 0
    ? card
    : { ...card, blocks: [...noteBlocks(curriculum, told), ...card.blocks], tells };
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
