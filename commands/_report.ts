/** What a member says is wrong with a question: sent through a window of `/quiz`, kept for the moderators. */
import { randomUUID } from 'node:crypto';
import type { Card, Form } from '../src/cards/reply.ts';
import { isReason, reportedCard, reportForm } from '../src/cards/report-card.ts';
import type { Question } from '../src/curriculum/types.ts';
import { type FormCall, type PressCall, Refusal } from '../src/discord/define-command.ts';
import { addReport, findOpenReport } from '../src/store/reports.ts';
import { fullId } from './_quiz.ts';

const sentences = { noReason: 'Choose what is wrong first. Nothing was sent.' };

/** The window, with what this member has sent already: a report that waits can be completed. */
export async function reportWindow(
  { db, guildId, memberId, argument }: PressCall,
  question: Question,
): Promise<Form> {
  const about = { guildId, memberId, questionId: fullId(question), questionRev: question.rev };
  return reportForm(argument, await findOpenReport(db, about));
}

/** Each member once for each revision of the question; what is sent again completes it. Throws a refusal when no reason was chosen. */
export async function report(
  { db, guildId, memberId, now, fields, picked }: FormCall,
  question: Question,
): Promise<Card> {
  const [reason = ''] = picked.reason ?? [];
  if (!isReason(reason)) throw new Refusal(sentences.noReason);
  const what = await addReport(db, {
    ...{ guildId, id: randomUUID(), memberId, reason, createdAt: now },
    ...{ questionId: fullId(question), questionRev: question.rev, note: fields.note || null },
  });
  return reportedCard(what);
}
