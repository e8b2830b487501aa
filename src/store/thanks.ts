/** Thanks for help: facts, once for each pair in a week, with what they pay and the word for whoever helped. */
import { THANKS_POINTS, thanksReasons } from '../core/thanks.ts';
import type { StudyDay } from '../core/time.ts';
import type { Db } from './connect.ts';
import { addPoints } from './points.ts';
import { notes, thanks } from './schema.ts';

export interface NewThanks {
  readonly guildId: string;
  readonly id: string;
  readonly cohortId: string;
  readonly cohortName: string;
  /** Who helped, and who thanks them. */
  readonly memberId: string;
  readonly actorId: string;
  readonly week: StudyDay;
  readonly note: string | null;
}

/** The id of the note that tells of thanks: `listNotes` finds by it who gave them. */
const thanksNoteId = (id: string): string => `thanks:${id}`;

/**
 * Keeps thanks, pays them under the first reason of the week that hasn't paid, if there is one, and leaves a word; all or nothing. False
 * when this pair has had its thanks of the week. Others at once wait at the ledger's key and then find the next reason.
 */
export async function addThanks(db: Db, given: NewThanks, now: Date): Promise<boolean> {
  const { cohortName, ...row } = given;
  const { guildId, memberId, cohortId } = row;
  return db.transaction(async tx => {
    const added = await tx
      .insert(thanks)
      .values({ ...row, at: now })
      .onConflictDoNothing()
      .returning({ id: thanks.id });
    if (added.length === 0) return false;
    let points = 0;
    for (const reason of thanksReasons(row.week)) {
      if (
        points === 0 &&
        (await addPoints(tx, { guildId, memberId, reason, cohortId, points: THANKS_POINTS }, now))
      )
        points = THANKS_POINTS;
    }
    await tx.insert(notes).values({
      ...{ guildId, memberId, id: thanksNoteId(row.id), kind: 'thanked', createdAt: now },
      facts: { cohort: cohortName, note: row.note, points },
    });
    return true;
  });
}
