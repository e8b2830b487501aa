/** What a member says is wrong with a question: sent through a window of `/quiz`, kept for the moderators. */
import { randomUUID } from 'node:crypto';
import type { Card } from '../src/cards/reply.ts';
import { isReason, reportedCard } from '../src/cards/report-card.ts';
import type { Question } from '../src/curriculum/types.ts';
import { type FormCall, Refusal } from '../src/discord/define-command.ts';
import { addReport } from '../src/store/errata.ts';
import { fullId } from './_quiz.ts';

const sentences = { noReason: 'Choose what is wrong first. Nothing was sent.' };

/** Each member once for each revision of the question. Throws a refusal when no reason was chosen. */
export async function report(
  { db, guildId, memberId, now, fields, picked }: FormCall,
  question: Question,
): Promise<Card> {
  const [reason = ''] = picked.reason ?? [];
  if (!isReason(reason)) throw new Refusal(sentences.noReason);
  const isNew = await addReport(db, {
    ...{ guildId, id: randomUUID(), memberId, reason, createdAt: now },
    ...{ questionId: fullId(question), questionRev: question.rev, note: fields.note || null },
  });
  return reportedCard(isNew);
}
